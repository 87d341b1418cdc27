"""Precision, recall and share of reviews, in all and by rule, clause or whatever the rows say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from servicelint.evaluation.judging import Judgement, Unlabelled
from servicelint.summary import Rate
from servicelint.violation import Certainty


@dataclass(slots=True)
class Counts:
    """Labels by truth (breach or innocent) and verdict (certain, review, none)."""

    certain_right: int = 0
    certain_wrong: int = 0
    review_right: int = 0
    review_wrong: int = 0
    missed: int = 0
    passed: int = 0

    def add(self, *, breach: bool, certainty: Certainty | None) -> None:
        """Count one label."""
        if certainty == "certain":
            self.certain_right += breach
            self.certain_wrong += not breach
        elif certainty == "review":
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
    def overlap(self) -> Rate:
        """Of what is a breach or called certain, the share that is both."""
        return Rate(self.certain_right, self.breaches + self.certain_wrong)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of what is called certain."""
        return _f1(self.overlap.value)

    @property
    def f1_interval(self) -> tuple[float, float]:
        """95 % interval of ``f1``: F1 is no share, but 2 F* / (1 + F*) of the share ``overlap``.

        F*: D. J. Hand, P. Christen, N. Kirielle, "F*: an interpretable transformation of the F-measure", 2021.
        """
        low, high = self.overlap.interval
        return _f1(low), _f1(high)


def _f1(overlap: float) -> float:
    return 2 * overlap / (1 + overlap)


@dataclass(slots=True)
class Evaluation:
    """The figures of one corpus, with the cases behind them.

    ``misses`` are breaches nobody flags, ``false_alarms`` innocent words called certain, ``reviews`` what is for a
    person to decide. ``by_rule`` counts an unflagged label with every rule that answers for it, so a rule's misses are
    an upper bound and their sum is more than those in all.
    """

    total: Counts = field(default_factory=Counts)
    by_rule: dict[str, Counts] = field(default_factory=dict)
    by_group: dict[str, Counts] = field(default_factory=dict)
    misses: list[Judgement] = field(default_factory=list)
    false_alarms: list[Judgement] = field(default_factory=list)
    reviews: list[Judgement] = field(default_factory=list)
    unlabelled: list[Unlabelled] = field(default_factory=list)


def evaluate(judged: Iterable[Judgement | Unlabelled], group_by: str | None = None) -> Evaluation:
    """Add up judgements; ``group_by`` names a key of the rows (clause, part, style) to tell them apart by."""
    evaluation = Evaluation()
    for one in judged:
        if isinstance(one, Unlabelled):
            evaluation.unlabelled.append(one)
            continue
        breach, certainty = one.label.violation, one.certainty
        evaluation.total.add(breach=breach, certainty=certainty)
        for rule, said in one.rules.items():
            evaluation.by_rule.setdefault(rule, Counts()).add(breach=breach, certainty=said)
        if group_by is not None:
            evaluation.by_group.setdefault(one.value_of(group_by), Counts()).add(breach=breach, certainty=certainty)
        if certainty == "review":
            evaluation.reviews.append(one)
        elif breach and certainty is None:
            evaluation.misses.append(one)
        elif not breach and certainty == "certain":
            evaluation.false_alarms.append(one)
    return evaluation
