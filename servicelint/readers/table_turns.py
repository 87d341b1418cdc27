"""From the rows of one conversation to its transcript: a turn a row, or the whole talk in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from servicelint.labels import parse_line, role_of
from servicelint.readers.cell_times import CellTime, cell_time
from servicelint.readers.cells import TableCell, TableRow, Value
from servicelint.readers.columns import Columns, Unit
from servicelint.readers.drafts import Draft, draft, from_first, time_warning, transcript_of
from servicelint.readers.placed import Placed
from servicelint.readers.record_columns import facts_of
from servicelint.readers.result import failure
from servicelint.readers.text import skipped_warnings
from servicelint.readers.times import unreadable_time
from servicelint.timestamps import seconds_between
from servicelint.transcript import Fact, Transcript

# Exports that cannot break a line within a cell write its break: as HTML, as an escape, or as Excel's for a return.
_TALK_BREAK = re.compile(r"(?:_x000[dD]_)?\n|_x000[dD]_|<br\s*/?>|\\r\\n|\\n", re.IGNORECASE)


def talk_of(rows: Sequence[TableRow], columns: Columns, unit: Unit, source: str, identity: str) -> Transcript:
    """The conversation of its rows.

    Raises TranscriptError for rows that are broken, that hold no turns, or a time of the record that is none.
    """
    for row in rows:
        if problem := row.problem or _misfit(row, columns):
            raise failure(source, _pointed(row, problem), row.line)
    record = _record(rows, columns, source)
    warnings: list[str] = []
    if columns.has_speakers:
        drafts = [_turn(row, columns, unit, warnings) for row in rows]
    else:
        drafts = _talk(rows, columns, warnings)
    if not drafts:
        raise failure(source, _pointed(rows[0], NO_SPEAKERS), rows[0].line)
    from_first(drafts)
    return transcript_of(drafts, source, identity, record, warnings)


NO_SPEAKERS = "no turns: begin each line of the talk with its speaker and a colon, as in '客服：您好'"


def holds_talk(row: TableRow, columns: Columns) -> bool:
    """Whether a line of the words of a row begins with a speaker."""
    cell = row.cell(columns.text)
    return cell is not None and any(parse_line(line.text) for line in cell.words().split(_TALK_BREAK))


def _misfit(row: TableRow, columns: Columns) -> str:
    """What is wrong with a row that has other cells than the header."""
    wanted = len(columns.names)
    if row.cell(columns.text) is None:
        return f"the row has {len(row.cells)} cells and none for '{columns.names[columns.text].strip()}'"
    if any(cell.text for cell in row.cells[wanted:]):
        return f"the row has {len(row.cells)} cells where the header has {wanted}; quote words that hold a delimiter"
    return ""


def _pointed(row: TableRow, problem: str) -> str:
    pointer = row.cells[0].pointer if row.cells else ""
    return f"{pointer}: {problem}" if pointer else problem


def _turn(row: TableRow, columns: Columns, unit: Unit, warnings: list[str]) -> Draft:
    cell = row.cell(columns.text)
    assert cell is not None  # or the row would be a misfit
    words = cell.words().stripped()
    label = _label(row, columns)
    line = parse_line(words.text.partition("\n")[0])
    if line is not None and (line.label == label or (not label and line.role != "unknown")):
        label, words = line.label, words.part(line.column - 1)
    one = draft(label, words)
    one.pointer = cell.pointer
    _set_times(one, row, columns, unit, warnings)
    return one


def _label(row: TableRow, columns: Columns) -> str:
    """The label of the column that names a role, else of that which says most: the speaker's name."""
    role, speaker = row.text(columns.role), row.text(columns.speaker)
    labels = [label for label in (role, speaker) if label]
    return next((label for label in labels if role_of(label) != "unknown"), labels[0] if labels else "")


def _set_times(one: Draft, row: TableRow, columns: Columns, unit: Unit, warnings: list[str]) -> None:
    start = _time(row.cell(columns.start), unit, warnings)
    end = _time(row.cell(columns.end), unit, warnings)
    if start is None:
        return
    one.start, one.clock, one.end = start.start, start.clock, start.end
    if end is not None:
        seconds = seconds_between(start.clock, end.clock) if start.clock and end.clock else end.start
        if (start.clock is None) != (end.clock is None) or seconds < start.start:
            warnings.append(f"line {row.line}: the turn ends before it starts; it is read without its end")
        else:
            one.end = seconds


def _time(cell: TableCell | None, unit: Unit, warnings: list[str]) -> CellTime | None:
    if cell is None:
        return None
    try:
        return cell_time(cell.value, unit)
    except ValueError:
        warnings.append(time_warning(cell.line, cell.text))
        return None


def _talk(rows: Sequence[TableRow], columns: Columns, warnings: list[str]) -> list[Draft]:
    """The turns of talks written in cells, each in lines of our plain text."""
    drafts: list[Draft] = []
    skipped: list[int] = []
    for words, pointer in _lines(rows, columns):
        line = parse_line(words.text)
        if line is not None:
            one = Draft(line.role, line.label, [words.part(line.column - 1)], pointer=pointer).timed(line.timestamp)
            drafts.append(one)
            if line.timestamp and not line.timestamp.possible:
                warnings.append(time_warning(words.marks[0][1], line.timestamp.written))
        elif drafts:
            drafts[-1].lines.append(words)
        elif words.text.strip():
            skipped.append(words.marks[0][1])
    warnings += skipped_warnings(skipped)
    return drafts


def _lines(rows: Sequence[TableRow], columns: Columns) -> Iterator[tuple[Placed, str]]:
    for row in rows:
        cell = row.cell(columns.text)
        if cell is not None:
            yield from ((line, cell.pointer) for line in cell.words().split(_TALK_BREAK))


def _record(rows: Sequence[TableRow], columns: Columns, source: str) -> dict[str, Fact]:
    """The facts of the columns that say the same in all rows; what changes from turn to turn is none of the talk."""
    cells: list[tuple[str, str, Value]] = []
    for index, field in columns.facts:
        said = {cell.text: cell.value for row in rows if (cell := row.cell(index)) is not None and cell.text}
        if len(said) == 1:
            (value,) = said.values()
            cells.append((field, columns.names[index].strip(), value))
    record = facts_of(cells)
    if unreadable := unreadable_time(record):
        raise failure(source, _pointed(rows[0], f"{unreadable[0]}: {unreadable[1]}"), rows[0].line)
    return record
