"""A record written as YAML or JSON: the front matter of a transcript, or a file beside it."""

from __future__ import annotations

import orjson

from servicelint.readers.result import NestingError, failure, frozen_facts
from servicelint.readers.times import unreadable_time
from servicelint.transcript import Fact


def yaml_record(text: str, source: str, first_line: int = 1) -> dict[str, Fact]:
    """The facts of a YAML mapping that begins at ``first_line`` of the source.

    Raises TranscriptError at the line of a value that cannot be read.
    """
    from servicelint.yaml_source import load_mapping  # YAML takes long to import, and few talks have such a record

    try:
        record = frozen_facts(load_mapping(text, source, first_line))
    except NestingError as error:
        raise failure(source, f"a value of the record is {error}", first_line) from None
    if unreadable := unreadable_time(record):
        name, complaint = unreadable
        raise failure(source, f"{name}: {complaint}", first_line + _line_of(text, name))
    return record


def json_record(text: str, source: str) -> dict[str, Fact]:
    """The facts of a JSON object. Raises TranscriptError at the line of a value that cannot be read."""
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise failure(source, f"not valid JSON: {error.msg}", error.lineno, error.colno) from None
    if not isinstance(value, dict):
        raise failure(source, "a record is an object of facts by name", 1)
    try:
        record = frozen_facts(value)
    except NestingError as error:
        raise failure(source, f"a value of the record is {error}", 1) from None
    if unreadable := unreadable_time(record):
        name, complaint = unreadable
        raise failure(source, f"{name}: {complaint}", 1 + _line_of(text, f'"{name}"'))
    return record


def _line_of(text: str, key: str) -> int:
    """The line, from 0, that begins with a key; the first line where none does."""
    lines = (number for number, line in enumerate(text.split("\n")) if line.strip().startswith(key))
    return next(lines, 0)
