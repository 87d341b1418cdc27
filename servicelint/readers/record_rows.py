"""The rows of a table of records, .csv or .xlsx, as cells with the numbers of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from servicelint.errors import TranscriptError, UsageError
from servicelint.readers.cells import TableRow, Value
from servicelint.readers.csv_rows import DELIMITERS, csv_rows
from servicelint.readers.decoding import decode
from servicelint.readers.placed import without_carriage_returns
from servicelint.readers.result import failure
from servicelint.readers.workbook import SIGNATURES, sheets

_SUFFIXES = (".csv", ".tsv", ".txt")


def read_rows(path: str) -> Iterator[tuple[int, tuple[Value, ...]]]:
    """The number in the file, from 1, and the cells of every row that is not blank, of the first sheet.

    Raises UsageError for a file that is not there or no table, and where the library for it is missing.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the records cannot be read: {error.strerror}") from None
    try:
        for row in _rows(data, path):
            if row.problem:
                raise failure(path, row.problem, row.line)
            yield row.line, tuple(cell.value for cell in row.cells)
    except TranscriptError as error:
        raise UsageError(str(error)) from None


def _rows(data: bytes, path: str) -> Iterator[TableRow]:
    if data.startswith(SIGNATURES):
        with sheets(data, path) as pages:
            yield from pages[0].rows
    elif PurePath(path).suffix.lower() in _SUFFIXES:
        text = without_carriage_returns(decode(data, path))
        yield from csv_rows(text, max(DELIMITERS, key=text.partition("\n")[0].count))
    else:
        raise failure(path, "a table of records is a .csv or an .xlsx file")
