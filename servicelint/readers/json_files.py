"""The readers of JSON documents: our own model and the shapes of vendors, told apart by their content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

import orjson

from servicelint.errors import TranscriptError
from servicelint.readers.decoding import decode
from servicelint.readers.json_model import from_json
from servicelint.readers.json_places import Lines, LinesApart, Places
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import Sample
from servicelint.readers.vendors.reading import read_value

EMPTY = "no turns: the file is empty"


def read_json(data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of a document that holds one in our model, or a list of them."""
    return read_json_sample(Sample(source, data))


def read_json_sample(sample: Sample) -> Iterator[ReadResult]:
    """The same, from what detection has parsed already."""
    source = sample.source
    try:
        document, places = parsed(sample), _places(sample)
    except TranscriptError as error:
        yield error
        return
    if not isinstance(document, list):
        yield conversation(document, source, default_id(source), _lines(places, document))
    elif document:
        stem = default_id(source)
        for index, value in enumerate(document):
            lines = _lines(places, value, str(index))
            yield conversation(value, source, f"{stem}#{index + 1}", lines, f"/{index}")
    else:
        yield failure(source, "no conversations: the list is empty")


def read_vendor(vendor: str, data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of a document in the shape of a vendor, by its name in the registry."""
    return read_vendor_sample(vendor, Sample(source, data))


def read_vendor_sample(vendor: str, sample: Sample) -> Iterator[ReadResult]:
    """The same, from what detection has parsed already."""
    try:
        document, places = parsed(sample), _places(sample)
    except TranscriptError as error:
        yield error
        return
    yield from read_value(vendor, document, sample.source, default_id(sample.source), places)


def conversation(value: object, source: str, id: str, lines: Lines, pointer: str = "") -> ReadResult:
    """One conversation of our model, or its error."""
    result: ReadResult
    try:
        result = from_json(value, source, id, lines, pointer)
    except TranscriptError as error:
        result = error
    return result


def _places(sample: Sample) -> Places:
    """The lines of the values of a document that is valid JSON; most are written on one line, which is soon seen."""
    if b"\n" not in sample.data:
        return Places()
    return Places(decode(sample.data, sample.source))


def _lines(places: Places, value: object, key: str | None = None) -> Lines:
    """The lines of a conversation; ``key`` is its own in a list of them."""
    if not isinstance(value, dict | list):
        return Lines(1)
    if places.on_one_line:
        return Lines(places.first)
    return LinesApart(places, key)


def parsed(sample: Sample) -> object:
    """The value of a JSON file. Raises TranscriptError at the line and column where it is broken."""
    if sample.document is not None:
        return sample.document
    return load(decode(sample.data, sample.source), sample.source)


def load(text: str, source: str) -> object:
    """The value of a JSON text. Raises TranscriptError at the line and column where it is broken."""
    if not text.strip():
        raise failure(source, EMPTY)
    try:
        value: object = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise failure(source, f"not valid JSON: {error.msg}", error.lineno, error.colno) from None
    return value


def default_id(source: str) -> str:
    """What a conversation without an id is called, with its number behind it where there are several."""
    return PurePath(source).stem
