"""Transcript files read one after the other, each conversation completed with its record and its roles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from servicelint.errors import TranscriptError
from servicelint.readers.completion import Completion
from servicelint.readers.formats import Lazy
from servicelint.readers.options import DEFAULT, ReaderOptions
from servicelint.readers.reading import format_named, read_stream
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import SIZE
from servicelint.readers.sources import Item, Source, is_archive, is_gzip, opened, own_name, shown
from servicelint.readers.stretches import Stretch
from servicelint.readers.text import USUAL_SUFFIX, read_usual
from servicelint.transcript import Transcript

_read_stretch = Lazy("json_lines", "read_stretch")
_members = Lazy("archives", "members")
_gunzipped = Lazy("unpacking", "gunzipped")


class FileReader:
    """Reads files as ``options`` say; what it learns of a folder serves for the next file in it.

    Raises UsageError for an unknown format.
    """

    def __init__(self, options: ReaderOptions = DEFAULT) -> None:
        self._format = None if options.format is None else format_named(options.format)
        self._columns = options.columns
        self._completion = Completion(options)

    def read(self, item: Item) -> Iterator[ReadResult]:
        """The conversations of a file, archive or source in order, an error in the place of each unreadable one."""
        return map(self._completion.complete, self._read(item))

    def read_stretch(self, stretch: Stretch) -> Iterator[ReadResult]:
        """The conversations of a stretch of a file."""
        if stretch.lines is None:
            return self.read(stretch.item)
        return map(self._completion.complete, _read_stretch(stretch.lines, shown(stretch.item), stretch.first))

    def _read(self, item: Item) -> Iterator[ReadResult]:
        if isinstance(item, TranscriptError):
            yield item
        elif is_archive(own_name(item)):
            for member in _members(item):
                yield from self._read(member)
        else:
            yield from self._read_file(item)

    def _read_file(self, item: str | Source) -> Iterator[ReadResult]:
        name = shown(item)
        if self._format is None and isinstance(item, str) and (usual := _usual(item)) is not None:
            yield usual
            return
        try:
            with opened(item) as file:
                stream = _gunzipped(file, name) if is_gzip(own_name(item)) else file
                yield from read_stream(stream, name, self._format, self._columns)
        except OSError as error:
            yield failure(name, f"cannot be read: {error.strerror}")


def _usual(path: str) -> Transcript | None:
    """The conversation of a short file of usual lines, read at once; None for any other file, and for none at all."""
    if not path.endswith(USUAL_SUFFIX):
        return None
    try:
        about = os.stat(path)  # noqa: PTH116 (to make a Path takes as long as to read the file)
        if not stat.S_ISREG(about.st_mode) or about.st_size >= SIZE:
            return None
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            data = os.read(file, SIZE)
        finally:
            os.close(file)
    except OSError:
        return None  # it is opened once more, and then told
    return read_usual(data, path)
