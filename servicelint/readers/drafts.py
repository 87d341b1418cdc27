"""Turns as they grow while a file is read, and the transcript that comes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from servicelint.errors import TranscriptError
from servicelint.labels import role_of
from servicelint.readers.decoding import decode
from servicelint.readers.placed import Placed, joined, without_carriage_returns
from servicelint.readers.result import ReadResult
from servicelint.readers.roles import role_warnings
from servicelint.timestamps import Timestamp, seconds_between
from servicelint.transcript import Fact, Role, Transcript, Turn

_HOUR = 3600
_DAY = 24 * _HOUR


@dataclass(slots=True)
class Draft:
    """A turn as it grows: its speaker, its lines so far (one at least) and its time.

    ``start`` and ``end`` are seconds since the start of the talk, or since ``clock`` where there is one. ``pointer``
    names the place in a source that has no lines.
    """

    role: Role
    label: str
    lines: list[Placed]
    start: float | None = None
    end: float | None = None
    clock: datetime | None = None
    pointer: str = ""

    def timed(self, stamp: Timestamp | None) -> Draft:
        """The same draft with the time of a timestamp, if there is one."""
        if stamp is not None:
            self.start, self.end, self.clock = stamp.start, stamp.end, stamp.clock
        return self

    def turn(self, first_clock: datetime | None) -> Turn:
        """The turn, without the blank lines behind it, its times counted from the first clock of the talk."""
        lines = self.lines
        while len(lines) > 1 and not lines[-1].text.strip():
            lines.pop()
        words = joined(lines, "\n")
        (_, line, column), *marks = words.marks
        shift = seconds_between(first_clock, self.clock) if first_clock and self.clock else 0.0
        return Turn(
            role=self.role,
            text=words.text,
            start=None if self.start is None else self.start + shift,
            end=None if self.end is None else self.end + shift,
            line=line,
            column=column,
            label=self.label,
            pointer=self.pointer,
            marks=tuple(marks),
        )


def draft(label: str, *lines: Placed) -> Draft:
    """A draft whose role is the one that the label names."""
    return Draft(role_of(label), label, list(lines))


def transcript_of(
    drafts: Sequence[Draft],
    source: str,
    identity: str,
    record: Mapping[str, Fact] | None = None,
    warnings: Iterable[str] = (),
) -> Transcript:
    """The conversation of its drafts; the first clock dates the record unless the record does so itself."""
    clock = next((one.clock for one in drafts if one.clock), None)
    turns = tuple(one.turn(clock) for one in drafts)
    facts = dict(record or {})
    if clock and facts.get("started_at") is None:
        facts["started_at"] = clock.isoformat()
    return Transcript(identity, turns, facts, source, (*warnings, *role_warnings(turns)))


def from_first(drafts: Iterable[Draft]) -> None:
    """Count times of day from the first turn on: a talk that begins at 09:00:00 does not begin nine hours late.

    Times are times of day when the first is an hour or more; one that falls back by half a day is past midnight.
    """
    timed = [one for one in drafts if one.start is not None and one.clock is None]
    first = timed[0].start if timed else None
    if first is None or first < _HOUR:
        return
    day, last = 0, first
    for one in timed:
        written = one.start or 0.0
        if written < last - _DAY / 2:
            day += _DAY
        last = written
        one.start = written + day - first
        one.end = None if one.end is None else max(one.end + day - first, one.start)


def read_one(data: bytes, source: str, parse: Callable[[str, str], Transcript]) -> ReadResult:
    """The one conversation of a text file by ``parse(text, source)``, or its error."""
    try:
        return parse(without_carriage_returns(decode(data, source)), source)
    except TranscriptError as error:
        return error


def time_warning(line: int, written: str) -> str:
    """What is said of a time that is none."""
    return f"line {line}: {written} is no possible time; the turn is read without one"
