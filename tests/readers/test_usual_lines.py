from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.labels import parse_line
from servicelint.readers.usual_lines import usual_turn
from tests.conftest import ROOT

LINES = sorted(
    {
        line
        for path in (ROOT / "corpora").rglob("*.txt")
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n")
    }
)
PIECES = (
    "[00:01:02]",
    "[00:61:02]",
    "[99:00:00]",
    "客服",
    "客户",
    "系统",
    "日期",
    "您的",
    "王先生",
    "01",
    "10:30",
    ":",
    "：",
    " ",
    "\t",
    "//",
    "\\",
    "a",
    "您好",
)


def agrees(line: str) -> bool:
    """Whether the line is unusual, or read as every line is."""
    turn, parsed = usual_turn(line, 7), parse_line(line)
    if turn is None:
        return True
    assert parsed
    assert parsed.timestamp is None or (parsed.timestamp.possible and parsed.timestamp.clock is None)
    read = turn.role, turn.label, turn.text, turn.column, turn.start, turn.end, turn.line
    return read == (parsed.role, parsed.label, parsed.text, parsed.column, parsed.start, parsed.end, 7)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_usual_lines_are_read_alike(line: str) -> None:
    assert agrees(line)


def test_the_lines_of_the_corpora_are_read_alike() -> None:
    assert all(map(agrees, LINES))
    assert sum(usual_turn(line, 1) is not None for line in LINES) > 300


@pytest.mark.parametrize(
    ("line", "usual"),
    [
        ("[00:01:02] 客服：您好", True),
        ("客户: 喂", True),
        ("客服01：您好", False),
        ("客服10:30：您好", False),
        ("A：您好", False),
        ("日期：三月二日", False),
        (" 客服：您好", False),
    ],
)
def test_what_is_usual(line: str, usual: bool) -> None:
    assert (usual_turn(line, 1) is not None) == usual
