"""Where the values of a JSON document stand: no JSON parser for Python that is fast tells their lines.

Strategy: a document is gone through only where somebody asks, from bracket to bracket: what stands in a list is looked
at when the line of one of its values is wanted, and then kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, islice

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BRACKET = re.compile(rf'[^"\[\]{{}}]*+(?:{_STRING}[^"\[\]{{}}]*+)*+([\[\]{{}}])')
# A key where there is one, and a string, the bracket that opens a value, a number or a name; or the closing bracket.
_MEMBER = re.compile(rf'[\s,]*+(?:({_STRING})\s*:\s*)?(?:({_STRING}|[\[{{])|[^\s,"\[\]{{}}]++|([\]}}]))')
_BLOCK = 4096
"""The characters of which the lines are counted at a time."""


class Places:
    """The lines of the values of a document, by their JSON pointers.

    ``text`` is a whole document of valid JSON, which begins at ``root``; None stands for one that is all on the line
    ``first`` (from 1). Of two values with the same key the first counts.
    """

    def __init__(self, text: str | None = None, first: int = 1) -> None:
        self.first = first
        self.root = 0
        self._text: str | None = None
        if text is not None:
            self.root = len(text) - len(text.lstrip())
            self.first = text.count("\n", 0, self.root) + 1
            if text.find("\n", self.root, len(text.rstrip())) >= 0:
                self._text = text
        self._members: dict[int, tuple[dict[str, int], Iterator[tuple[str, int]]]] = {}

    @property
    def on_one_line(self) -> bool:
        """Whether every value stands on the line ``first``."""
        return self._text is None

    def line(self, pointer: str) -> int:
        """The line of a value; where there is none, and inside of a string, that of what it would stand in."""
        if self._text is None:
            return self.first
        place = self.root
        for key in pointer.partition("#")[0].split("/")[1:]:
            member = self.member(place, key)
            if member is None:
                break
            place = member
        return self.line_at(place)

    def line_at(self, place: int) -> int:
        """The line of the character at a place of the text."""
        block = place // _BLOCK
        return 1 + self._breaks[block] + (self._text or "").count("\n", block * _BLOCK, place)

    def member(self, place: int, key: str) -> int | None:
        """Where the string, object or list begins that has this key, as written, in the value at a place."""
        if place not in self._members:
            self._members[place] = {}, _members(self._text or "", place)
        found, rest = self._members[place]
        while key not in found:
            member = next(rest, None)
            if member is None:
                return None
            found.setdefault(*member)
        return found[key]

    def objects(self, place: int) -> Iterator[int]:
        """Where the objects begin that stand in the list at a place."""
        return (member for _, member in _members(self._text or "", place) if self.begins(member, "{"))

    def begins(self, place: int, mark: str) -> bool:
        """Whether the value at a place begins with that character."""
        return (self._text or "").startswith(mark, place)

    @cached_property
    def _breaks(self) -> list[int]:
        """How many line breaks there are before each block of the text."""
        text = self._text or ""
        return list(accumulate((text.count("\n", at, at + _BLOCK) for at in range(0, len(text), _BLOCK)), initial=0))


class Lines:
    """The lines (from 1) of a conversation and its turns: all of it stands on the line ``first``."""

    def __init__(self, first: int) -> None:
        self._first = first

    def conversation(self) -> int:
        """The line of the conversation."""
        return self._first

    def of_turn(self, index: int) -> int:
        """The line of the words of a turn, else that of the turn, else that of the conversation."""
        return self._first


class LinesApart(Lines):
    """The lines of a conversation in a document of several lines, which are looked for when somebody asks.

    ``key`` is that of the conversation in a list of them, None where it is the document.
    """

    def __init__(self, places: Places, key: str | None = None) -> None:
        super().__init__(places.first)
        self._places = places
        self._key = key
        self._items: list[int] = []

    def conversation(self) -> int:
        """The line of the conversation."""
        return self._places.line_at(self._place)

    def of_turn(self, index: int) -> int:
        """The line of the words of a turn, else that of the turn, else that of the conversation."""
        self._items += islice(self._rest, max(0, index + 1 - len(self._items)))
        if index >= len(self._items):
            return self.conversation()
        item = self._items[index]
        words = self._places.member(item, "text")
        return self._places.line_at(item if words is None or not self._places.begins(words, '"') else words)

    @cached_property
    def _place(self) -> int:
        root = self._places.root
        return root if self._key is None else self._places.member(root, self._key) or root

    @cached_property
    def _rest(self) -> Iterator[int]:
        """Where the turns begin that nobody has asked for so far."""
        turns = self._places.member(self._place, "turns")
        return iter(()) if turns is None else self._places.objects(turns)


def _members(text: str, place: int) -> Iterator[tuple[str, int]]:
    """Where the strings, objects and lists begin that stand in the value at a place, with their keys as written."""
    if text[place] == '"':
        return
    index, member = 0, _MEMBER.match(text, place + 1)
    while member is not None and member[3] is None:
        end = member.end()
        if member[2] is not None:
            begin = member.start(2)
            yield (str(index) if member[1] is None else member[1][1:-1]), begin
            end = _end(text, begin) if member[2] in "[{" else end
        index, member = index + 1, _MEMBER.match(text, end)


def _end(text: str, place: int) -> int:
    """Where the object or list ends that begins at a place."""
    depth = 0
    for bracket in _BRACKET.finditer(text, place):
        depth += 1 if bracket[1] in "[{" else -1
        if not depth:
            return bracket.end()
    return len(text)
