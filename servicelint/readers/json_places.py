"""Where the values of a JSON document stand: no JSON parser for Python that is fast tells their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]')


class Places:
    """The lines of the values of a document, by their JSON pointers.

    ``text`` is a whole document, which is gone through only when it has several lines and somebody asks; None stands
    for a document that is all on the line ``first`` (from 1).
    """

    def __init__(self, text: str | None = None, first: int = 1) -> None:
        self.first = first
        if text is not None:
            begin = len(text) - len(text.lstrip())
            self.first = text.count("\n", 0, begin) + 1
            text = text.rstrip()
        self._text = text if text is not None and text.find("\n", begin) >= 0 else None
        self._levels, self._lines = -1, dict[str, int]()

    @property
    def on_one_line(self) -> bool:
        """Whether every value stands on the line ``first``."""
        return self._text is None

    def line(self, pointer: str) -> int:
        """The line of a value; where there is none, and inside of a string, that of what it would stand in."""
        if self._text is None:
            return self.first
        pointer = pointer.partition("#")[0]
        levels = pointer.count("/")
        if levels > self._levels:
            self._levels, self._lines = levels, pointer_lines(self._text, levels)
        while pointer not in self._lines and pointer:
            pointer = pointer.rpartition("/")[0]
        return self._lines.get(pointer, self.first)


@dataclass(slots=True)
class Lines:
    """The line (from 1) of a conversation, and of the words of each of its turns where that is known."""

    conversation: int
    turns: Sequence[int] = ()

    def of_turn(self, index: int) -> int:
        """The line of a turn, else that of the conversation."""
        return self.turns[index] if index < len(self.turns) else self.conversation


@dataclass(slots=True)
class _Scan:
    """What is open at a place of the document: for each open bracket the key read last, as written."""

    base: int
    keys: list[str] = field(default_factory=list)
    last: str = ""

    @property
    def in_turn(self) -> bool:
        return len(self.keys) == self.base + 2 and self.keys[self.base - 1] == '"turns"'


def conversation_lines(text: str) -> list[Lines]:
    """The places of the conversations in ``text``: one object, or the objects and lists of a list.

    ``text`` must be valid JSON, which makes it enough to follow brackets, keys and strings.
    """
    found: list[Lines] = []
    turns: list[int] = []
    scan = _Scan(base=2 if text.lstrip().startswith("[") else 1)
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        mark = token[0]
        if mark in "{[":
            scan.keys.append("")
            if len(scan.keys) == scan.base:
                turns = []
                found.append(Lines(line, turns))
            elif mark == "{" and scan.in_turn:
                turns.append(line)
        elif mark in "}]":
            scan.keys.pop()
        elif mark == ":":
            scan.keys[-1] = scan.last
        elif mark == ",":
            scan.keys[-1] = ""
        else:
            if scan.in_turn and scan.keys[-1] == '"text"':
                turns[-1] = line
            scan.last = mark
    return found


def pointer_lines(text: str, levels: int) -> dict[str, int]:
    """The lines of the strings, objects and lists of a document, down to so many levels, by their JSON pointers.

    ``text`` must be valid JSON. Keys stand in the pointers as they are written.
    """
    found: dict[str, int] = {}
    prefixes: list[str] = []  # of each open bracket down to the last level, with its slash
    keys: list[str | int | None] = []  # None where a key is awaited
    line, seen, last, below = 1, 0, "", 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if below:  # inside of a value of the last level: only its end matters
            if mark in "{[":
                below += 1
            elif mark in "}]":
                below -= 1
        elif mark == ":":
            keys[-1] = last[1:-1]
        elif mark == ",":
            key = keys[-1]
            keys[-1] = key + 1 if isinstance(key, int) else None
        elif mark in "}]":
            prefixes.pop()
            keys.pop()
        else:
            last = mark
            if keys and keys[-1] is None:
                continue  # it is the key
            start = token.start()
            line += text.count("\n", seen, start)
            seen = start
            pointer = f"{prefixes[-1]}{keys[-1]}" if prefixes else ""
            found[pointer] = line
            if mark in "{[" and len(keys) == levels:
                below = 1
            elif mark in "{[":
                prefixes.append(f"{pointer}/")
                keys.append(None if mark == "{" else 0)
    return found
