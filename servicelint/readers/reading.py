"""From an open file to its conversations: which format, and whether the file is read whole or line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO

from servicelint.errors import UsageError
from servicelint.located import did_you_mean
from servicelint.readers.formats import BY_NAME, LINES, Format, Lazy, last_resort, recognised
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import SIZE, Sample

_plugin_names = Lazy("plugins", "plugin_names")
_plugin_format = Lazy("plugins", "plugin_format")
_recognised_by_plugin = Lazy("plugins", "recognised_by_plugin")
_stream_lines = Lazy("json_lines", "stream")
_read_table = Lazy("tables", "read_table")
_USUAL: Mapping[str, str] = MappingProxyType({})


def format_named(name: str) -> Format:
    """The format of that name, built in or installed. Raises UsageError for any other name."""
    if name in BY_NAME:
        return BY_NAME[name]
    known = [*BY_NAME, *_plugin_names()]
    if name not in known:
        raise UsageError(f"no transcript format '{name}'{did_you_mean(name, known)}; 'servicelint formats' lists them")
    format: Format = _plugin_format(name)
    return format


def read_stream(
    file: BinaryIO, source: str, format: Format | None = None, columns: Mapping[str, str] = _USUAL
) -> Iterator[ReadResult]:
    """The conversations of an open file (a member of an archive, say), of a format or of the one that it is told by.

    JSON lines are read line by line, everything else whole. An error of the file itself is yielded in its place.
    ``columns`` names the columns of a table where they have no usual names.
    """
    try:
        head = file.read(SIZE)
        sample = Sample(source, head)
        if _in_lines(sample, format):
            vendor = format.name if format is not None and format.is_json else None
            yield from _stream_lines(head, file, source, vendor)
            return
        if len(head) == SIZE:
            sample = Sample(source, head + file.read())
    except OSError as error:
        yield failure(source, f"cannot be read: {error.strerror}")
        return
    yield from read_sample(sample, format, columns)


def read_sample(
    sample: Sample, format: Format | None = None, columns: Mapping[str, str] = _USUAL
) -> Iterator[ReadResult]:
    """The conversations of a file that was read whole, of a format or of the one that it is told by."""
    chosen = format or recognised(sample) or _recognised_by_plugin(sample) or last_resort(sample)
    if columns and chosen is BY_NAME["table"]:
        tables: Iterator[ReadResult] = _read_table(sample.data, sample.source, columns)
        return tables
    if chosen.read_sample is not None:
        return chosen.read_sample(sample)
    return chosen.read(sample.data, sample.source)


def _in_lines(sample: Sample, format: Format | None) -> bool:
    """Whether the file is one JSON document a line; ``sample`` may be only its beginning."""
    if format is None:
        return not sample.is_plain and LINES.recognises(sample)
    if format.is_json and format.name != "json":
        return LINES.recognises(sample)
    return format is LINES
