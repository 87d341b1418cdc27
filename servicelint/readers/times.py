"""The times of a record: those that cannot be read are the record's error, told before any rule stumbles on them."""

from __future__ import annotations

from collections.abc import Mapping

from servicelint.moments import parse_moment
from servicelint.transcript import TIME_FACTS, Fact


def unreadable_time(record: Mapping[str, Fact]) -> tuple[str, str] | None:
    """The first fact that should be a time and is none, and what to do about it."""
    for name, value in record.items():
        if name in TIME_FACTS and value is not None and parse_moment(str(value)) is None:
            return name, f"'{value}' is no time; write it like 2026-03-02T10:00 or 2026-03-02"
    return None
