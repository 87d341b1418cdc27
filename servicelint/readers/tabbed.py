"""Tab-separated messages without a header: a time, a speaker and the text, with or without an id before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from servicelint.labels import role_of
from servicelint.readers.columns import Columns
from servicelint.readers.csv_rows import csv_rows
from servicelint.readers.result import ReadResult
from servicelint.readers.table_talks import conversations
from servicelint.timestamps import leading_timestamp

_TRIED = 20
_TAB = "\t"


def tabbed_columns(text: str) -> Columns | None:
    """The columns of messages of three or four fields, the last of them the text; None for anything else.

    The first lines must all have a time in the same column. With four, the speaker is in the one that names roles, or
    stands next to the text.
    """
    lines = [line for line in text[: _TRIED * 1000].splitlines() if line.strip()][:_TRIED]
    rows = [line.split(_TAB, 3) for line in lines]
    width = min((len(row) for row in rows), default=0)
    if width < 3:
        return None
    times = [index for index in range(width - 1) if all(_is_time(row[index]) for row in rows)]
    if not times:
        return None
    others = [index for index in range(width - 1) if index != times[0]]
    role = max(others, key=lambda index: (_roles(rows, index), index))
    ids = [index for index in others if index != role]
    names = {times[0]: "time", role: "role", width - 1: "text"}
    return Columns(
        names=tuple(names.get(index, "id") for index in range(width)),
        text=width - 1,
        id=ids[0] if ids else None,
        role=role,
        start=times[0],
    )


def read_tabbed(text: str, columns: Columns, source: str) -> Iterator[ReadResult]:
    """The conversations of messages: by their ids, or all in one where each message has an id of its own."""
    yield from conversations(csv_rows(text, _TAB, len(columns.names)), columns, source, PurePath(source).stem)


def _is_time(field: str) -> bool:
    stamp = leading_timestamp(field)
    return stamp is not None and stamp.possible and stamp.stop == len(field)


def _roles(rows: Sequence[Sequence[str]], index: int) -> int:
    return sum(role_of(row[index]) != "unknown" for row in rows)
