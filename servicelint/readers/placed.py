"""Text taken out of a source, with the place of each of its characters there: what formats with markup are read with.

Strategy: a text is verbatim from mark to mark. Cutting, joining and decoding (entities, doubled quotes, tags that are
left out) keep the marks, so that a violation points at the original file whatever was done to the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from servicelint.transcript import Mark, place_of

LINE_BREAK = re.compile(r"\r\n|\r|\n")
"""str.splitlines would also split at form feeds and U+2028, and an editor counts no lines there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and its marks: the first is for offset 0, and each holds until the next."""

    text: str
    marks: tuple[Mark, ...] = ((0, 1, 1),)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at ``offset``."""
        return place_of(self.text, self.marks, offset)

    def part(self, start: int, stop: int | None = None) -> Placed:
        """The characters from ``start`` up to ``stop``, both from 0."""
        return self._part(start, len(self.text) if stop is None else stop, self.place(start))

    def stripped(self) -> Placed:
        """Without the spaces around it."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))

    def split(self, pattern: re.Pattern[str] = LINE_BREAK) -> list[Placed]:
        """The parts between the matches of ``pattern``: the lines, unless told otherwise."""
        found = list(pattern.finditer(self.text))
        if not found:
            return [self]
        starts = [0, *(match.end() for match in found)]
        stops = [*(match.start() for match in found), len(self.text)]
        return list(map(self._part, starts, stops, self._places(starts)))

    def replaced(self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> Placed:
        """With each match of ``pattern`` replaced; what stands for it has the place of its first character."""
        found = list(pattern.finditer(self.text))
        if not found:
            return self
        starts = [0, *(match.end() for match in found)]
        stops = [*(match.start() for match in found), len(self.text)]
        kept = map(self._part, starts, stops, self._places(starts))
        places = self._places(match.start() for match in found)
        new = [Placed(replacement(match), ((0, *place),)) for match, place in zip(found, places, strict=True)]
        pieces = [piece for pair in zip(kept, new, strict=False) for piece in pair]
        return joined([*pieces, self.part(starts[-1])])

    def _part(self, start: int, stop: int, place: tuple[int, int]) -> Placed:
        first = bisect_right(self.marks, start, key=_offset)
        last = bisect_left(self.marks, stop, key=_offset)
        later = ((offset - start, line, column) for offset, line, column in self.marks[first:last])
        return Placed(self.text[start:stop], ((0, *place), *later))

    def _places(self, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The places of ascending offsets, each counted from the one before: a long text is gone through once."""
        marks, known = deque(self.marks[1:]), self.marks[0]
        for offset in offsets:
            while marks and marks[0][0] <= offset:
                known = marks.popleft()
            place = place_of(self.text, (known,), offset)
            known = offset, *place
            yield place


def _offset(mark: Mark) -> int:
    return mark[0]


def placed(text: str, line: int, column: int = 1) -> Placed:
    """A text that stands verbatim at a line and column, both from 1."""
    return Placed(text, ((0, line, column),))


def joined(parts: Sequence[Placed], between: str = "") -> Placed:
    """The parts in one, with ``between`` between them. There must be one at least."""
    text = between.join(part.text for part in parts)
    marks: list[Mark] = []
    known: Mark = 0, 0, 0
    start = 0
    for part in parts:
        if marks and not part.text and not between:
            continue
        for offset, line, column in part.marks:
            at = start + offset
            while marks and marks[-1][0] == at:
                marks.pop()  # what came before it was empty
            if not marks or place_of(text, (known,), at) != (line, column):
                marks.append((at, line, column))
            known = at, line, column
        start += len(part.text) + len(between)
    return Placed(text, tuple(marks))


def without_carriage_returns(text: str) -> str:
    """The text with each line end as ``\\n``, which moves no character to another line or column."""
    return LINE_BREAK.sub("\n", text) if "\r" in text else text
