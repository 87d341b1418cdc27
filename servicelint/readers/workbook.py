"""Workbooks of Excel by openpyxl, which is imported when one is read: an extra (``servicelint[xlsx]``)."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from servicelint.readers.cells import TableCell, TableRow
from servicelint.readers.result import failure

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (_ZIP, _OLE)
"""What the bytes of a workbook begin with, and those of other archives and documents of Office."""

_PART = b"xl/workbook"
# What openpyxl raises for files that are damaged, or no workbooks.
_BROKEN = (BadZipFile, KeyError, ValueError, TypeError, OSError, EOFError, zlib.error, ParseError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows that are not blank, read as they are asked for."""

    name: str
    page: Any
    source: str

    @property
    def rows(self) -> Iterator[TableRow]:
        """The rows from the first, each time anew."""
        return _rows(self)

    def first_names(self) -> Sequence[str]:
        """The texts of the first row; none in an empty sheet."""
        return [cell.text for cell in next(self.rows, TableRow(1, ())).cells]


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a workbook, of Excel 97 or one with a password too."""
    return data.startswith(_OLE) or (data.startswith(_ZIP) and _PART in data)


@contextmanager
def sheets(data: bytes, source: str) -> Iterator[Sequence[Sheet]]:
    """The sheets of a workbook. Raises TranscriptError for one that cannot be read, also while its rows are."""
    if data.startswith(_OLE):
        raise failure(source, "a workbook of Excel 97 or one with a password; save it as .xlsx without a password")
    openpyxl = _openpyxl(source)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except _BROKEN as error:
        raise failure(source, _damaged(error)) from None
    try:
        yield [Sheet(page.title, page, source) for page in book.worksheets]
    finally:
        book.close()


def _rows(sheet: Sheet) -> Iterator[TableRow]:
    sheet.page.reset_dimensions()  # some programs write wrong ones
    rows = sheet.page.iter_rows(values_only=True)
    number = 0
    while True:
        number += 1
        try:
            values = next(rows, None)
        except _BROKEN as error:
            raise failure(sheet.source, f"{sheet.name}: {_damaged(error)}", number) from None
        if values is None:
            return
        if any(value is not None and str(value).strip() for value in values):
            yield TableRow(number, [_cell(sheet.name, number, index, value) for index, value in enumerate(values)])


def _cell(sheet: str, row: int, index: int, value: Any) -> TableCell:
    return TableCell(value, row, pointer=f"{_quoted(sheet)}!{_letters(index)}{row}")


def _quoted(sheet: str) -> str:
    """The name of a sheet as formulas have it: in quotes when it is more than a word."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


def _letters(index: int) -> str:
    """The letters of a column by its index: A, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _damaged(error: Exception) -> str:
    return f"the workbook is damaged or cut off, export it again ({error})"


def _openpyxl(source: str) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise failure(source, "workbooks need openpyxl: pip install 'servicelint[xlsx]', or save it as CSV") from None
    return openpyxl
