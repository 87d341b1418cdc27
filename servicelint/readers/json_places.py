"""Where the turns of a JSON document stand: no JSON parser for Python that is fast tells the lines of values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]')


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
