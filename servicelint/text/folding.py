"""Folding: one writing for every script, width, case and regional wording, with an origin for every character.

Each code point is brought to its plain simplified character; then phrases are replaced from left to right, the longest
first. Folding a folded text changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from servicelint.text.tables import tables


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Character ``k`` of ``text`` came from the code points ``starts[k]:ends[k]`` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, i: int, j: int) -> tuple[int, int]:
        """The original code points of ``text[i:j]``; a zero-width place when nothing lies between."""
        if i < j:
            return self.starts[i], self.ends[j - 1]
        place = self.starts[i] if i < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place


def fold(text: str) -> Folded:
    """Fold a text. Deterministic, idempotent, and it never raises."""
    return _phrases(_characters(text))


def _characters(text: str) -> Folded:
    values = list(map(tables().characters.__getitem__, text))
    folded = "".join(values)
    count = len(text)
    if len(folded) == count and "" not in values:
        return Folded(folded, tuple(range(count)), tuple(range(1, count + 1)))
    lengths = map(len, values)
    starts = tuple([place for place, length in enumerate(lengths) for _ in range(length)])
    return Folded(folded, starts, tuple([start + 1 for start in starts]))


def _phrases(folded: Folded) -> Folded:
    found = list(_replacements(folded.text))
    if not found:
        return folded
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, key, value in found:
        end = start + len(key)
        pieces += folded.text[done:start], value
        starts += folded.starts[done:start]
        ends += folded.ends[done:start]
        if len(key) == len(value):
            starts += folded.starts[start:end]
            ends += folded.ends[start:end]
        else:
            starts += [folded.starts[start]] * len(value)
            ends += [folded.ends[end - 1]] * len(value)
        done = end
    pieces.append(folded.text[done:])
    return Folded("".join(pieces), (*starts, *folded.starts[done:]), (*ends, *folded.ends[done:]))


def _replacements(text: str) -> Iterator[tuple[int, str, str]]:
    """Where which phrase gives way to which; a guard only passes over its characters."""
    heads, phrases = tables().heads, tables().phrases
    done = 0
    for match in _first_characters().finditer(text):
        start = match.start()
        if start >= done:
            for key in heads.get(text[start : start + 2], ()):
                if text.startswith(key, start):
                    done = start + len(key)
                    if (value := phrases[key]) != key:
                        yield start, key, value
                    break


@cache
def _first_characters() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted({head[0] for head in tables().heads})))}]")
