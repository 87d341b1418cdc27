"""Times in the cells of tables: numbers of seconds or milliseconds, offsets, clocks, and Excel's own."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from servicelint import timestamps
from servicelint.readers.cells import Value
from servicelint.readers.columns import Unit

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(?:(ms|毫秒)|(?:s|秒))?", re.IGNORECASE)
_COMPACT = re.compile(r"(?:19|20)\d{12}")
# Seconds and milliseconds since 1970 of the years 2001 to 2286.
_EPOCH = (10**9, 10**10)
# Nobody takes 50 s for a character, nor a twentieth of one; pauses are many but seldom so long.
_MILLISECONDS_A_CHARACTER = 50


@dataclass(frozen=True, slots=True)
class CellTime:
    """A moment, or a range where ``end`` is set, in seconds since the start of the talk or since ``clock``."""

    start: float = 0.0
    clock: datetime | None = None
    end: float | None = None


def cell_time(value: Value, unit: Unit) -> CellTime | None:
    """The time that a cell says, numbers being of a unit. Raises ValueError for what is no time; None when empty."""
    if isinstance(value, str):
        return _written(value.strip(), unit)
    if value is None:
        return None
    if isinstance(value, datetime):
        return CellTime(clock=value)
    if isinstance(value, date):
        return CellTime(clock=datetime.combine(value, time()))
    if isinstance(value, time):
        return CellTime(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second).total_seconds())
    if isinstance(value, timedelta):
        return CellTime(value.total_seconds())
    if isinstance(value, bool):
        raise ValueError(value)
    return _number(value, unit)


def guess_unit(stretches: Iterable[tuple[float, int]]) -> Unit:
    """The unit of the lengths of turns, or from turn to turn, each with the number of characters that were said."""
    rates = [length / max(characters, 1) for length, characters in stretches if length > 0]
    return "ms" if rates and median(rates) >= _MILLISECONDS_A_CHARACTER else "s"


def bare_number(value: Value) -> float | None:
    """The whole number in a cell of which nobody says whether it is seconds or milliseconds, or None."""
    if isinstance(value, str):
        return float(value) if value.strip().isdecimal() and len(value.strip()) < 10 else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not float(value).is_integer():
        return None
    return float(value) if value < _EPOCH[0] else None


def _written(text: str, unit: Unit) -> CellTime | None:
    if not text:
        return None
    if _COMPACT.fullmatch(text):
        return CellTime(clock=datetime.strptime(text, "%Y%m%d%H%M%S"))
    if number := _NUMBER.fullmatch(text):
        named: Unit | None = "ms" if number[2] else "s" if not text[-1].isdecimal() else None
        return _number(float(number[1]), named or unit)
    stamp = timestamps.leading_timestamp(text)
    if stamp is not None and stamp.start is not None and stamp.stop == len(text):
        return CellTime(stamp.start, stamp.clock, stamp.end)
    return CellTime(clock=datetime.fromisoformat(text))


def _number(value: float, unit: Unit) -> CellTime:
    if not math.isfinite(value) or value < 0:
        raise ValueError(value)
    for factor in (1, 1000):
        if _EPOCH[0] * factor <= value < _EPOCH[1] * factor:
            return CellTime(clock=datetime.fromtimestamp(value / factor, UTC))
    return CellTime(value / 1000 if unit == "ms" else value)
