"""A cell and a row of a table, whatever kind of file it stands in, with the place of the words in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from servicelint.readers.placed import Placed, placed

Value = str | int | float | bool | datetime | date | time | timedelta | None
"""What a cell holds: always a text in CSV."""

_DOUBLED = re.compile('""')


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its value and where it stands.

    ``line`` and ``column`` are the place of the first character of a text file, and row and 1 in a workbook, where
    ``pointer`` names sheet and cell (``Sheet1!C12``). ``quoted`` when quotes within the cell are doubled.
    """

    written: Value
    line: int
    column: int = 1
    quoted: bool = False
    pointer: str = ""

    @property
    def value(self) -> Value:
        """What the cell says: of a quoted text what the doubled quotes stand for."""
        if self.quoted and isinstance(self.written, str):
            return self.written.replace('""', '"')
        return self.written

    @property
    def text(self) -> str:
        """The value as text without the spaces around it; whole numbers without a fraction."""
        return _text(self.value).strip()

    def words(self) -> Placed:
        """The text with the place of each character: in a workbook the row, and how far it is in its cell."""
        if self.pointer:
            text = _text(self.value)
            breaks = (offset for offset, char in enumerate(text, 1) if char == "\n")
            return Placed(text, ((0, self.line, 1), *((offset, self.line, offset + 1) for offset in breaks)))
        words = placed(_text(self.written), self.line, self.column)
        return words.replaced(_DOUBLED, lambda _: '"') if self.quoted else words


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its number from 1 (in a text file that of its first line), or what is wrong with it."""

    line: int
    cells: Sequence[TableCell]
    problem: str = ""

    def cell(self, index: int | None) -> TableCell | None:
        """The cell of a column; None without one."""
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def text(self, index: int | None) -> str:
        """The text of the cell of a column, ``""`` without one."""
        cell = self.cell(index)
        return cell.text if cell else ""


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
