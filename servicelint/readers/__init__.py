"""Files to transcripts: one function for each format, chosen by name or by the suffix of the file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from servicelint.errors import TranscriptError, UsageError
from servicelint.readers import json_files, text
from servicelint.readers.discovery import SUFFIXES, discover, format_of
from servicelint.readers.json_model import to_json
from servicelint.readers.result import Reader, ReadResult, failure
from servicelint.readers.roles import with_roles
from servicelint.transcript import Transcript

__all__ = [
    "READERS",
    "SUFFIXES",
    "ReadResult",
    "Reader",
    "discover",
    "read_transcript",
    "read_transcripts",
    "to_json",
    "with_roles",
]

READERS: Mapping[str, Reader] = MappingProxyType(
    {"text": text.read, "json": json_files.read_json, "jsonl": json_files.read_jsonl}
)


def read_transcripts(path: str | os.PathLike[str], format: str | None = None) -> Iterator[ReadResult]:
    """The conversations of a file in order, with an error in the place of each that cannot be read.

    The format is a name from READERS, else goes by the suffix. Raises UsageError for any other name.
    """
    source = os.fspath(path)
    name = format_of(source) if format is None else format
    if name not in READERS:
        raise UsageError(f"unknown transcript format '{name}'; known are {', '.join(READERS)}")
    return _read(source, READERS[name])


def read_transcript(path: str | os.PathLike[str], format: str | None = None) -> Transcript:
    """The one conversation of a file.

    Raises TranscriptError when it cannot be read or the file holds several, UsageError for an unknown format.
    """
    results = list(read_transcripts(path, format))
    if len(results) != 1:
        raise failure(os.fspath(path), f"holds {len(results)} conversations where one is wanted")
    if isinstance(results[0], TranscriptError):
        raise results[0]
    return results[0]


def _read(source: str, reader: Reader) -> Iterator[ReadResult]:
    try:
        with open(source, "rb") as file:
            data = file.read()
    except OSError as error:
        yield failure(source, f"cannot be read: {error.strerror}")
        return
    yield from reader(data, source)
