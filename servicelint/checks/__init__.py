"""The kinds of check. A new kind is one module here, one line in CHECKS and one test module."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from servicelint.checks.answer import Answer
from servicelint.checks.breach import Outcome, Talk
from servicelint.checks.forbidden import Forbidden
from servicelint.checks.measure import Measure
from servicelint.checks.order import Order
from servicelint.checks.phrases import Language
from servicelint.checks.record import Record
from servicelint.checks.required import Required
from servicelint.located import Fields
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles


class Check(Protocol):
    """A rule's test of one talk: pure, frozen, picklable."""

    def searched(self) -> Mapping[Phrase, Roles]:
        """The phrases that the scan must look for, and in whose turns."""
        ...

    def exceptions(self) -> tuple[Phrase, ...]:
        """The ``unless`` phrases, each of which an example must exercise."""
        ...

    def run(self, talk: Talk) -> Outcome:
        """What is wrong in the talk."""
        ...


class CheckKind(Protocol):
    """What stands in CHECKS: it reads its own fields of a rule and nobody else's.

    ``when_keys`` are the keys of ``when`` that are the kind's own; all others are facts of the record.
    """

    when_keys: frozenset[str]

    def parse(self, fields: Fields, language: Language) -> Check:
        """The check; defects of the fields are reported through ``fields``."""
        ...


CHECKS: Mapping[str, CheckKind] = MappingProxyType(
    {
        "forbidden": Forbidden,
        "required": Required,
        "answer": Answer,
        "order": Order,
        "measure": Measure,
        "record": Record,
    }
)
