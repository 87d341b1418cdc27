"""Chat exports: clocks counted from the first message, messages below their speaker or behind tabs."""

from __future__ import annotations

import pytest

from servicelint.readers.chat import recognises
from servicelint.readers.sample import Sample
from servicelint.transcript import Transcript
from tests.readers.reading import problem, read, short, talk

CHAT = """\
消息记录（文本格式）

2026-03-01 09:00:00 客服小王
您好

2026-03-01 09:00:03 小鱼~(10001)
在吗 [微笑]
我不知道怎么退
2026-03-01 09:01:00 客服小王
"""


def test_messages_below_their_speaker() -> None:
    transcript = talk("chat", CHAT)
    assert short(transcript) == [
        ("agent", "您好", 0.0, 4, 1),
        ("unknown", "在吗 [微笑]\n我不知道怎么退", 3.0, 7, 1),
        ("agent", "", 60.0, 9, 25),
    ]
    assert transcript.turns[1].place(transcript.turns[1].text.index("不知道")) == (8, 2)
    assert transcript.record == {"started_at": "2026-03-01T09:00:00"}
    assert transcript.warnings[0] == "line 1 stands before the first turn and was skipped"


@pytest.mark.parametrize(
    "head",
    [
        "2026-03-01 09:00:{} {}",
        "{1} 2026/3/1 9:00:{0}",
        "[2026-03-01 09:00:{}] {}",
        "{1}(2026年3月1日 9:00:{0})",
        "2026-03-01T09:00:{}+08:00 {}",
    ],
)
def test_heads(head: str) -> None:
    text = "".join(f"{head.format(second, who)}\n好\n" for second, who in (("05", "客服01"), ("09", "客户(小李)")))
    transcript = talk("chat", text)
    assert short(transcript) == [("agent", "好", 0.0, 2, 1), ("customer", "好", 4.0, 4, 1)]
    assert str(transcript.record["started_at"]).startswith("2026-03-01T09:00:05")


@pytest.mark.parametrize(
    ("line", "places"),
    [
        pytest.param("c1\t2026-03-01 09:00:0{}\t客服\t您好", [(1, 27), (2, 27)], id="id, time, role, text"),
        pytest.param("2026-03-01 09:00:0{}\t客服\t您好", [(1, 24), (2, 24)], id="time, role, text"),
        pytest.param("客服\t2026-03-01 09:00:0{}\t您好", [(1, 24), (2, 24)], id="role, time, text"),
        pytest.param("客服\tc1\t2026-03-01 09:00:0{}\t您好", [(1, 27), (2, 27)], id="role, id, time, text"),
    ],
)
def test_messages_behind_tabs(line: str, places: list[tuple[int, int]]) -> None:
    transcript = talk("chat", f"{line.format(0)}\n{line.format(4)}\t在\n")
    assert [(turn.line, turn.column) for turn in transcript.turns] == places
    assert [(turn.role, turn.text, turn.start) for turn in transcript.turns] == [
        ("agent", "您好", 0.0),
        ("agent", "您好\t在", 4.0),
    ]
    assert transcript.record == {"started_at": "2026-03-01T09:00:00"}


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        pytest.param(["1", "2", "3"], ["talk"], id="of messages"),
        pytest.param(["1", "1", "2"], ["1", "2"], id="of conversations"),
    ],
)
def test_ids_behind_tabs(ids: list[str], expected: list[str]) -> None:
    text = "".join(f"{id}\t2026-03-01 09:00:00\t客服\t好\n" for id in ids)
    assert [result.id for result in read("chat", text) if isinstance(result, Transcript)] == expected


def test_a_line_without_its_tabs_is_an_error_of_its_conversation() -> None:
    text = "".join(f"{id}\t2026-03-01 09:00:00\t客服\t好\n" for id in [1, 1] * 12 + [2, 2]) + "2\t2026-03-01"
    first, second = read("chat", text)
    assert isinstance(first, Transcript)
    assert str(second) == "calls/talk.dat:27:1: the row has 2 cells and none for 'text'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "talk.dat:1:1: no turns: the file is empty"),
        ("2026-03-01\n您好", "talk.dat:1:1: no turns: begin each with a line of its speaker and time, as in"),
    ],
)
def test_errors(text: str, message: str) -> None:
    assert problem("chat", text).startswith(message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(CHAT, True, id="messages below"),
        pytest.param("1\t2026-03-01 09:00:00\t客服\t好\n", True, id="tabs"),
        pytest.param("2026-03-01 09:00:00 客服：好\n2026-03-01 09:00:01 客户：喂", False, id="plain text"),
        pytest.param("id\ttime\trole\ttext\n1\t2026-03-01 09:00:00\t客服\t好\n", False, id="a table with a header"),
        pytest.param("客服 00:01\n好\n客户 00:02\n喂", False, id="a meeting"),
    ],
)
def test_recognition(text: str, expected: bool) -> None:
    assert recognises(Sample("a.txt", text.encode())) is expected
