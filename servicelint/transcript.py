"""The values every reader yields and every check reads: frozen, picklable, without I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Role = Literal["agent", "customer", "action", "system", "unknown"]
ROLES: tuple[Role, ...] = get_args(Role)

Fact = str | int | float | bool | None | tuple[Any, ...] | Mapping[str, Any]
"""A value of the record: a scalar, a list, or a mapping. Times are ISO 8601 strings."""


TIME_FACTS = frozenset(
    {
        "started_at",
        "ended_at",
        "scheduled_end_at",
        "retry_at",
        "answered_at",
        "appointment_at",
        "phoned_at",
        "knocked_at",
        "archived_at",
        "surveyed_at",
        "summary_at",
        "exam_at",
        "exam_papers_ready_at",
        "room_ready_at",
        "rescheduled_from",
        "arrived_at",
        "rescheduled_at",
        "promised_callback_at",
        "callback_at",
        "onsite_scheduled_at",
        "solution_at",
        "customer_informed_at",
        "form_filled_at",
        "form_returned_at",
        "parts_returned_at",
        "receipt_returned_at",
        "card_returned_at",
        "plan_at",
        "materials_ready_at",
        "purchase_date",
    }
)
"""The facts of the record vocabulary that are times: readers refuse a value that is none."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said (or did) at a stretch.

    ``text`` is the original wording; the physical lines of a continued turn are joined by ``\\n`` and
    kept whole, so that an offset into ``text`` maps to a line and column of the file.
    ``start`` and ``end`` are seconds since the start of the talk, or None. ``line`` and ``column``
    (from 1, code points) are the place of ``text[0]`` in the source. ``label`` is the speaker label as written.
    """

    role: Role
    text: str
    start: float | None = None
    end: float | None = None
    line: int = 1
    column: int = 1
    label: str = ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at ``offset`` of ``text``."""
        breaks = self.text.count("\n", 0, offset)
        if not breaks:
            return self.line, self.column + offset
        return self.line + breaks, offset - self.text.rfind("\n", 0, offset)

    def offset(self, line: int, column: int) -> int:
        """The inverse of ``place``: the offset in ``text`` of a line and column of the source."""
        start = 0
        for _ in range(line - self.line):
            start = self.text.index("\n", start) + 1
        return start + column - (self.column if line == self.line else 1)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation or visit log with the record (the metadata) around it.

    ``source`` is the path as the user gave it. ``warnings`` are what the reader noticed but could live
    with, each a sentence. ``record`` holds facts by their names in the record vocabulary.
    """

    id: str
    turns: tuple[Turn, ...]
    record: Mapping[str, Fact] = field(default_factory=dict)
    source: str = ""
    warnings: tuple[str, ...] = ()
