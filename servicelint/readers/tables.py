"""Tables: CSV and TSV, and workbooks of Excel; a row a turn, or a row a conversation with the talk in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import PurePath

from servicelint.errors import TranscriptError
from servicelint.readers.cells import TableRow
from servicelint.readers.columns import Columns, columns_of
from servicelint.readers.csv_rows import DELIMITERS, csv_rows
from servicelint.readers.decoding import decode
from servicelint.readers.placed import without_carriage_returns
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import Sample
from servicelint.readers.table_talks import conversations, named
from servicelint.readers.workbook import SIGNATURES, Sheet, is_workbook, sheets

_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_HEADER_WITHIN = 20
_HEADER_SIZE = 64 * 1024
_USUAL = "'text' (内容, 文本, text, content) and 'role' (角色, 说话人, role, speaker)"


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The conversations of a table whose columns have usual names."""
    return read_table(data, source, {})


def read_table(data: bytes, source: str, columns: Mapping[str, str]) -> Iterator[ReadResult]:
    """The conversations of a table, with an error in the place of each that cannot be read.

    ``columns`` names columns of the table by the field that they hold: ``id``, ``role``, ``speaker``, ``text``,
    ``start``, ``end``, or a fact of the record.
    """
    try:
        if data.startswith(SIGNATURES):
            yield from _read_workbook(data, source, columns)
        else:
            yield from _read_text(data, source, columns)
    except TranscriptError as error:
        yield error


def recognises(sample: Sample) -> bool:
    """Whether the suffix says so, or a header among the first lines names words, and a speaker or an id."""
    if sample.suffix in _SUFFIXES or is_workbook(sample.data):
        return True
    found = _find_header(sample.text, {})
    return found is not None and found[1].known > 1 and len(found[1].names) > 1


def _read_text(data: bytes, source: str, mapped: Mapping[str, str]) -> Iterator[ReadResult]:
    text = without_carriage_returns(decode(data, source))
    found = _find_header(text, mapped)
    if found is None:
        raise failure(source, _no_header(text), 1)
    rows, columns = found
    yield from conversations(rows, columns, source, PurePath(source).stem)


def _find_header(text: str, mapped: Mapping[str, str]) -> tuple[Iterator[TableRow], Columns] | None:
    """The rows below the header and its columns, split by the delimiter by which most columns are known.

    csv.Sniffer goes by how often characters come, and Chinese talk is full of commas.
    """
    known = {}
    for mark in DELIMITERS:
        found = _below_header(csv_rows(text[:_HEADER_SIZE], mark), mapped)
        if found is not None:
            known[mark] = found[1].known, len(found[1].names)
    return _below_header(csv_rows(text, max(known, key=known.__getitem__)), mapped) if known else None


def _below_header(rows: Iterator[TableRow], mapped: Mapping[str, str]) -> tuple[Iterator[TableRow], Columns] | None:
    """The rows below the header, which is that of the first rows that names most columns: a title may stand above."""
    first = list(islice(rows, _HEADER_WITHIN))
    headers = [columns_of([cell.text for cell in row.cells], mapped) for row in first]
    known = [columns.known if columns else 0 for columns in headers]
    best = known.index(max(known, default=0)) if known else 0
    columns = headers[best] if headers else None
    return (chain(first[best + 1 :], rows), columns) if columns else None


def _no_header(text: str) -> str:
    rows = [[cell.text for row in islice(csv_rows(text, mark), 1) for cell in row.cells] for mark in DELIMITERS]
    if not text.strip(DELIMITERS + ' "\n') or not any(rows):
        return "no turns: the file is empty"
    return _unknown(max(rows, key=len))


def _unknown(names: Sequence[str]) -> str:
    return (
        f"no column of a known name holds what is said; the columns are {named(names)}; "
        f"name those of {_USUAL} in the header, or under 'columns' in servicelint.yaml"
    )


def _read_workbook(data: bytes, source: str, mapped: Mapping[str, str]) -> Iterator[ReadResult]:
    """The conversations of every sheet that has a header; a sheet of something else is passed over."""
    with sheets(data, source) as book:
        found = [(sheet, _below_header(sheet.rows, mapped)) for sheet in book]
        tables = [(sheet, below) for sheet, below in found if below is not None]
        if not tables:
            raise failure(source, _no_sheet(book))
        stem = PurePath(source).stem
        for sheet, (rows, columns) in tables:
            yield from conversations(rows, columns, source, f"{stem}#{sheet.name}" if len(tables) > 1 else stem)


def _no_sheet(book: Sequence[Sheet]) -> str:
    first = [(sheet.name, sheet.first_names()) for sheet in book]
    filled = [f"{name}: {_unknown(names)}" for name, names in first if names]
    return "; ".join(filled) or "no turns: the workbook is empty"
