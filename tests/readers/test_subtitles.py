"""SRT and WebVTT: cues, speakers and markup, with the line and column of the words."""

from __future__ import annotations

import pytest

from servicelint.readers.sample import Sample
from servicelint.readers.subtitles import recognises
from tests.readers.reading import ends, problem, short, talk

SRT = """\
1
00:00:01,000 --> 00:00:02,500
客服：您好，<i>不知道</i>&lt;b&gt;吗

还有
2
00:00:03,000 --> 00:00:04,000 X1:40 X2:600
- 客户：喂
- 客服：在

3
00:00:05,000 --> 00:00:06,000
[数字x] _
"""

VTT = """\
WEBVTT - 第一版
Kind: captions

NOTE 客服：这不是话
也不是

STYLE
::cue { color: red }

a1
00:01.000 --> 00:02.500 align:start position:0%
<v.loud 客服小王>您好</v>
<v 客户>喂 <00:00:01.500><c.red>您</c>&amp;我

00:03.000 --> 00:04.500

2
01:00:05.000 --> 01:00:06.000
客户：再见
"""


def test_srt() -> None:
    transcript = talk("subtitles", SRT)
    assert short(transcript) == [
        ("agent", "您好，不知道<b>吗\n\n还有", 1.0, 3, 4),
        ("customer", "喂", 3.0, 8, 6),
        ("agent", "在", 3.0, 9, 6),
        ("unknown", "[数字x] _", 5.0, 13, 1),
    ]
    assert ends(transcript) == [2.5, 4.0, 4.0, 6.0]
    turn = transcript.turns[0]
    assert [turn.place(turn.text.index(words)) for words in ("不知道", "<", "吗", "还有")] == [
        (3, 10),
        (3, 17),
        (3, 26),
        (5, 1),
    ]


def test_webvtt() -> None:
    transcript = talk("subtitles", VTT)
    assert short(transcript) == [
        ("agent", "您好", 1.0, 12, 14),
        ("customer", "喂 您&我", 1.0, 13, 7),
        ("customer", "再见", 3605.0, 19, 4),
    ]
    assert [turn.label for turn in transcript.turns] == ["客服小王", "客户", "客户"]
    assert transcript.turns[1].place(2) == (13, 30)
    assert transcript.warnings == ()
    assert transcript.record == {}


@pytest.mark.parametrize(
    ("body", "turns"),
    [
        pytest.param("<v 客服>您好\n<v 客户>喂", [("客服", "您好"), ("客户", "喂")], id="two voices"),
        pytest.param("<v 客服>您好\n请问", [("客服", "您好\n请问")], id="two lines of a voice"),
        pytest.param("喂<v 客服>您好", [("", "喂"), ("客服", "您好")], id="words before a voice"),
        pytest.param("<v>您好", [("", "您好")], id="a voice without a name"),
        pytest.param("<v 客服>注意：别拔线", [("客服", "注意：别拔线")], id="a colon in a voice"),
        pytest.param("客服：您好\n客户：喂\n在吗", [("客服", "您好"), ("客户", "喂\n在吗")], id="labels"),
        pytest.param("第一步：开机", [("", "第一步：开机")], id="a colon in a sentence"),
        pytest.param("老张：喂\n老张：在吗", [("老张", "喂"), ("老张", "在吗")], id="a label that comes again"),
        pytest.param("{\\an8}客服：您好", [("客服", "您好")], id="an override"),
        pytest.param("<font color=#fff>客服：您好</font>", [("客服", "您好")], id="a font"),
        pytest.param("客服：<unk>[数字x]<|zh|>", [("客服", "<unk>[数字x]<|zh|>")], id="masks are words"),
        pytest.param("客服：&#20320;&nbsp;好&foo;", [("客服", "你\xa0好&foo;")], id="entities"),
    ],
)
def test_speakers_of_a_cue(body: str, turns: list[tuple[str, str]]) -> None:
    read = talk("subtitles", f"1\n00:00:01,000 --> 00:00:02,000\n{body}\n").turns
    assert [(turn.label, turn.text) for turn in read] == turns


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        pytest.param(
            "1\n00:00:99,000 --> 00:00:02,000\n客服：好",
            ("line 2: 00:00:99,000 --> 00:00:02,000 is no possible time; the turn is read without one",),
            id="impossible",
        ),
        pytest.param(
            "1\n00:00:02,000 -> 00:00:01,000\n客服：好",
            ("line 2: 00:00:02,000 -> 00:00:01,000 is no possible time; the turn is read without one",),
            id="backwards",
        ),
        pytest.param(
            "1\n00:00:02,000 --> ?\n客服：好",
            ("line 2: 00:00:02,000 --> ? is no possible time; the turn is read without one",),
            id="half of it",
        ),
        pytest.param(
            "说明\n\n1\n00:00:01,000 --> 00:00:02,000\n客服：好",
            ("line 1 stands before the first turn and was skipped",),
            id="a heading",
        ),
        pytest.param("00:01,5 --> 00:02\n客服：好", (), id="no number, short times"),
    ],
)
def test_warnings(text: str, warnings: tuple[str, ...]) -> None:
    transcript = talk("subtitles", text)
    assert transcript.warnings == warnings
    assert [turn.text for turn in transcript.turns] == ["好"]


@pytest.mark.parametrize(
    ("tail", "cut"),
    [
        pytest.param("2\n00:00:03,000 --> 00:00:04", True, id="within the time"),
        pytest.param("2\n00:00:03,000 --> ", True, id="before the end"),
        pytest.param("2\n00:00:03,000 --> 00:00:04,000\n", False, id="an empty cue"),
        pytest.param("2\n00:00:03,000 --> 00:00:04,000\n客户：喂", False, id="no line end behind the words"),
    ],
)
def test_a_file_that_is_cut_off(tail: str, cut: bool) -> None:
    transcript = talk("subtitles", f"1\n00:00:01,000 --> 00:00:02,000\n客服：好\n\n{tail}")
    assert transcript.record == ({"cut": "end"} if cut else {})
    assert any("line 6: the file ends in the middle of a cue" in warning for warning in transcript.warnings) == cut


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "talk.dat:1:1: no turns: the file is empty"),
        ("客服：您好", "talk.dat:1:1: no turns: begin each cue with its times, as in '00:00:01.000 --> 00:00:02.500'"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "talk.dat:1:1: no turns: no cue has words"),
    ],
)
def test_errors(text: str, message: str) -> None:
    assert problem("subtitles", text) == message


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.srt", "乱", True),
        ("a.txt", SRT, True),
        ("a", VTT, True),
        ("a.txt", "00:00:01,000 --> 00:00:02,500\n好", True),
        ("a.txt", "[00:00:01 --> 00:00:02] 客服：好", False),
        ("a.txt", "1\n客服：好", False),
        ("a.txt", "", False),
    ],
)
def test_recognition(name: str, text: str, expected: bool) -> None:
    assert recognises(Sample(name, text.encode())) is expected
