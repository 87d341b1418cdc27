"""What was asked of an evaluation: the packs, the talk, which rows of it, and the floors."""

from __future__ import annotations

from dataclasses import dataclass

from servicelint.evaluation.figures import Counts
from servicelint.pack import Rule
from servicelint.report import PackInfo
from servicelint.summary import Rate


@dataclass(frozen=True, slots=True)
class Floor:
    """The least a rate may be, and what it is. Without anything to judge by it is not met."""

    name: str
    least: float
    rate: Rate

    @property
    def met(self) -> bool:
        """Whether the rate itself, not its interval, reaches the floor."""
        return self.rate.value >= self.least


@dataclass(frozen=True, slots=True)
class Question:
    """The first of ``packs`` is the one measured, the others it extends; ``rules`` are all its rules.

    ``where`` holds what rows must say: keys and values, ``by`` the key of the groups. Both floors are shares from 0 to
    1. ``cases`` asks the text for every miss and false alarm: the other formats always have them.
    """

    packs: tuple[PackInfo, ...]
    rules: tuple[Rule, ...]
    corpora: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()
    min_confidence: float = 0
    by: str | None = None
    min_precision: float | None = None
    min_recall: float | None = None
    cases: bool = False

    def floors(self, total: Counts) -> tuple[Floor, ...]:
        """The floors asked for, held against the figures in all."""
        asked = (
            ("precision", self.min_precision, total.precision),
            ("recall", self.min_recall, total.recall),
        )
        return tuple(Floor(name, least, rate) for name, least, rate in asked if least is not None)
