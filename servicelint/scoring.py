"""From violations to a score and a ledger that re-adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from servicelint.report import LedgerLine
from servicelint.violation import Severity, Violation

PENALTIES: Mapping[Severity, float] = MappingProxyType({"critical": 100, "major": 10, "minor": 3, "info": 0})


@dataclass(frozen=True, slots=True)
class Scoring:
    """Penalties are points by severity; a rule takes ``cap_per_rule`` at most; a critical violation ends at 0."""

    start: float = 100
    pass_mark: float = 85
    penalties: Mapping[Severity, float] = field(default_factory=lambda: dict(PENALTIES))
    cap_per_rule: float = 20


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` from what is certain, ``possible`` if every review is upheld, and the lines that lead to ``value``."""

    value: float
    possible: float
    ledger: tuple[LedgerLine, ...]


def score(violations: Iterable[Violation], scoring: Scoring, bonuses: Mapping[str, float] | None = None) -> Score:
    """Add up penalties, and the bonuses of rules that were kept: up to the start, and none after a critical one."""
    counted = list(violations)
    if not counted and not bonuses:
        return Score(tidy(scoring.start), tidy(scoring.start), ())
    certain = [violation for violation in counted if violation.certainty == "certain"]
    ledger = _with_bonuses(_ledger(certain, scoring), certain, bonuses or {})
    possible = _with_bonuses(_ledger(counted, scoring), counted, bonuses or {})
    return Score(_rest(ledger, scoring), _rest(possible, scoring), ledger)


def _rest(ledger: tuple[LedgerLine, ...], scoring: Scoring) -> float:
    return tidy(scoring.start - sum(line.penalty for line in ledger))


def _ledger(violations: list[Violation], scoring: Scoring) -> tuple[LedgerLine, ...]:
    """One line a rule that takes points, in order of appearance, the critical ones first; never below 0."""
    taken: dict[str, float] = {}
    critical = {violation.rule for violation in violations if violation.severity == "critical"}
    for violation in sorted(violations, key=lambda violation: violation.rule not in critical):
        taken[violation.rule] = taken.get(violation.rule, 0) + violation.penalty
    left, lines = scoring.start, []
    for rule, points in taken.items():
        penalty = tidy(left if rule in critical else min(points, scoring.cap_per_rule, left))
        if penalty > 0:
            lines.append(LedgerLine(rule, penalty))
            left = tidy(left - penalty)
    return tuple(lines)


def _with_bonuses(
    ledger: tuple[LedgerLine, ...], violations: list[Violation], bonuses: Mapping[str, float]
) -> tuple[LedgerLine, ...]:
    if any(violation.severity == "critical" for violation in violations):
        return ledger
    taken, lines = tidy(sum(line.penalty for line in ledger)), list(ledger)
    for rule, points in bonuses.items():
        bonus = tidy(min(points, taken))
        if bonus > 0:
            lines.append(LedgerLine(rule, -bonus))
            taken = tidy(taken - bonus)
    return tuple(lines)


def tidy(points: float) -> float:
    """Points to the hundredth, whole ones as int: sums stay exact and print as they were written."""
    rounded = round(points, 2)
    return int(rounded) if rounded == int(rounded) else rounded
