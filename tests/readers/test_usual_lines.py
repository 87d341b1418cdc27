from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.labels import parse_line
from servicelint.lazy_turns import LazyTurns
from servicelint.readers.text import parse
from servicelint.readers.usual_lines import usual_turn, usual_turns
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


@given(
    st.lists(st.lists(st.sampled_from((*PIECES, "[00:01:02] 客服：", "客户:")), max_size=4).map("".join), max_size=4)
)
def test_usual_files_are_read_alike(lines: list[str]) -> None:
    text = "\n".join(lines)
    turns = usual_turns(text)
    if turns is None:
        return
    every = parse(text.replace("\n", "\r\n") + "\r\n", "a.txt")  # which is not usual
    assert isinstance(every.turns, tuple)
    assert turns == every.turns
    assert (list(turns.roles), list(turns.texts)) == ([t.role for t in every.turns], [t.text for t in every.turns])


def test_a_usual_file_is_read_without_making_a_turn() -> None:
    turns = parse("[00:00:01] 客服：您好\n客户: 喂 \n\n", "a.txt").turns
    assert isinstance(turns, LazyTurns)
    assert (turns.roles, turns.texts) == (["agent", "customer"], ["您好", "喂 "])
    assert [(t.start, t.line, t.column) for t in turns] == [(1.0, 1, 15), (None, 2, 5)]
    assert turns[-1] is turns[1]
    assert turns[:1] == (turns[0],)
    with pytest.raises(IndexError):
        turns[2]


def test_lazy_turns_are_pickled_as_a_tuple() -> None:
    turns = parse("客服：您好", "a.txt").turns
    copy = pickle.loads(pickle.dumps(turns))
    assert isinstance(copy, tuple)
    assert turns == copy
    assert hash(turns) == hash(copy)
