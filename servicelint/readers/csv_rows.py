"""Rows of delimited text with the line and column of every cell, which the csv module does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from servicelint.readers.cells import TableCell, TableRow

DELIMITERS = ",\t;|"

_UNCLOSED = (
    "the quote that opens a cell here is not closed; the file was cut off, or quotes in the text are not doubled"
)


def csv_rows(text: str, delimiter: str, most_cells: int = 0) -> Iterator[TableRow]:
    """The rows that are not blank, of a text whose line ends are ``\\n``.

    A cell may be quoted, over several lines too; a quote that no delimiter follows is one of the text. With
    ``most_cells`` nothing is quoted, and the last of so many cells is the rest of the line. A quote that is not closed
    is the problem of its row, and the last row; in a table with tabs, where many programs quote nothing, it is text.
    """
    at, line = 0, 1
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if most_cells or '"' not in text[at:stop]:
            row = TableRow(line, _plain_cells(text[at:stop].split(delimiter, most_cells - 1), line))
        else:
            row, stop = _quoted_row(text, at, line, delimiter)
        if row.problem or any(cell.text for cell in row.cells):
            yield row
        line += text.count("\n", at, stop) + 1
        at = stop + 1


def _plain_cells(values: Sequence[str], line: int) -> list[TableCell]:
    cells = []
    column = 1
    for value in values:
        cells.append(TableCell(value, line, column))
        column += len(value) + 1
    return cells


def _quoted_row(text: str, at: int, line: int, delimiter: str) -> tuple[TableRow, int]:
    """The row that begins at an offset, and the offset of its end."""
    quoted, plain = _patterns(delimiter)
    cells: list[TableCell] = []
    first, line_start = line, at
    while True:
        found = quoted.match(text, at)
        if found is None and text.startswith('"', at) and delimiter != "\t":
            return TableRow(first, cells, _UNCLOSED), len(text)
        cell = found or plain.match(text, at)
        assert cell is not None  # a plain cell may be empty
        group = cell.lastindex or 1
        cells.append(TableCell(cell[group], line, cell.start(group) - line_start + 1, found is not None))
        line += cell[group].count("\n")
        if "\n" in cell[group]:
            line_start = text.rindex("\n", 0, cell.end(group)) + 1
        at = cell.end()
        if not text.startswith(delimiter, at):
            return TableRow(first, cells), at
        at += 1


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A quoted cell and a plain one.

    Only within a line may a quoted cell hold quotes that are not doubled, and with tabs it holds none: a stray quote
    must not swallow the rows below it.
    """
    ends = rf"(?={re.escape(delimiter)}|\n|\Z)"
    no = r'"\t' if delimiter == "\t" else '"'
    quoted = re.compile(rf'"((?:[^{no}]++|"")*+)"{ends}|"((?:[^{no}\n]++|""|"(?!{ends}))*+)"{ends}')
    return quoted, re.compile(rf"([^{re.escape(delimiter)}\n]*)")
