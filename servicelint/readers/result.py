"""What a reader is and what it yields: transcripts, and in their place the errors of those that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from servicelint.errors import Problem, TranscriptError
from servicelint.transcript import Fact, Transcript

ReadResult = Transcript | TranscriptError
"""A conversation, or why it could not be read: one bad line must not cost the others of its file."""

Reader = Callable[[bytes, str], Iterator[ReadResult]]
"""``read(data, source)`` yields the conversations of a file in order and raises nothing that a user can mend."""

MAX_DEPTH = 20
"""How many levels of lists and mappings a value of the record may have."""


def failure(source: str, message: str, line: int = 0, column: int = 1) -> TranscriptError:
    """An error at a line (from 1) of ``source``, or about the whole of it."""
    return TranscriptError(Problem(source, line, column if line else 0, message))


def frozen_facts(record: dict[str, object]) -> dict[str, Fact]:
    """The record with its lists made tuples, as ``Fact`` wants them.

    Raises NestingError for a value of more than ``MAX_DEPTH`` levels, which would exhaust the stack of some reader.
    """
    return {name: _frozen(value, 1) for name, value in record.items()}


class NestingError(ValueError):
    """A record whose values are nested too deeply."""

    def __init__(self) -> None:
        super().__init__(f"nested more than {MAX_DEPTH} levels deep")


def _frozen(value: object, depth: int) -> Fact:
    if depth > MAX_DEPTH:
        raise NestingError
    if isinstance(value, list | tuple):
        return tuple(_frozen(inner, depth + 1) for inner in value)
    if isinstance(value, dict):
        return {str(name): _frozen(inner, depth + 1) for name, inner in value.items()}
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
