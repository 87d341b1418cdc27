"""Chat exports: date, time and speaker on a line with the message below, or tab-separated id, time, role and text."""

from __future__ import annotations

from collections.abc import Iterator

from servicelint.errors import TranscriptError
from servicelint.readers.decoding import decode
from servicelint.readers.heads import find_heads, parse_heads
from servicelint.readers.placed import without_carriage_returns
from servicelint.readers.result import ReadResult
from servicelint.readers.sample import Sample
from servicelint.readers.tabbed import read_tabbed, tabbed_columns


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of an export, or its error.

    Times are counted from the first message, which dates the record (``started_at``).
    """
    try:
        text = without_carriage_returns(decode(data, source))
        columns = tabbed_columns(text)
        if columns is None:
            yield parse_heads(text, source)
        else:
            yield from read_tabbed(text, columns, source)
    except TranscriptError as error:
        yield error


def recognises(sample: Sample) -> bool:
    """Whether two lines at least are a speaker with a date and time, or all are tab-separated with a time in each."""
    heads = find_heads(sample.text.splitlines())
    return (len(heads) >= 2 and heads[0].stamp.clock is not None) or tabbed_columns(sample.text) is not None
