"""Sheets of matches to be judged by hand: written from transcripts, read back as a labelled corpus. CSV or XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from servicelint.errors import Problem, TranscriptError, UsageError
from servicelint.evaluation.corpus import Row, row_of
from servicelint.linter import Linter
from servicelint.transcript import Transcript

COLUMNS = ("id", "place", "context", "text", "start", "end", "quote", "rule", "certainty", "violation", "category")
"""``violation`` and ``category`` are for the judge to fill in: yes or no, and what sort of breach."""
SUFFIXES = (".csv", ".xlsx")

_YES, _NO = (
    {"yes", "y", "true", "1", "是", "对", "違規", "违规"},
    {"no", "n", "false", "0", "否", "不是", "无过", "無過"},
)
_FORMULA = ("=", "+", "-", "@")


def sheet_rows(linter: Linter, talks: Iterable[Transcript], context: int = 3) -> Iterator[tuple[str, ...]]:
    """One row a match of a ``forbidden`` rule, with the turns before it."""
    for talk in talks:
        for v in linter.lint(talk).violations:
            if v.kind == "forbidden":
                turn = v.turn - 1
                before = [f"{one.role}: {one.text}" for one in talk.turns[max(0, turn - context) : turn]]
                text = talk.turns[turn].text
                start = talk.turns[turn].offset(v.line, v.column)
                place = f"{talk.source}:{v.line}:{v.column}"
                spans = str(start), str(start + len(v.text))
                yield (talk.id, place, "\n".join(before), text, *spans, v.text, v.rule, v.certainty, "", "")


def write_sheet(rows: Iterable[tuple[str, ...]], path: Path) -> int:
    """Write the sheet; returns the number of rows. Raises UsageError for another suffix or a missing library."""
    table = list(rows)
    if path.suffix == ".csv":
        out = io.StringIO()
        # A spreadsheet would run a cell that begins like a formula.
        guarded = [tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row) for row in table]
        csv.writer(out).writerows([COLUMNS, *guarded])
        path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    elif path.suffix == ".xlsx":
        book = _openpyxl().Workbook(write_only=True)
        page = book.create_sheet("servicelint")
        for row in [COLUMNS, *table]:
            page.append([_text_cell(page, cell) for cell in row])
        book.save(path)
    else:
        raise UsageError(f"{path}: a sheet is a .csv or an .xlsx file")
    return len(table)


def read_sheet(path: Path) -> Iterator[Row]:
    """The judged rows of a sheet; those without a verdict are left out.

    Raises TranscriptError, with file and row, for a verdict that is neither yes nor no and for missing columns.
    """
    table = _read_xlsx(path) if path.suffix == ".xlsx" else _read_csv(path)
    header = next(table, [])
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise TranscriptError(Problem(str(path), 1, 1, f"the sheet lacks the columns {', '.join(missing)}"))
    for number, cells in enumerate(table, 2):
        row = dict(zip(header, cells, strict=False))
        verdict = row["violation"].strip().casefold()
        if not verdict:
            continue
        if verdict not in _YES | _NO:
            raise TranscriptError(Problem(str(path), number, 1, f"'violation' must be yes or no, not '{verdict}'"))
        try:
            yield row_of(_value(row, verdict in _YES), str(path), number)
        except ValueError as error:
            raise TranscriptError(Problem(str(path), number, 1, str(error))) from None


def _value(row: dict[str, str], violation: bool) -> dict[str, Any]:
    context = [line.partition(": ") for line in row["context"].split("\n") if line]
    return {
        "id": row["place"],
        "context": [{"role": role, "text": text} for role, _, text in context],
        "text": row["text"],
        "spans": [
            {"start": int(row["start"]), "end": int(row["end"]), "violation": violation, "category": row["category"]}
        ],
        "rule": row["rule"],
    }


def _read_csv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file):
            yield [cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell for cell in cells]


def _read_xlsx(path: Path) -> Iterator[list[str]]:
    for cells in (
        _openpyxl().load_workbook(path, read_only=True, data_only=True).worksheets[0].iter_rows(values_only=True)
    ):
        yield ["" if cell is None else str(cell) for cell in cells]


def _text_cell(page: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise UsageError("an .xlsx sheet needs openpyxl: pip install 'servicelint[xlsx]'") from None
    return openpyxl
