"""Files to transcripts: one function for each format, chosen by name or by the content of the file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from servicelint.errors import TranscriptError
from servicelint.readers.discovery import discover
from servicelint.readers.files import FileReader
from servicelint.readers.formats import FORMATS, SUFFIXES, Format
from servicelint.readers.json_model import to_json
from servicelint.readers.options import DEFAULT, ReaderOptions
from servicelint.readers.reading import format_named, read_stream
from servicelint.readers.result import Reader, ReadResult, failure
from servicelint.readers.roles import with_roles
from servicelint.transcript import Transcript

__all__ = [
    "FORMATS",
    "READERS",
    "SUFFIXES",
    "FileReader",
    "Format",
    "ReadResult",
    "Reader",
    "ReaderOptions",
    "discover",
    "format_named",
    "read_stream",
    "read_transcript",
    "read_transcripts",
    "to_json",
    "with_roles",
]

READERS: Mapping[str, Reader] = MappingProxyType({format.name: format.read for format in FORMATS})


def read_transcripts(
    path: str | os.PathLike[str], format: str | None = None, options: ReaderOptions = DEFAULT
) -> Iterator[ReadResult]:
    """The conversations of a file in order, with an error in the place of each that cannot be read.

    The format is a name from READERS or of an installed reader, else that of the options, else it is told from the
    content. Raises UsageError for any other name. Whoever reads many files does so with one ``FileReader``.
    """
    if format is not None:
        options = replace(options, format=format)
    return FileReader(options).read(os.fspath(path))


def read_transcript(
    path: str | os.PathLike[str], format: str | None = None, options: ReaderOptions = DEFAULT
) -> Transcript:
    """The one conversation of a file.

    Raises TranscriptError when it cannot be read or the file holds several, UsageError for an unknown format.
    """
    results = list(read_transcripts(path, format, options))
    if len(results) != 1:
        raise failure(os.fspath(path), f"holds {len(results)} conversations where one is wanted")
    if isinstance(results[0], TranscriptError):
        raise results[0]
    return results[0]
