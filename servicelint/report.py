"""What a lint yields: one report a transcript, failures for those that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from servicelint.transcript import InferredRole
from servicelint.violation import Violation


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What one rule takes from the score, after caps: ``start`` less all lines is the score, exactly.

    A bonus is a negative penalty.
    """

    rule: str
    penalty: float


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule that applies to the transcript but that it does not let us judge, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Innocent:
    """A match that was let off by an ``unless`` phrase. Turn, line and column count from 1."""

    rule: str
    turn: int
    line: int
    column: int
    text: str
    unless: str


@dataclass(frozen=True, slots=True)
class BatchValue:
    """What this transcript adds to the mean that a rule with ``scope: batch`` judges."""

    rule: str
    value: float


@dataclass(frozen=True, slots=True)
class TranscriptReport:
    """The verdict on one transcript.

    ``score`` counts what is certain; ``possible_score`` is what remains if every review is upheld.
    ``assessed`` is the number of rules that could be judged.
    ``critical_classes`` are the error classes with a certain critical violation. ``inferred_roles`` are the roles, by
    label, that were told by what is said.
    """

    path: str
    id: str
    channel: str | None
    agent: str | None
    team: str | None
    score: float
    possible_score: float
    passed: bool
    ledger: tuple[LedgerLine, ...]
    violations: tuple[Violation, ...]
    not_assessed: tuple[NotAssessed, ...]
    innocent: tuple[Innocent, ...] = ()
    assessed: int = 0
    critical_classes: tuple[str, ...] = ()
    batch_values: tuple[BatchValue, ...] = ()
    warnings: tuple[str, ...] = ()
    inferred_roles: Mapping[str, InferredRole] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file (or one line of it) that could not be read."""

    path: str
    error: str


Result = TranscriptReport | Failure


@dataclass(frozen=True, slots=True)
class PackInfo:
    """A pack whose rules were applied; ``sha256`` is that of its file."""

    pack: str
    version: str
    sha256: str
