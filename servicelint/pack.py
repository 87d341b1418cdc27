"""A rule pack as values: rules with their checks, scoring, and what they were loaded from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from servicelint.checks import Check
from servicelint.example import ContextExamples, Examples
from servicelint.matching.context import Context
from servicelint.moments import parse_moment
from servicelint.scoring import Scoring
from servicelint.transcript import Fact
from servicelint.violation import Certainty, Severity

ErrorClass = Literal["customer", "business", "compliance"]
ERROR_CLASSES: tuple[ErrorClass, ...] = get_args(ErrorClass)
"""Whom a critical error harms, as contact centres count them."""


@dataclass(frozen=True, slots=True)
class When:
    """Facts of the record that make a rule apply: each field must hold one of its values."""

    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)

    def contradicted(self, record: Mapping[str, Fact]) -> bool:
        """Whether a recorded fact says that the rule does not apply."""
        return any(
            record.get(name) is not None and not _matches(record[name], values) for name, values in self.facts.items()
        )

    def missing(self, record: Mapping[str, Fact]) -> tuple[str, ...]:
        """The fields that would have to be recorded to tell."""
        return tuple(name for name in self.facts if record.get(name) is None)


def _matches(fact: Fact, values: tuple[Fact, ...]) -> bool:
    known = fact if isinstance(fact, tuple | list) else (fact,)
    return any(_plain(one) == _plain(value) for one in known for value in values)


def _plain(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


DAY_FACTS = ("started_at", "arrived_at", "ended_at")
"""The facts that tell the day of a talk, the first that is recorded."""


@dataclass(frozen=True, slots=True)
class Effective:
    """From when to when a rule is in force, both days included; None is open."""

    first: date | None = None
    last: date | None = None

    def missing(self, record: Mapping[str, Fact]) -> bool:
        """Whether the day of the talk would have to be recorded to tell."""
        return (self.first is not None or self.last is not None) and _day(record) is None

    def covers(self, record: Mapping[str, Fact]) -> bool:
        """Whether the rule is in force on the day of the talk; also when the day is not recorded."""
        if self.first is None and self.last is None:
            return True
        day = _day(record)
        return day is None or ((self.first is None or self.first <= day) and (self.last is None or day <= self.last))


def _day(record: Mapping[str, Fact]) -> date | None:
    known = (parse_moment(str(record[name])) for name in DAY_FACTS if record.get(name))
    moment = next((moment for moment in known if moment), None)
    return moment.time.date() if moment else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack. ``clauses`` are ``standard/number``; ``penalty`` None means that of the severity.

    A rule with a ``bonus`` is never breached: it adds points when it is kept.
    """

    pack: str
    id: str
    kind: str
    title: str
    check: Check
    severity: Severity = "minor"
    penalty: float | None = None
    clauses: tuple[str, ...] = ()
    certainty: Certainty = "certain"
    when: When = field(default_factory=When)
    why: str = ""
    instead: str = ""
    tags: tuple[str, ...] = ()
    error_class: ErrorClass | None = None
    bonus: float = 0
    effective: Effective = field(default_factory=Effective)
    examples: Examples = field(default_factory=Examples)
    source: str = ""
    line: int = 0
    column: int = 0

    @property
    def name(self) -> str:
        """The rule's name in reports, ``pack/id``."""
        return f"{self.pack}/{self.id}"


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules under one name.

    ``rules`` holds the inherited ones too, as this pack wants them; ``extended`` the packs they come from, and
    ``extends`` what the pack's file calls these.
    ``sha256`` is that of the pack's file. ``contexts`` holds the inherited ones too, ``context_examples`` the proof of
    this pack's own.
    """

    name: str
    title: str
    version: str
    rules: tuple[Rule, ...]
    scoring: Scoring = field(default_factory=Scoring)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extended: tuple[Pack, ...] = ()
    sha256: str = ""
    source: str = ""
    contexts: Mapping[str, Context] = field(default_factory=dict)
    context_examples: Mapping[str, ContextExamples] = field(default_factory=dict)
    extends: tuple[str, ...] = ()

    @property
    def own_rules(self) -> tuple[Rule, ...]:
        """The rules written in this pack."""
        return tuple(rule for rule in self.rules if rule.pack == self.name)
