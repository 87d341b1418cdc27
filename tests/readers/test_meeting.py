"""Meeting exports: speaker and time on a line, words below."""

from __future__ import annotations

import pytest

from servicelint.readers.meeting import recognises
from servicelint.readers.sample import Sample
from tests.readers.reading import problem, short, talk

MEETING = """\
售后回访纪要
2026-03-01 10:00
关键词：退款 物流

说话人1 00:00
您好，请问有什么可以帮您
这个我不知道

客服小王  00:05
明天上午
明天 10:00
可以吗

客户(00:01:12)
嗯 _ [数字x]

还有
以上内容由AI生成，仅供参考
"""


def test_a_meeting() -> None:
    transcript = talk("meeting", MEETING)
    assert short(transcript) == [
        ("unknown", "您好，请问有什么可以帮您\n这个我不知道", 0.0, 6, 1),
        ("agent", "明天上午\n明天 10:00\n可以吗", 5.0, 10, 1),
        ("customer", "嗯 _ [数字x]\n\n还有", 72.0, 15, 1),
    ]
    assert transcript.turns[0].place(transcript.turns[0].text.index("不知道")) == (7, 4)
    assert [turn.label for turn in transcript.turns] == ["说话人1", "客服小王", "客户"]
    assert transcript.warnings[0] == "3 lines from 1 to 3 stand before the first turn and were skipped"
    assert transcript.warnings[1].startswith("no role is known for '说话人1';")


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            "00:00:01\n客服：您好\n\n00:00:09\n哦", [("客服", "您好", 1.0), ("", "哦", 9.0)], id="a time alone"
        ),
        pytest.param(
            "[00:01] 客服\n您好\n[00:02] 客户\n喂", [("客服", "您好", 1.0), ("客户", "喂", 2.0)], id="time first"
        ),
        pytest.param(
            "客服（00:01）\n您好\n客户（00:02）\n喂", [("客服", "您好", 1.0), ("客户", "喂", 2.0)], id="brackets"
        ),
        pytest.param("客服 00:01-00:02\n您好", [("客服", "您好", 1.0)], id="range"),
        pytest.param(
            "客服 10:00:01\n您好\n客户 10:00:05\n喂", [("客服", "您好", 0.0), ("客户", "喂", 4.0)], id="time of day"
        ),
        pytest.param("客服 00:01\n\n\n客户 00:02\n喂", [("客服", "", 1.0), ("客户", "喂", 2.0)], id="nothing said"),
        pytest.param("客服 00:01\n\n您好\n", [("客服", "您好", 1.0)], id="a blank line below the speaker"),
        pytest.param(
            "甲方 00:01\n您好\n\n甲方 00:07\n好\n大概 00:03\n\n乙方 00:09\n喂",
            [("甲方", "您好", 1.0), ("甲方", "好\n大概 00:03", 7.0), ("乙方", "喂", 9.0)],
            id="words that look like a speaker",
        ),
    ],
)
def test_turns(text: str, turns: list[tuple[str, str, float]]) -> None:
    assert [(turn.label, turn.text, turn.start) for turn in talk("meeting", text).turns] == turns


@pytest.mark.parametrize(
    ("tail", "last"),
    [
        ("\n以上内容由AI生成", "喂"),
        ("\n\n（以上内容由 AI 自动生成，仅供参考）\n\n", "喂"),
        ("\n本內容由AI生成", "喂"),
        ("\n以上内容由AI生成吗\n不是", "喂\n以上内容由AI生成吗\n不是"),
    ],
)
def test_the_notice_at_the_end(tail: str, last: str) -> None:
    assert talk("meeting", f"客服 00:01\n好\n客户 00:02\n喂{tail}").turns[-1].text == last


def test_an_impossible_time() -> None:
    transcript = talk("meeting", "客服 00:01\n好\n\n客户 00:99\n喂")
    assert [turn.start for turn in transcript.turns] == [1.0, None]
    assert transcript.warnings == ("line 4: 00:99 is no possible time; the turn is read without one",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "talk.dat:1:1: no turns: the file is empty"),
        (
            "您好",
            "talk.dat:1:1: no turns: begin each with a line of its speaker and time, as in '客服 00:12', and the words below",
        ),
    ],
)
def test_errors(text: str, message: str) -> None:
    assert problem("meeting", text) == message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(MEETING, True, id="meeting"),
        pytest.param("客服 00:01\n好", False, id="one turn could be anything"),
        pytest.param("通话记录\n00:01 客服：好\n00:02 客户：喂", False, id="plain text"),
        pytest.param("2026-03-01 09:00:00 客服\n好\n2026-03-01 09:00:01 客户\n喂", False, id="chat"),
    ],
)
def test_recognition(text: str, expected: bool) -> None:
    assert recognises(Sample("a.txt", text.encode())) is expected
