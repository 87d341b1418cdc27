"""The conversations of a table: rows that follow each other with the same id, or one id each, or all rows.

Strategy: one conversation is in memory at a time. An id that comes again further down is an error, since the
conversation has been told by then: the user sorts the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from servicelint.errors import TranscriptError
from servicelint.readers.cell_times import bare_number, guess_unit
from servicelint.readers.cells import TableRow
from servicelint.readers.columns import Columns, Unit
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.table_turns import holds_talk, talk_of

_SEEN_AHEAD = 500
# Ids of messages go by these names too.
_PLAIN_IDS = ("id", "流水号", "流水", "recordid", "")


def conversations(rows: Iterator[TableRow], columns: Columns, source: str, default_id: str) -> Iterator[ReadResult]:
    """The conversations of the rows below a header, with an error in the place of each that is broken.

    Where there are no ids all turns are one conversation, called ``default_id``, and talks in cells are called so with
    the number of their row.
    """
    ahead = list(islice(rows, _SEEN_AHEAD))
    if not ahead:
        yield failure(source, "no turns: the table has a header and no rows")
        return
    if not columns.has_speakers and not any(holds_talk(row, columns) for row in ahead):
        yield failure(source, no_speakers(columns), ahead[0].line)
        return
    if _is_message_id(ahead, columns):
        columns = replace(columns, id=None)
    unit = columns.unit or _guessed_unit(ahead, columns)
    told: set[str] = set()
    for identity, group in _groups(chain(ahead, rows), columns, default_id):
        if identity in told:
            yield failure(source, _again(identity, columns), group[0].line)
            continue
        told.add(identity)
        yield _talk(group, columns, unit, source, identity)


def no_speakers(columns: Columns) -> str:
    """What is said of a table without speakers."""
    return (
        f"no speakers: neither a column for them nor in the cells of '{columns.names[columns.text].strip()}'; "
        f"the columns are {named(columns.names)}; say which one is 'role' under 'columns' in servicelint.yaml"
    )


def named(names: Sequence[str]) -> str:
    """The names of the columns for a message."""
    return ", ".join(f"'{name.strip()}'" for name in names if name.strip()) or "without names"


def _talk(rows: Sequence[TableRow], columns: Columns, unit: Unit, source: str, identity: str) -> ReadResult:
    try:
        return talk_of(rows, columns, unit, source, identity)
    except TranscriptError as error:
        return error


def _groups(rows: Iterator[TableRow], columns: Columns, default_id: str) -> Iterator[tuple[str, Sequence[TableRow]]]:
    """The rows of each conversation. A row without an id (below a merged cell) goes on with the one before."""
    group: list[TableRow] = []
    identity = default_id
    for row in rows:
        given = row.text(columns.id)
        opens = given not in ("", identity) if columns.id is not None else not columns.has_speakers
        if group and opens:
            yield identity, group
            group = []
        if opens or not group:
            identity = given or (default_id if columns.has_speakers else f"{default_id}#{row.line}")
        group.append(row)
    yield identity, group


def _again(identity: str, columns: Columns) -> str:
    name = columns.names[columns.id].strip() if columns.id is not None else "id"
    return f"conversation '{identity}' goes on here after others; sort the rows by '{name}', then by time"


def _is_message_id(rows: Sequence[TableRow], columns: Columns) -> bool:
    """Whether what is just called id counts the turns: no two rows share one."""
    if columns.id is None or not columns.has_speakers or len(rows) < 2:
        return False
    name = columns.names[columns.id].strip().casefold()
    ids = [row.text(columns.id) for row in rows]
    return name in _PLAIN_IDS and all(ids) and len(set(ids)) == len(ids)


def _guessed_unit(rows: Sequence[TableRow], columns: Columns) -> Unit:
    """The unit of times that are bare whole numbers, by how long they would take for what was said."""
    if columns.start is None:
        return "s"
    starts = [_number(row, columns.start) for row in rows]
    ends = [_number(row, columns.end) for row in rows]
    if any(start is None and row.text(columns.start) for start, row in zip(starts, rows, strict=True)):
        return "s"  # some have a fraction or a colon: seconds
    lengths = [len(row.text(columns.text)) for row in rows]
    if any(end is not None for end in ends):
        spans = zip(starts, ends, lengths, strict=True)
        return guess_unit((end - start, said) for start, end, said in spans if start is not None and end is not None)
    turns = zip(rows, starts, lengths, strict=True)
    return guess_unit(
        (second - first, said)
        for (row, first, said), (later, second, _) in pairwise(turns)
        if first is not None and second is not None and row.text(columns.id) == later.text(columns.id)
    )


def _number(row: TableRow, index: int | None) -> float | None:
    cell = row.cell(index)
    return bare_number(cell.value) if cell is not None else None
