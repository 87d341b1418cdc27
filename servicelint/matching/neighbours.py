"""Which characters stand side by side in a phrase, however it is read."""

from __future__ import annotations

from itertools import pairwise

from servicelint.matching.expression import MAX_READINGS, count_readings, folded, readings, runs
from servicelint.matching.phrase import Choice, Edge, Gap, Literal, Sequence

Ends = tuple[frozenset[str], frozenset[str], bool]
"""The characters a part may begin and end with, and whether it may be left out."""

_NOTHING: frozenset[str] = frozenset()


def neighbours(tree: Sequence) -> frozenset[str]:
    """Pairs of folded characters that follow each other in some reading, with no gap between them."""
    pairs: set[str] = set()
    _sequence(tree, pairs, within=True)
    # Literals may fold differently together than apart: (软|硬)體.
    if count_readings(tree) <= MAX_READINGS:
        pairs |= {a + b for reading in readings(tree) for run in runs(reading) for a, b in pairwise(run)}
    return frozenset(pairs)


def ends(tree: Sequence) -> Ends:
    """What the phrase may begin and end with; a gap is taken as empty."""
    return _sequence(tree, set(), within=False)


def meetings(tree: Sequence) -> frozenset[str]:
    """Pairs of folded characters that may meet where one part of the phrase ends and another begins.

    A gap is taken as empty.
    """
    pairs: set[str] = set()
    _sequence(tree, pairs, within=False)
    return frozenset(pairs)


def _sequence(tree: Sequence, pairs: set[str], *, within: bool) -> Ends:
    first, last, empty = _NOTHING, _NOTHING, True
    for part in tree.parts:
        part_first, part_last, part_empty = _part(part, pairs, within=within)
        pairs |= {a + b for a in last for b in part_first}
        first |= part_first if empty else _NOTHING
        last = part_last | (last if part_empty else _NOTHING)
        empty = empty and part_empty
    return first, last, empty


def _part(part: Literal | Gap | Edge | Choice, pairs: set[str], *, within: bool) -> Ends:
    if isinstance(part, Choice):
        ends = [_sequence(option, pairs, within=within) for option in part.options]
        first = _NOTHING.union(*(each for each, _, _ in ends))
        last = _NOTHING.union(*(each for _, each, _ in ends))
        return first, last, part.optional or any(empty for _, _, empty in ends)
    if isinstance(part, Literal):
        text = folded(part.text)
        if within:
            pairs |= {a + b for a, b in pairwise(text)}
        return frozenset(text[:1]), frozenset(text[-1:]), not text
    return _NOTHING, _NOTHING, not within
