"""A table of records (``calls.xlsx``) whose rows are joined to transcripts by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from servicelint.errors import Problem, RecordsError, UsageError
from servicelint.located import did_you_mean
from servicelint.readers.cells import Value
from servicelint.readers.record_columns import facts_of, fields_of, folded_name, plain_value
from servicelint.readers.record_rows import read_rows
from servicelint.readers.result import failure
from servicelint.readers.times import unreadable_time
from servicelint.transcript import Fact

_RECORDINGS = (".wav", ".mp3", ".m4a", ".amr", ".ogg", ".flac", ".v3", ".txt", ".json")
_SCALE, _SHORT_SCALE = "satisfaction", 10


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The rows of a table by id, as they are read from the file; a row becomes facts when its transcript is read.

    ``header`` has the names of the columns, ``fields`` the facts that they hold. ``rows`` have the number of the row
    and its cells. ``warnings`` are what was noticed about the table, each a sentence.
    """

    source: str
    header: tuple[str, ...]
    fields: tuple[str, ...]
    rows: Mapping[str, tuple[int, tuple[Value, ...]]]
    warnings: tuple[str, ...] = ()

    def key(self, identity: str, path: str) -> str | None:
        """The id of the row that belongs to a transcript: its own id, else the name of its file."""
        return next((name for name in (identity, PurePath(path).stem) if name in self.rows), None)

    def facts(self, identity: str, path: str) -> dict[str, Fact]:
        """The facts of a transcript; none where the table has no row for it.

        Raises TranscriptError, with the row, for a time that cannot be read.
        """
        key = self.key(identity, path)
        if key is None:
            return {}
        number, cells = self.rows[key]
        record = facts_of(zip(self.fields, self.header, cells, strict=False))
        if unreadable := unreadable_time(record):
            raise failure(self.source, f"{unreadable[0]}: {unreadable[1]}", number)
        return record


class Unused:
    """The records for which no transcript has come by yet."""

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self._left = set(table.rows)

    def saw(self, identity: str, path: str) -> None:
        """A transcript has come by, whether or not it could be read."""
        key = self._table.key(identity, path)
        if key is not None:
            self._left.discard(key)

    @property
    def warning(self) -> str | None:
        """One sentence about the records without a transcript, or None."""
        if not self._left:
            return None
        some = ", ".join(sorted(self._left)[:3]) + (", …" if len(self._left) > 3 else "")
        return f"{self._table.source}: {len(self._left)} of {len(self._table.rows)} records have no transcript: {some}"


def read_records(path: str, id_column: str | None = None) -> RecordTable:
    """The table in a .csv or .xlsx file; its first row has the names of the columns.

    Without ``id_column`` the ids are taken from the first column with one of the usual names (流水号, 通话ID, id).
    Raises UsageError when the file or the column cannot be found, RecordsError with every row that has no id or that of
    another row.
    """
    rows = read_rows(path)
    _, first = next(rows, (0, ()))
    header = tuple("" if cell is None else str(cell).strip() for cell in first)
    if not any(header):
        raise UsageError(f"{path}: the table of records is empty; its first row must name the columns")
    column = _id_column(path, header, id_column)
    fields = tuple("" if place == column else field for place, field in enumerate(fields_of(header)))
    found, problems = _by_id(path, rows, column)
    if problems:
        raise RecordsError(problems)
    fields, warnings = _scaled(path, header, fields, [cells for _, cells in found.values()])
    return RecordTable(path, header, fields, found, warnings)


def _id_column(path: str, header: Sequence[str], wanted: str | None) -> int:
    if wanted is None:
        if "id" in (fields := fields_of(header)):
            return fields.index("id")
        raise UsageError(f"{path}: which column has the ids? name it with --id-column; there are {', '.join(header)}")
    names = [folded_name(name) for name in header]
    if folded_name(wanted) not in names:
        near = did_you_mean(wanted, header)
        raise UsageError(f"{path}: no column '{wanted}'{near}; there are {', '.join(filter(None, header))}")
    return names.index(folded_name(wanted))


def _by_id(
    path: str, rows: Iterable[tuple[int, tuple[Value, ...]]], column: int
) -> tuple[dict[str, tuple[int, tuple[Value, ...]]], list[Problem]]:
    found: dict[str, tuple[int, tuple[Value, ...]]] = {}
    problems: list[Problem] = []
    for number, cells in rows:
        identity = _identity(cells[column]) if column < len(cells) else ""
        if not identity:
            problems.append(Problem(path, number, column + 1, "the row has no id; give it one or delete it"))
        elif identity in found:
            message = f"the id '{identity}' is that of row {found[identity][0]} too; keep one of them"
            problems.append(Problem(path, number, column + 1, message))
        else:
            found[identity] = number, cells
    return found, problems


def _identity(cell: Value) -> str:
    """The id in a cell: a text as written, a whole number without a point, a recording without its suffix."""
    text = cell.strip() if isinstance(cell, str) else "" if cell is None else str(plain_value(cell))
    name = PurePath(text)
    return name.stem if name.suffix.lower() in _RECORDINGS else text


def _scaled(
    path: str, header: Sequence[str], fields: tuple[str, ...], rows: Iterable[tuple[Value, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields, without a satisfaction that is counted in stars: three of five is not three of a hundred."""
    if _SCALE not in fields or header[place := fields.index(_SCALE)] == _SCALE:
        return fields, ()
    values = [plain_value(cells[place]) for cells in rows if place < len(cells)]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers or max(numbers) > _SHORT_SCALE:
        return fields, ()
    name = header[place]
    warning = f"{path}: '{name}' goes up to {max(numbers):g} where satisfaction counts to 100; it is kept as '{name}'"
    return (*fields[:place], name, *fields[place + 1 :]), (warning,)
