"""What to look for where one character of a phrase may be wrong: a few characters of it that are right then."""

from __future__ import annotations

from functools import lru_cache

from servicelint.matching.expression import count_readings, readings, runs
from servicelint.matching.phrase import Sequence
from servicelint.matching.search import SPOKEN
from servicelint.text.spelling import spellings

LONGEST = 3
"""Characters in a window at most: longer ones have more spellings and hardly fewer candidates."""
TELLING = 2.0
"""The weight of a window that is telling enough: two characters that are not among the commonest."""
MAX_READINGS = 48
"""Readings of a phrase at most, each of which gives windows; of one with more any character may be right."""


def pieces(tree: Sequence, pairs: frozenset[str]) -> frozenset[str]:
    """Raw strings of which one stands in every text where the phrase matches but for one character.

    That character has an intact neighbour, as in ``pairs``. Empty when there are no strings to go by.
    """
    if count_readings(tree) <= MAX_READINGS:
        windows = {piece for reading in readings(tree) for piece in _two_pieces(".".join(runs(reading)))}
    else:
        windows = set("".join(pairs))
    spelled = [spellings(window) if window else None for window in windows]
    known = [texts for texts in spelled if texts is not None]
    return _minimal(frozenset().union(*known)) if len(known) == len(spelled) else frozenset()


@lru_cache(maxsize=1 << 14)
def _two_pieces(text: str) -> tuple[str, ...]:
    """Two windows that share no character: one of them is intact where a single character is wrong.

    None when no two characters are neighbours, as then none may be wrong. A piece that cannot be searched is empty.
    """
    if all(len(run) < 2 for run in text.split(".")):
        return ()
    halves = [(_telling(text[:cut]), _telling(text[cut:])) for cut in range(1, len(text))]
    left, right = max(halves, key=lambda half: sorted((half[0][0], half[1][0])))
    return left[1], right[1]


@lru_cache(maxsize=1 << 14)
def _telling(text: str) -> tuple[float, str]:
    """The weight, up to what is enough, of the shortest window that tells most, and the window."""
    cuts = [
        stretch[start : start + length]
        for stretch in text.split(".")
        for length in range(1, LONGEST + 1)
        for start in range(len(stretch) - length + 1)
    ]
    weighed = [(min(TELLING, _weight(cut)), -len(cut), cut) for cut in cuts if spellings(cut) is not None]
    weight, _, cut = max(weighed, default=(0.0, 0, ""))
    return weight, cut


def _weight(window: str) -> float:
    """How telling a window is: the rarer its characters, the fewer candidates it yields."""
    return sum(0.3 if char in SPOKEN else 1.0 for char in window)


def _minimal(spelled: frozenset[str]) -> frozenset[str]:
    """Spellings that hold no shorter one: the shorter alone finds the same turns."""
    kept: set[str] = set()
    for text in sorted(spelled, key=len):
        if kept.isdisjoint(text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)):
            kept.add(text)
    return frozenset(kept)
