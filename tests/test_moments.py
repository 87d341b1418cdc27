from __future__ import annotations

import pytest

from servicelint.moments import parse_moment, seconds_between


@pytest.mark.parametrize(
    ("first", "second", "seconds"),
    [
        ("2026-03-02T10:00", "2026-03-02T10:01", 60),
        ("2026-03-02T10:00Z", "2026-03-02T10:00+08:00", -8 * 3600),
        ("2026-03-02T10:00Z", "2026-03-02T10:00", 0),
        ("2026-03-02", "2026-03-03T23:59", 86400),
        ("2026-03-02T23:59", "2026-03-03T00:01", 120),
        ("2026-03-02 10:00:30.5", "2026-03-02 10:00:31", 0.5),
    ],
)
def test_seconds_between(first: str, second: str, seconds: float) -> None:
    a, b = parse_moment(first), parse_moment(second)
    assert a is not None
    assert b is not None
    assert seconds_between(a, b) == seconds
    assert seconds_between(b, a) == -seconds


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-13-01", "2026-03-02T25:00", "10:30", "3月2日"])
def test_what_is_no_time(text: str) -> None:
    assert parse_moment(text) is None
