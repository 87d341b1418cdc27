"""JSON lines: one conversation a line, in our own model or a vendor's, read from a stream in constant memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

import orjson

from servicelint.errors import TranscriptError
from servicelint.readers.decoding import decode
from servicelint.readers.json_files import EMPTY, conversation, default_id, load
from servicelint.readers.json_places import Lines, Places
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import Sample
from servicelint.readers.vendors.reading import read_value
from servicelint.readers.vendors.recognition import vendor_of

SUFFIXES = (".jsonl", ".ndjson")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of a file that holds one a line; blank lines are skipped.

    A line that is broken is an error in its place and the others are read.
    """
    return stream(data, io.BytesIO(), source)


def read_stretch(lines: bytes, source: str, first: int) -> Iterator[ReadResult]:
    """The conversations of some lines of a file, of which the first has the number ``first``."""
    reader = _LineReader(source, None)
    for number, line in enumerate(io.BytesIO(lines), first):
        if line.strip():
            yield from reader.read(line.rstrip(b"\r\n"), number)


def stream(head: bytes, file: BinaryIO, source: str, vendor: str | None = None) -> Iterator[ReadResult]:
    """The same from an open file of which ``head`` was read before; with ``vendor`` every line is of that shape."""
    lines = _lines(head, file)
    if head.startswith(_WIDE_MARKS) or b"\0" in head[:4]:
        try:
            lines = io.BytesIO(decode(b"".join(lines), source).encode())
        except TranscriptError as error:
            yield error
            return
    reader = _LineReader(source, vendor)
    blank = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            blank = False
            yield from reader.read(line.rstrip(b"\r\n"), number)
    if blank:
        yield failure(source, EMPTY)


def recognises(sample: Sample) -> bool:
    """Whether the suffix says so, or the first two lines are each a whole JSON object."""
    return sample.suffix in SUFFIXES or looks_like_lines(sample.head)


def looks_like_lines(head: bytes) -> bool:
    """Whether the first line is a whole JSON object and another one begins behind it."""
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not (first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")):
        return False
    try:
        orjson.loads(first)
    except orjson.JSONDecodeError:
        return False
    return True


def _lines(head: bytes, file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file behind its head as bytes, to be decoded one by one: one bad byte costs one line."""
    lines = io.BytesIO(head)
    for line in lines:
        yield line if line.endswith(b"\n") else line + file.readline()
    yield from file


class _LineReader:
    """Reads line after line, each of the shape of one vendor or of the one that it is told by."""

    def __init__(self, source: str, vendor: str | None) -> None:
        self._source = source
        self._stem = default_id(source)
        self._vendor = vendor

    def read(self, line: bytes, number: int) -> Iterator[ReadResult]:
        """The conversations of a line, mostly one."""
        source = self._source
        try:
            try:
                value: object = orjson.loads(line)
            except orjson.JSONDecodeError:  # not UTF-8, not JSON, or a byte order mark: slower, to tell which
                value = load(decode(line, source), source)
        except TranscriptError as error:
            problem = error.problem
            yield failure(source, problem.message, number, problem.column if problem.line else 1)
            return
        vendor = self._vendor or ("json" if isinstance(value, dict) and "turns" in value else vendor_of(value))
        id = f"{self._stem}#{number}"
        if vendor is None or vendor == "json":
            yield conversation(value, source, id, Lines(number))
        else:
            yield from read_value(vendor, value, source, id, Places(first=number))
