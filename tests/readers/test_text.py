"""The plain-text format: turns and their places, the record, and what a user is told about a broken file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.errors import TranscriptError
from servicelint.readers import read_transcript
from servicelint.readers.text import parse, read
from servicelint.transcript import Transcript, Turn

VISIT = """\
---
channel: visit
agent: H8
appointment_at: 2026-03-02T10:00:00+08:00
tools: [梯子, 电钻]
---
[00:00:04] 动作：连续轻敲门三下
[00:00:20 --> 00:00:23.5] 工程师：您好，我是海尔服务工程师。
客户: 进来吧。
    这一行接着上一轮
"""


def test_a_visit(tmp_path: Path) -> None:
    path = tmp_path / "visit-7.txt"
    path.write_text(VISIT, encoding="utf-8")
    assert read_transcript(path) == Transcript(
        id="visit-7",
        turns=(
            Turn("action", "连续轻敲门三下", 4.0, None, 7, 15, "动作"),
            Turn("agent", "您好，我是海尔服务工程师。", 20.0, 23.5, 8, 31, "工程师"),
            Turn("customer", "进来吧。\n    这一行接着上一轮", None, None, 9, 5, "客户"),
        ),
        record={
            "channel": "visit",
            "agent": "H8",
            "appointment_at": "2026-03-02T10:00:00+08:00",
            "tools": ("梯子", "电钻"),
        },
        source=str(path),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_do_not_matter(end: str) -> None:
    assert parse(VISIT.replace("\n", end), "a.txt") == parse(VISIT, "a.txt")


def test_only_line_ends_end_a_line() -> None:
    (turn,) = parse("客服：一\u2028客户：二\x0c三", "a.txt").turns
    assert turn.text == "一\u2028客户：二\x0c三"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param("客服：一\n二\n三", ["一\n二\n三"], id="continued"),
        pytest.param("客服：一\n\n二", ["一\n\n二"], id="a blank line between"),
        pytest.param("客服：一\n\n\n客户：二\n\n", ["一", "二"], id="blank lines behind a turn"),
        pytest.param("客服：\n一\n客户：\n二", ["\n一", "\n二"], id="words on the next line"),
        pytest.param("客服：\n客户：二", ["", "二"], id="nothing said"),
        pytest.param("客服：一  \n  二", ["一  \n  二"], id="spaces are kept"),
    ],
)
def test_continuation(body: str, texts: list[str]) -> None:
    assert [turn.text for turn in parse(body, "a.txt").turns] == texts


@pytest.mark.parametrize(
    ("front", "identity"),
    [
        pytest.param("", "call", id="stem of the file"),
        pytest.param("---\nid: C-17\n---\n", "C-17", id="record"),
        pytest.param("---\nid: 17\n---\n", "17", id="number in the record"),
        pytest.param("---\nid:\n---\n", "call", id="empty in the record"),
        pytest.param("\n---\nid: C-17\n...\n", "C-17", id="blank line before, YAML's own end"),
    ],
)
def test_identity(front: str, identity: str) -> None:
    assert parse(f"{front}客服：您好", "calls/call.txt").id == identity


def test_wall_clocks_count_from_the_first_and_date_the_record() -> None:
    transcript = parse(
        "2026-03-02 09:59:58 客服：您好\n客户：喂\n[2026-03-02 10:00:03 --> 10:00:04.5] 客服：再见", "a.txt"
    )
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0.0, None), (None, None), (5.0, 6.5)]
    assert transcript.record == {"started_at": "2026-03-02T09:59:58"}


def test_the_record_dates_itself() -> None:
    transcript = parse("---\nstarted_at: 2026-03-02T09:00:00\n---\n2026-03-02 09:59:58 客服：您好", "a.txt")
    assert transcript.record == {"started_at": "2026-03-02T09:00:00"}
    assert transcript.turns[0].start == 0.0


def test_clocks_with_and_without_a_zone_can_be_mixed() -> None:
    turns = parse("[2026-03-02T10:00:00+08:00] 客服：您好\n[2026-03-02 10:00:05] 客户：喂", "a.txt").turns
    assert turns[1].start == 5.0


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        pytest.param("客服：您好", (), id="none"),
        pytest.param("通话记录\n\n客服：您好", ("line 1 stands before the first turn and was skipped",), id="header"),
        pytest.param(
            "---\n---\n通话记录\n客户姓名：王五\n\n客服：您好",
            ("2 lines from 3 to 4 stand before the first turn and were skipped",),
            id="header of fields",
        ),
        pytest.param(
            "A：喂\nB：您好\nA：嗯",
            ("no role is known for 'A', 'B'; name the speakers 客服 and 客户, or give them roles in servicelint.yaml",),
            id="unknown speakers, once",
        ),
        pytest.param(
            "客服：喂\n[99:99] 客服：您好",
            ("line 2: [99:99] is no possible time; the turn is read without one",),
            id="impossible time",
        ),
    ],
)
def test_warnings(text: str, warnings: tuple[str, ...]) -> None:
    assert parse(text, "a.txt").warnings == warnings


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("", 1, "no turns: the file is empty", id="empty"),
        pytest.param("\n \n", 1, "no turns: the file is empty", id="blank"),
        pytest.param("今天天气好\n", 1, "no turns: begin each with its speaker and a colon", id="prose"),
        pytest.param("---\nchannel: call\n---\n今天", 4, "no turns: begin each with its speaker", id="only a record"),
        pytest.param(
            "---\nchannel: call\n客服：您好", 1, "not closed; end it with a line '---'", id="record not closed"
        ),
        pytest.param("---\n- call\n---\n客服：您好", 2, "must be a mapping", id="record is a list"),
        pytest.param("---\na: 1\nb: ]\n---\n客服：您好", 3, "not valid YAML", id="record is broken"),
        pytest.param("---\na: 1\na: 2\n---\n客服：您好", 3, "duplicate key 'a'", id="record says it twice"),
        pytest.param(
            f"---\na: {'[' * 21}{']' * 21}\n---\n客服：您好", 2, "nested more than 20", id="record is too deep"
        ),
    ],
)
def test_errors_name_the_line_and_the_remedy(text: str, line: int, message: str) -> None:
    (error,) = read(text.encode(), "calls/a.txt")
    assert isinstance(error, TranscriptError)
    assert (error.problem.source, error.problem.line) == ("calls/a.txt", line)
    assert message in error.problem.message


_WORDS = st.text(st.sampled_from("您好不知道再见 ，。a1：:\t\U0001f600-"), max_size=12)
_HEADS = st.sampled_from(
    ["客服：", "客户: ", "[00:04] 客服：", "A：", "  工程师 ：\u3000", "2026-03-02 10:00:05 客户："]
)
_TURNS = st.lists(st.tuples(_HEADS, st.lists(_WORDS, min_size=1, max_size=4)), min_size=1, max_size=5)
_FRONTS = st.sampled_from(["", "---\nchannel: call\n---\n", "通话记录\n\n"])


@given(_FRONTS, _TURNS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_of_a_turn_has_its_place_in_the_file(
    front: str, written: list[tuple[str, list[str]]], end: str
) -> None:
    body = "\n".join(head + "\n".join(words) for head, words in written)
    text = (front + body).replace("\n", end)
    physical = re.split("\r\n|\r|\n", text)
    for turn in parse(text, "a.txt").turns:
        for offset, char in enumerate(turn.text):
            line, column = turn.place(offset)
            if char == "\n":
                assert column == len(physical[line - 1]) + 1
            else:
                assert physical[line - 1][column - 1] == char
