"""Rules that judge the mean over a batch (``scope: batch``), once the batch has gone by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from servicelint.checks.measure import Measure
from servicelint.pack import Rule
from servicelint.summary import Tally


@dataclass(frozen=True, slots=True)
class BatchMean:
    """The verdict of one rule: the mean over so many transcripts, and whether it is within bounds."""

    rule: Rule
    mean: float
    transcripts: int
    passed: bool


def batch_means(rules: Iterable[Rule], tally: Tally) -> Iterator[BatchMean]:
    """Every batch rule that at least one transcript had a value for, in the order of the rules."""
    for rule in rules:
        known = tally.batch.get(rule.name)
        if known and isinstance(rule.check, Measure):
            mean = round(known.value, 4)
            yield BatchMean(rule, mean, known.count, rule.check.holds(mean))
