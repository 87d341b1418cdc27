"""Precision, recall and share of reviews, in all and by rule, clause or whatever the rows say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from servicelint.evaluation.judging import Judgement, Unlabelled
from servicelint.summary import Rate


@dataclass(slots=True)
class Counts:
    """Labels by truth (breach or innocent) and verdict (certain, review, none)."""

    certain_right: int = 0
    certain_wrong: int = 0
    review_right: int = 0
    review_wrong: int = 0
    missed: int = 0
    passed: int = 0

    def add(self, judgement: Judgement) -> None:
        """Count one label."""
        breach = judgement.label.violation
        if judgement.certainty == "certain":
            self.certain_right += breach
            self.certain_wrong += not breach
        elif judgement.certainty == "review":
            self.review_right += breach
            self.review_wrong += not breach
        else:
            self.missed += breach
            self.passed += not breach

    @property
    def labels(self) -> int:
        """All labels."""
        return self.breaches + self.certain_wrong + self.review_wrong + self.passed

    @property
    def breaches(self) -> int:
        """Labels that are breaches."""
        return self.certain_right + self.review_right + self.missed

    @property
    def precision(self) -> Rate:
        """Of what is called certain, the share that is a breach."""
        return Rate(self.certain_right, self.certain_right + self.certain_wrong)

    @property
    def recall_certain(self) -> Rate:
        """Of the breaches, the share called certain."""
        return Rate(self.certain_right, self.breaches)

    @property
    def recall(self) -> Rate:
        """Of the breaches, the share called certain or for review."""
        return Rate(self.certain_right + self.review_right, self.breaches)

    @property
    def review_share(self) -> Rate:
        """Of all labels, the share handed to a person."""
        return Rate(self.review_right + self.review_wrong, self.labels)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of what is called certain."""
        wanted = 2 * self.certain_right + self.certain_wrong + self.review_right + self.missed
        return 2 * self.certain_right / wanted if wanted else 0.0


@dataclass(slots=True)
class Evaluation:
    """The figures of one corpus, with the cases behind them."""

    total: Counts = field(default_factory=Counts)
    by_rule: dict[str, Counts] = field(default_factory=dict)
    by_group: dict[str, Counts] = field(default_factory=dict)
    misses: list[Judgement] = field(default_factory=list)
    false_alarms: list[Judgement] = field(default_factory=list)
    unlabelled: list[Unlabelled] = field(default_factory=list)


def evaluate(judged: Iterable[Judgement | Unlabelled], group_by: str | None = None) -> Evaluation:
    """Add up judgements; ``group_by`` names a key of the rows (clause, part, style) to tell them apart by.

    By rule only what the rule flags can be counted: a miss is nobody's.
    """
    evaluation = Evaluation()
    for one in judged:
        if isinstance(one, Unlabelled):
            evaluation.unlabelled.append(one)
            continue
        evaluation.total.add(one)
        for rule in one.rules:
            evaluation.by_rule.setdefault(rule, Counts()).add(one)
        if group_by is not None:
            name = one.label.category if group_by == "category" else str(one.row.about.get(group_by, ""))
            evaluation.by_group.setdefault(name, Counts()).add(one)
        if one.label.violation and one.certainty is None:
            evaluation.misses.append(one)
        if not one.label.violation and one.certainty == "certain":
            evaluation.false_alarms.append(one)
    return evaluation
