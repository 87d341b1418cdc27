"""Timestamps at the head of a transcript line: offsets into the talk, ranges and wall clocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

_TIME = r"\d{1,3}[:：]\d{1,2}(?:[:：]\d{1,2})?(?:[.,]\d{1,6})?"
_DATE = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"
# A range such as 10:00-10:05 must not lose its second half to a zone.
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2})(?![\d:：])"
_POINT = rf"(?:{_DATE}[Tt\s]{{0,8}}{_TIME}(?:{_ZONE})?|{_TIME})"
PATTERN = (
    rf"(?P<stamp>(?P<opening>[\[［【(（<])?\s{{0,8}}(?P<first>{_POINT})"
    rf"(?:\s{{0,8}}(?:-->|->|[-–—~～至,])\s{{0,8}}(?P<last>{_POINT}))?\s{{0,8}}[\]］】)）>]?)"
)
"""What a timestamp looks like, as a regular expression to build into others; the group ``stamp`` is all of it."""

_STAMP = re.compile(rf"\s{{0,40}}{PATTERN}\s*")
_PARTS = re.compile(
    r"(?:(?P<year>\d{4})\D(?P<month>\d{1,2})\D(?P<day>\d{1,2})日?[Tt\s]*)?"
    r"(?P<numbers>\d{1,3}(?:[:：]\d{1,2}){1,2})(?:[.,](?P<fraction>\d{1,6}))?(?P<zone>\S+)?"
)


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A moment or a range; ``clock`` is set when it was written as a date and time.

    ``start`` and ``end`` are seconds since the start of the talk, or since ``clock`` where there is one.
    All three are None when what was written is no possible time; ``written`` is its wording.
    ``stop`` is the offset in the line behind the timestamp and the spaces that follow it.
    """

    written: str
    stop: int
    bracketed: bool
    start: float | None = None
    end: float | None = None
    clock: datetime | None = None

    @property
    def possible(self) -> bool:
        """False for ``[99:99]`` and for a range that ends before it starts."""
        return self.start is not None


def leading_timestamp(line: str) -> Timestamp | None:
    """The timestamp that ``line`` begins with, possible or not, or None."""
    found = _STAMP.match(line)
    return read_timestamp(found) if found else None


def read_timestamp(found: re.Match[str]) -> Timestamp:
    """The timestamp of a match of a regular expression that contains PATTERN once."""
    first, last = found["first"], found["last"]
    written, bracketed = found["stamp"].strip(), bool(found["opening"])
    try:
        clock, start = _moment(first)
        end = None if last is None else _range_end(last, clock)
    except ValueError:
        return Timestamp(written, found.end(), bracketed)
    if end is not None and end < start:
        return Timestamp(written, found.end(), bracketed)
    return Timestamp(written, found.end(), bracketed, start, end, clock)


def _range_end(last: str, clock: datetime | None) -> float:
    """Seconds from the start of the talk, or from ``clock``, to the second half of a range."""
    stop, seconds = _moment(last, day=clock)
    if stop is None:
        return seconds
    if clock is None:
        raise ValueError("only the end of the range has a date")
    return seconds_between(clock, stop)


def _moment(point: str, day: datetime | None = None) -> tuple[datetime | None, float]:
    """A clock and 0 seconds when ``point`` has a date, or takes it from ``day``; else None and its seconds."""
    parts = _PARTS.fullmatch(point)
    if parts is None:
        raise ValueError(point)
    numbers = [int(number) for number in re.split("[:：]", parts["numbers"])]
    if any(number > 59 for number in numbers[1:]):
        raise ValueError(point)
    fraction = float(f"0.{parts['fraction'] or 0}")
    if parts["year"]:
        zone = datetime.strptime(parts["zone"], "%z").tzinfo if parts["zone"] else None
        day = datetime(int(parts["year"]), int(parts["month"]), int(parts["day"]), tzinfo=zone)
    if day is None:
        return None, round(_seconds(numbers) + fraction, 6)
    hour, minute, second = (*numbers, 0)[:3]
    return day.replace(hour=hour, minute=minute, second=second, microsecond=round(fraction * 1e6)), 0.0


def _seconds(numbers: list[int]) -> int:
    """Seconds of ``[minutes, seconds]`` or ``[hours, minutes, seconds]``."""
    total = 0
    for number in numbers:
        total = total * 60 + number
    return total


def seconds_between(earlier: datetime, later: datetime) -> float:
    """Seconds from one clock to another; where only one of them names its zone, they share it."""
    if (earlier.tzinfo is None) != (later.tzinfo is None):
        earlier, later = earlier.replace(tzinfo=None), later.replace(tzinfo=None)
    return (later - earlier).total_seconds()
