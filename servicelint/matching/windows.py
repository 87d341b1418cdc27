"""Which few characters of a phrase to look for first: the windows whose spellings go into the automaton."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache

from servicelint.matching.expression import count_readings, readings, runs
from servicelint.matching.phrase import Choice, Sequence
from servicelint.text.spelling import spellings

LONGEST = 3
"""Characters in a window at most: longer ones have more spellings and hardly fewer candidates."""
TELLING = 2.0
"""The weight of a window that is telling enough: two characters that are not among the commonest."""
MAX_READINGS = 48
"""Readings of a stretch of a phrase at most, each of which gives a window."""

_COMMON = frozenset("我你您他她们的了是不在有这那就好请一个吗呢啊吧么也都要给可以说没到来去还")


def search_strings(tree: Sequence) -> frozenset[str] | None:
    """Raw strings of which one stands in every text where the phrase matches; None when there are none to go by."""
    found = _best(tree)
    return None if found is None else _minimal(found[1])


def _best(tree: Sequence) -> tuple[float, frozenset[str]] | None:
    """The stretch of the phrase whose least telling reading tells most, and the spellings of its windows."""
    best: tuple[float, frozenset[str]] | None = None
    for stretch in _stretches(tree):
        found = _spelled(stretch)
        if found is not None and (best is None or (found[0], -len(found[1])) > (best[0], -len(best[1]))):
            best = found
    for part in tree.parts:
        if isinstance(part, Choice) and not part.optional and count_readings(Sequence((part,))) > MAX_READINGS:
            options = [_best(option) for option in part.options]
            known = [option for option in options if option is not None]
            if len(known) == len(options):
                weakest = min(weight for weight, _ in known)
                if best is None or weakest > best[0]:
                    best = weakest, frozenset().union(*(texts for _, texts in known))
    return best


def _stretches(tree: Sequence) -> list[Sequence]:
    """The longest runs of neighbouring parts that have few readings; none lies within another."""
    found, last = [], 0
    for start in range(len(tree.parts)):
        end, count = start, 1
        while end < len(tree.parts):
            count *= count_readings(Sequence(tree.parts[end : end + 1]))
            if count > MAX_READINGS:
                break
            end += 1
        if end > max(start, last):
            found.append(Sequence(tree.parts[start:end]))
            last = end
    return found


def _spelled(tree: Sequence) -> tuple[float, frozenset[str]] | None:
    """Windows that cover every reading of the stretch, few of them: the one that most readings share comes first."""
    uncovered = [_cuts(reading) for reading in {tuple(runs(reading)) for reading in readings(tree)}]
    weakest, texts = math.inf, set[str]()
    if not all(uncovered):
        return None
    while uncovered:
        shared = Counter(cut for cuts in uncovered for cut in cuts)
        cut = min(shared, key=lambda piece: (-shared[piece], -_weight(piece), piece))
        weakest = min(weakest, _weight(cut))
        texts |= spellings(cut) or set()
        uncovered = [cuts for cuts in uncovered if cut not in cuts]
    return weakest, frozenset(texts)


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


@lru_cache(maxsize=1 << 16)
def _cuts(reading: tuple[str, ...]) -> frozenset[str]:
    """The windows of some runs of characters that tell enough (or the most telling ones) and have few spellings."""
    cuts = {
        stretch[start : start + length]
        for run in reading
        for stretch in run.split(".")
        for length in range(1, LONGEST + 1)
        for start in range(len(stretch) - length + 1)
    }
    searchable = [cut for cut in sorted(cuts) if spellings(cut) is not None]
    enough = min(TELLING, max(map(_weight, searchable), default=0))
    return frozenset(cut for cut in searchable if _weight(cut) >= enough)


def _weight(window: str) -> float:
    """How telling a window is: the rarer its characters, the fewer candidates it yields."""
    return sum(0.3 if char in _COMMON else 1.0 for char in window)


def _minimal(spelled: frozenset[str]) -> frozenset[str]:
    """Spellings that hold no shorter one: the shorter alone finds the same turns."""
    kept: set[str] = set()
    for text in sorted(spelled, key=len):
        if kept.isdisjoint(text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)):
            kept.add(text)
    return frozenset(kept)
