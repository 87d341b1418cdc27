"""ISO 8601 times of the record: points in time with or without a zone, and whole days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from servicelint import timestamps

UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86400}
"""Seconds in the units a pack may measure in."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the record; ``whole_day`` when only the date is known. Without a zone it is local to the record."""

    time: datetime
    whole_day: bool


def parse_moment(text: str) -> Moment | None:
    """The moment an ISO 8601 text names, or None."""
    try:
        if len(text) <= 10:
            day = date.fromisoformat(text)
            return Moment(datetime(day.year, day.month, day.day), True)
        return Moment(datetime.fromisoformat(text), False)
    except ValueError:
        return None


def seconds_between(first: Moment, second: Moment) -> float:
    """Seconds from the first to the second moment; whole days apart when either is a date alone.

    When only one of them has a zone, both are taken as local to the record.
    """
    if first.whole_day or second.whole_day:
        return (second.time.date() - first.time.date()).days * 86400.0
    return timestamps.seconds_between(first.time, second.time)
