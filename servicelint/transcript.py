"""The values every reader yields and every check reads: frozen, picklable, without I/O."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

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


Mark = tuple[int, int, int]
"""An offset into a text, and the line and column, both from 1, of the character there."""


def place_of(text: str, marks: Sequence[Mark], offset: int) -> tuple[int, int]:
    """Line and column of the character at ``offset`` of a text that is verbatim from each mark, the first at 0, on."""
    start, line, column = marks[bisect_right(marks, offset, key=lambda mark: mark[0]) - 1]
    breaks = text.count("\n", start, offset)
    if not breaks:
        return line, column + offset - start
    return line + breaks, offset - text.rfind("\n", start, offset)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said (or did) at a stretch.

    ``text`` is the original wording; the physical lines of a continued turn are joined by ``\\n`` and
    kept whole, so that an offset into ``text`` maps to a line and column of the file.
    ``start`` and ``end`` are seconds since the start of the talk, or None. ``line`` and ``column``
    (from 1, code points) are the place of ``text[0]`` in the source. ``label`` is the speaker label as written.
    ``marks`` are, where the source is not verbatim (an entity, a doubled quote, a tag that was left out), the offsets
    in ``text`` from which on it is so again, each with its line and column.
    ``pointer`` is the JSON pointer (RFC 6901) of the words in a JSON document; where they stand in JSON that a string
    of the document holds, ``#`` and the pointer inside of that string follow. In a workbook it names sheet and cell
    (``Sheet1!C12``), in other sources it is ``""``.
    """

    role: Role
    text: str
    start: float | None = None
    end: float | None = None
    line: int = 1
    column: int = 1
    label: str = ""
    marks: tuple[Mark, ...] = ()
    pointer: str = ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at ``offset`` of ``text``."""
        return place_of(self.text, (self._start, *self.marks), offset)

    def offset(self, line: int, column: int) -> int:
        """The inverse of ``place``: the offset in ``text`` of a line and column of the source."""
        marks = (mark for mark in reversed(self.marks) if mark[1:] <= (line, column))
        start, first_line, first_column = next(marks, self._start)
        for _ in range(line - first_line):
            start = self.text.index("\n", start) + 1
        return start + column - (first_column if line == first_line else 1)

    @property
    def _start(self) -> Mark:
        return 0, self.line, self.column


class _Open:
    """A turn that can still be written to: it has the slots of Turn, and becomes one."""

    __slots__ = tuple(Turn.__dataclass_fields__)

    def __init__(
        self,
        role: Role,
        text: str,
        start: float | None,
        end: float | None,
        line: int,
        label: str,
        pointer: str,
        column: int = 1,
    ) -> None:
        self.role = role
        self.text = text
        self.start = start
        self.end = end
        self.line = line
        self.column = column
        self.label = label
        self.marks = ()
        self.pointer = pointer
        self.__class__ = Turn  # type: ignore[assignment]


new_turn: Callable[..., Turn] = cast(Any, _Open)
"""The turn of a role, text, start, end, line, label, JSON pointer and column (1 if not given).

It is made four times as fast as by ``Turn``, whose fields are frozen one by one: millions of turns are read in a run.
"""


@dataclass(frozen=True, slots=True)
class InferredRole:
    """A role told by what a speaker says, with the probability, from 0 to 1, that it is right."""

    role: Role
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation or visit log with the record (the metadata) around it.

    ``turns`` is a tuple, or equal to one where a reader makes each turn when it is asked for.

    ``source`` is the path as the user gave it. ``warnings`` are what the reader noticed but could live
    with, each a sentence. ``record`` holds facts by their names in the record vocabulary. ``inferred_roles`` are
    those of the turns' roles, by label, that nobody stated.
    """

    id: str
    turns: Sequence[Turn]
    record: Mapping[str, Fact] = field(default_factory=dict)
    source: str = ""
    warnings: tuple[str, ...] = ()
    inferred_roles: Mapping[str, InferredRole] = field(default_factory=dict)
