"""The readers of JSON documents and JSON lines in our own model."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import PurePath

import orjson

from servicelint.errors import TranscriptError
from servicelint.readers.decoding import decode
from servicelint.readers.json_model import from_json
from servicelint.readers.json_places import Lines, conversation_lines
from servicelint.readers.result import ReadResult, failure
from servicelint.transcript import Transcript

_EMPTY = "no turns: the file is empty"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def read_json(data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of a document that holds one, or a list of them."""
    try:
        text = decode(data, source)
        document = _load(text, source)
    except TranscriptError as error:
        yield error
        return
    several = isinstance(document, list)
    conversations = document if isinstance(document, list) else [document]
    if not conversations:
        yield failure(source, "no conversations: the list is empty")
    places = iter(conversation_lines(text))
    for number, value in enumerate(conversations, 1):
        lines = next(places) if isinstance(value, dict | list) else Lines(1)
        yield _conversation(value, source, _default_id(source, number if several else 0), lines)


def read_jsonl(data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of a file that holds one a line; blank lines are skipped.

    A line that is broken is an error in its place and the others are read.
    """
    if not data.strip():
        yield failure(source, _EMPTY)
        return
    try:
        lines = _physical_lines(data, source)
    except TranscriptError as error:
        yield error
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _line(line.rstrip(b"\r\n"), source, number)


def _physical_lines(data: bytes, source: str) -> Iterator[bytes]:
    """The lines as bytes that can be decoded one by one, so that one bad byte costs one line."""
    if data.startswith(_WIDE_MARKS):
        data = decode(data, source).encode()
    return io.BytesIO(data)


def _line(line: bytes, source: str, number: int) -> ReadResult:
    try:
        try:
            value: object = orjson.loads(line)
        except orjson.JSONDecodeError:  # not UTF-8, not JSON, or a byte order mark: slower, to tell which
            value = _load(decode(line, source), source)
        return from_json(value, source, _default_id(source, number), Lines(number))
    except TranscriptError as error:
        problem = error.problem
        return failure(source, problem.message, number, problem.column if problem.line else 1)


def _conversation(value: object, source: str, default_id: str, lines: Lines) -> ReadResult:
    result: Transcript | TranscriptError
    try:
        result = from_json(value, source, default_id, lines)
    except TranscriptError as error:
        result = error
    return result


def _load(text: str, source: str) -> object:
    """The value of a JSON text. Raises TranscriptError at the line and column where it is broken."""
    if not text.strip():
        raise failure(source, _EMPTY)
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise failure(source, f"not valid JSON: {error.msg}", error.lineno, error.colno) from None
    return value


def _default_id(source: str, number: int) -> str:
    stem = PurePath(source).stem
    return f"{stem}#{number}" if number else stem
