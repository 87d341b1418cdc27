"""A tree of values that remember their line and column, and typed getters that collect every defect.

It knows nothing of YAML: ``yaml_source`` builds these nodes, the pack loader and the checks read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from servicelint.errors import Problem

T = TypeVar("T", bound=str)

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A leaf: its text as written, and whether it was quoted (then it is never a number or null)."""

    text: str
    quoted: bool
    line: int
    column: int

    @property
    def value(self) -> str | int | float | bool | None:
        """The value under YAML 1.2's core rules; a number with leading zeros, a date or a time stays text."""
        if self.quoted:
            return self.text
        if self.text in ("", "~", "null", "Null", "NULL"):
            return None
        if self.text.lower() in ("true", "false"):
            return self.text.lower() == "true"
        if _INT.match(self.text):
            return int(self.text)
        if _FLOAT.match(self.text) and not (self.text[:1] == "0" and self.text[1:2].isdigit()):
            return float(self.text)
        return self.text


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Items | Table


def plain(node: Node) -> Any:
    """The node as ordinary Python values, places dropped."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


@dataclass(slots=True)
class Fields:
    """One mapping being read: every getter takes a key, reports what is wrong with it, and marks it as read.

    Getters never raise: a defect is added to ``problems`` and the default is returned, so that all the defects
    of a file are found at once. ``reject_unread`` then reports keys that nobody asked for.
    """

    table: Table
    source: str
    problems: list[Problem]
    read: set[str] = field(default_factory=set)

    def error(self, node: Node, message: str) -> None:
        """Report a defect at the place of ``node``."""
        self.problems.append(Problem(self.source, node.line, node.column, message))

    def node(self, key: str) -> Node | None:
        """The raw node of ``key``, or None; an empty value is a defect and counts as absent."""
        known = key in self.read
        self.read.add(key)
        for name, value in self.table.entries:
            if name.text == key:
                if not (isinstance(value, Scalar) and value.value is None):
                    return value
                if not known:
                    self.error(name, f"'{key}' is empty; give it a value or leave it out")
        return None

    def required(self, key: str) -> Node | None:
        """The raw node of ``key``; its absence is a defect of the mapping."""
        node = self.node(key)
        if node is None:
            self.error(self.table, f"missing key '{key}'")
        return node

    def text(self, key: str, default: str = "") -> str:
        """A text; anything scalar is taken as it is written, so ``1.10`` stays ``1.10``."""
        node = self.node(key)
        return default if node is None else self.as_text(node, key, default)

    def as_text(self, node: Node, what: str, default: str = "") -> str:
        """The text of a scalar node."""
        if isinstance(node, Scalar):
            return node.text
        self.error(node, f"'{what}' must be a text")
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        return tuple(self.as_text(node, key) for node in self.nodes(key))

    def nodes(self, key: str) -> tuple[Node, ...]:
        """A list of any nodes; a single node is a list of one."""
        node = self.node(key)
        if node is None:
            return ()
        return node.items if isinstance(node, Items) else (node,)

    def one_of(self, key: str, allowed: Sequence[T], default: T) -> T:
        """One of a few words."""
        node = self.node(key)
        return default if node is None else self.as_one_of(node, key, allowed, default)

    def as_one_of(self, node: Node, key: str, allowed: Sequence[T], default: T) -> T:
        """One of a few words, from a node."""
        if not isinstance(node, Scalar):
            self.error(node, f"'{key}' must be one of {', '.join(allowed)}")
            return default
        text = node.text
        for word in allowed:
            if text == word:
                return word
        self.error(node, f"'{key}' must be one of {', '.join(allowed)}; not '{text}'{did_you_mean(text, allowed)}")
        return default

    def number(self, key: str, default: float | None = None, minimum: float | None = None) -> float | None:
        """A number, whole or not."""
        node = self.node(key)
        if node is None:
            return default
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.error(node, f"'{key}' must be a number")
            return default
        if minimum is not None and value < minimum:
            self.error(node, f"'{key}' must be at least {minimum:g}")
            return default
        return value

    def whole(self, key: str, default: int, minimum: int = 0) -> int:
        """A whole number."""
        value = self.number(key, default, minimum)
        if isinstance(value, int):
            return value
        node = self.node(key)
        if node is not None:
            self.error(node, f"'{key}' must be a whole number")
        return default

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        node = self.node(key)
        if node is None:
            return default
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool):
            return value
        self.error(node, f"'{key}' must be true or false")
        return default

    def table_of(self, key: str) -> Fields | None:
        """A nested mapping, read with the same collector."""
        node = self.node(key)
        if node is None:
            return None
        if isinstance(node, Table):
            return Fields(node, self.source, self.problems)
        self.error(node, f"'{key}' must be a mapping")
        return None

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        """Every key with its value, all marked as read."""
        for key, value in self.table.entries:
            self.read.add(key.text)
            yield key, value

    def reject_unread(self) -> None:
        """Report every key that no getter asked for, with the nearest known one."""
        for key, _ in self.table.entries:
            if key.text not in self.read:
                self.error(key, f"unknown key '{key.text}'{did_you_mean(key.text, sorted(self.read))}")


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A parenthesis with the nearest known word, or nothing."""
    near = get_close_matches(word, known, n=1)
    return f" (did you mean '{near[0]}'?)" if near else ""
