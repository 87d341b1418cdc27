"""Totals over a batch: what was found how often, with intervals so that nobody is ranked on three calls."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from servicelint.report import Failure, Result, TranscriptReport
from servicelint.violation import SEVERITIES

Z_95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of ``total`` with its 95 % Wilson score interval (E. B. Wilson, 1927)."""

    count: int
    total: int

    @property
    def value(self) -> float:
        """The share itself; 0 when there is nothing to share."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end; (0, 1) when nothing is known."""
        if not self.total:
            return 0.0, 1.0
        share, squared = self.value, Z_95**2 / self.total
        middle = share + squared / 2
        spread = Z_95 * math.sqrt(share * (1 - share) / self.total + squared / (4 * self.total))
        low, high = (middle - spread) / (1 + squared), (middle + spread) / (1 + squared)
        return (0.0 if self.count == 0 else low), (1.0 if self.count == self.total else high)


@dataclass(slots=True)
class Group:
    """Running totals of some transcripts: all of them, those of an agent, those of a team."""

    transcripts: int = 0
    passed: int = 0
    critical: int = 0
    points: float = 0

    def add(self, report: TranscriptReport) -> None:
        """Count one report."""
        self.transcripts += 1
        self.passed += report.passed
        self.critical += any(v.severity == "critical" and v.certainty == "certain" for v in report.violations)
        self.points += report.score

    @property
    def mean_score(self) -> float | None:
        """The mean score, or None without transcripts."""
        return round(self.points / self.transcripts, 2) if self.transcripts else None

    @property
    def pass_rate(self) -> Rate:
        """The share that passed."""
        return Rate(self.passed, self.transcripts)

    @property
    def critical_rate(self) -> Rate:
        """The share with at least one certain critical violation."""
        return Rate(self.critical, self.transcripts)


@dataclass(slots=True)
class Mean:
    """A running mean."""

    total: float = 0
    count: int = 0

    @property
    def value(self) -> float:
        """The mean so far; there is no mean of nothing."""
        return self.total / self.count


@dataclass(slots=True)
class Tally:
    """Totals of a run, in memory that does not grow with the number of transcripts."""

    all: Group = field(default_factory=Group)
    failures: int = 0
    reviews: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    violations_by_rule: Counter[str] = field(default_factory=Counter)
    transcripts_by_rule: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    batch: dict[str, Mean] = field(default_factory=dict)
    agents: dict[str, Group] = field(default_factory=dict)
    teams: dict[str, Group] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        """Count one report or failure."""
        if isinstance(result, Failure):
            self.failures += 1
            return
        self.all.add(result)
        if result.agent is not None:
            self.agents.setdefault(result.agent, Group()).add(result)
        if result.team is not None:
            self.teams.setdefault(result.team, Group()).add(result)
        if result.critical_classes:
            self.classes.update(result.critical_classes)
        for one in result.batch_values:
            mean = self.batch.setdefault(one.rule, Mean())
            mean.total += one.value
            mean.count += 1
        if not result.violations:
            return
        certain = [violation for violation in result.violations if violation.certainty == "certain"]
        self.reviews += len(result.violations) - len(certain)
        self.severities.update(violation.severity for violation in certain)
        self.violations_by_rule.update(violation.rule for violation in certain)
        self.transcripts_by_rule.update({violation.rule for violation in certain})

    def by_severity(self) -> dict[str, int]:
        """Certain violations by severity, the gravest first, zeros included."""
        return {severity: self.severities[severity] for severity in SEVERITIES}

    def by_class(self) -> Iterator[tuple[str, Rate]]:
        """Error class and share of the transcripts with a critical violation of it."""
        for name, count in sorted(self.classes.items()):
            yield name, Rate(count, self.all.transcripts)

    def by_rule(self) -> Iterator[tuple[str, int, Rate]]:
        """Rule, certain violations and share of the transcripts, the commonest first."""
        for rule, count in sorted(self.violations_by_rule.items(), key=lambda item: (-item[1], item[0])):
            yield rule, count, Rate(self.transcripts_by_rule[rule], self.all.transcripts)
