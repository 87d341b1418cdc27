"""The only module that knows YAML: text in, located nodes or plain values out."""

from __future__ import annotations

from typing import Any

import yaml

from servicelint.errors import PackError, Problem, SourceError, TranscriptError
from servicelint.located import Items, Node, Scalar, Table, plain

MAX_DEPTH = 50
"""How deep a document may nest."""

MAX_NODES = 200_000
"""How many nodes a document may have once its aliases are followed: a bound on alias bombs."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """A defect at a line and column, both from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


def parse(text: str, source: str, error: type[SourceError] = PackError) -> Node | None:
    """The document as located nodes; None when it is empty.

    Raises ``error`` for text that is not YAML, for duplicate keys and for aliases that expand past ``MAX_NODES``.
    """
    try:
        return _parse(text)
    except _Refused as refused:
        raise error([Problem(source, refused.line, refused.column, refused.message)]) from None


def load_mapping(text: str, source: str, first_line: int = 1) -> dict[str, Any]:
    """A mapping as plain values; dates and times stay texts. ``first_line`` is the line of ``text`` in the source.

    Raises TranscriptError at the line of the defect.
    """
    try:
        node = _parse(text)
    except _Refused as refused:
        problem = Problem(source, refused.line + first_line - 1, refused.column, refused.message)
        raise TranscriptError(problem) from None
    if node is None:
        return {}
    if not isinstance(node, Table):
        problem = Problem(source, node.line + first_line - 1, node.column, "must be a mapping of 'field: value'")
        raise TranscriptError(problem)
    value: dict[str, Any] = plain(node)
    return value


def _parse(text: str) -> Node | None:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _Refused(*place, f"not valid YAML: {error.problem or error.context}") from None
    except RecursionError:
        raise _Refused(1, 1, f"nested more than {MAX_DEPTH} deep") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _Refused(line, 1, f"not valid YAML: character {error.character!r} is not allowed") from None
    return None if root is None else _Converter().node(root, ())


class _Converter:
    def __init__(self) -> None:
        self.count = 0

    def node(self, node: yaml.Node, above: tuple[int, ...]) -> Node:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.count += 1
        if self.count > MAX_NODES or id(node) in above:
            raise _Refused(line, column, "aliases expand too far; write the values out")
        if len(above) > MAX_DEPTH:
            raise _Refused(line, column, f"nested more than {MAX_DEPTH} deep")
        inside = (*above, id(node))
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, node.style in ("'", '"', "|", ">"), line, column)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(item, inside) for item in node.value), line, column)
        return Table(self._entries(node, inside), line, column)

    def _entries(self, node: yaml.Node, inside: tuple[int, ...]) -> tuple[tuple[Scalar, Node], ...]:
        entries: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        for key, value in node.value:
            name = self.node(key, inside)
            if not isinstance(name, Scalar):
                raise _Refused(name.line, name.column, "a key must be a text")
            if name.text in seen:
                raise _Refused(name.line, name.column, f"duplicate key '{name.text}'")
            seen.add(name.text)
            entries.append((name, self.node(value, inside)))
        return tuple(entries)
