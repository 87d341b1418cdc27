"""What the cells of tables write for a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from servicelint.readers.cell_times import CellTime, bare_number, cell_time, guess_unit
from servicelint.readers.cells import Value
from servicelint.readers.columns import Unit

_NINE = datetime(2026, 3, 1, 9, 0, 5)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        pytest.param("", "s", None, id="empty"),
        pytest.param(None, "s", None, id="empty in a workbook"),
        pytest.param("3.21", "s", CellTime(3.21), id="seconds"),
        pytest.param("3210", "ms", CellTime(3.21), id="milliseconds"),
        pytest.param("3210ms", "s", CellTime(3.21), id="milliseconds that say so"),
        pytest.param("3.21 秒", "ms", CellTime(3.21), id="seconds that say so"),
        pytest.param(3210.0, "ms", CellTime(3.21), id="number of a workbook"),
        pytest.param("00:03", "ms", CellTime(3.0), id="offset"),
        pytest.param("00:01:03.5", "s", CellTime(63.5), id="offset with hours"),
        pytest.param("[00:01-00:03]", "s", CellTime(1.0, end=3.0), id="range"),
        pytest.param("2026-03-01 09:00:05", "s", CellTime(clock=_NINE), id="clock"),
        pytest.param("2026/3/1 9:00:05", "s", CellTime(clock=_NINE), id="clock with slashes"),
        pytest.param("2026年3月1日 9:00:05", "s", CellTime(clock=_NINE), id="clock in Chinese"),
        pytest.param("20260301090005", "s", CellTime(clock=_NINE), id="clock in digits"),
        pytest.param("2026-03-01T09:00:05Z", "s", CellTime(clock=_NINE.replace(tzinfo=UTC)), id="ISO 8601"),
        pytest.param("1772355605", "s", CellTime(clock=_NINE.replace(tzinfo=UTC)), id="seconds since 1970"),
        pytest.param(1772355605000, "s", CellTime(clock=_NINE.replace(tzinfo=UTC)), id="milliseconds since 1970"),
        pytest.param(_NINE, "s", CellTime(clock=_NINE), id="Excel's date and time"),
        pytest.param(date(2026, 3, 1), "s", CellTime(clock=datetime(2026, 3, 1)), id="Excel's date"),
        pytest.param(time(0, 1, 3), "s", CellTime(63.0), id="Excel's time"),
        pytest.param(timedelta(seconds=3.5), "s", CellTime(3.5), id="Excel's duration"),
    ],
)
def test_times(value: Value, unit: Unit, expected: CellTime | None) -> None:
    assert cell_time(value, unit) == expected


@pytest.mark.parametrize("value", ["昨天", "99:99", "-3", "2026-13-01 09:00", "00:01 左右", True, -1, float("nan")])
def test_what_is_no_time(value: Value) -> None:
    with pytest.raises(ValueError, match=r".*"):
        cell_time(value, "s")


@pytest.mark.parametrize(
    ("stretches", "unit"),
    [
        pytest.param([(2000, 10), (800, 3)], "ms", id="speech in milliseconds"),
        pytest.param([(2, 10), (1, 3)], "s", id="speech in seconds"),
        pytest.param([(2, 10), (5, 3), (3600, 2)], "s", id="a long pause"),
        pytest.param([(300, 20), (120, 8), (40, 4)], "s", id="a slow chat"),
        pytest.param([], "s", id="nothing to tell by"),
    ],
)
def test_the_unit_is_told_by_how_fast_people_would_speak(stretches: list[tuple[float, int]], unit: str) -> None:
    assert guess_unit(stretches) == unit


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), (12.0, 12), ("1.5", None), (1.5, None), ("00:01", None), (None, None), (True, None)],
)
def test_bare_numbers(value: Value, number: float | None) -> None:
    assert bare_number(value) == number
