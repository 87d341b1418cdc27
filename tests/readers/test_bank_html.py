"""The HTML list of bank quality inspection: turns, silences, entities and tags, and their places."""

from __future__ import annotations

import pytest

from servicelint.readers.bank_html import recognises
from servicelint.readers.sample import Sample
from tests.readers.reading import ends, problem, short, talk

PAGE = """\
<html><head><title>坐席：标题</title><style>li {color: red}</style></head><body>
<ul><li>首页</li><li>客户管理</li></ul>
<ul>
<li start=13070 end=14870 emotion=5.0 speed=4.0 >坐席：您好&nbsp;A&amp;B<b>不知道</b>&#20320;</li>
<li start=0 silence=6 class="silences" > 6S. </li>
  <li start='15000' end="16500">
     客户：喂 5<3 &foo; a&b
     第二行</li>
<li start=17000 end=18000 >坐席:<!-- 已复核 -->嗯_[数字x]</li>
</ul></body></html>
"""


def test_a_page() -> None:
    transcript = talk("bank-html", PAGE)
    assert short(transcript) == [
        ("agent", "您好\xa0A&B不知道你", 13.07, 4, 53),
        ("customer", "喂 5<3 &foo; a&b\n     第二行", 15.0, 7, 9),
        ("agent", "嗯_[数字x]", 17.0, 9, 43),
    ]
    assert ends(transcript) == [14.87, 16.5, 18.0]
    assert transcript.turns[0].place(transcript.turns[0].text.index("不知道")) == (4, 71)
    assert transcript.turns[1].place(transcript.turns[1].text.index("第二行")) == (8, 6)
    assert (transcript.record, transcript.warnings) == ({}, ())


@pytest.mark.parametrize(
    ("item", "turns"),
    [
        pytest.param("<li start=1 end=2>坐席：好<br>客户", [("agent", "好\n客户")], id="a break"),
        pytest.param("<LI START=1 END=2>座席：好</LI>", [("agent", "好")], id="capitals, traditional"),
        pytest.param("<li>客户：好</li><li>首页</li>", [("customer", "好")], id="no times"),
        pytest.param("<li start=1>好</li>", [("unknown", "好")], id="no speaker"),
        pytest.param("<li start=1>坐席：好<li start=2>客户：喂", [("agent", "好"), ("customer", "喂")], id="no ends"),
        pytest.param("<li start=1>坐席：<![if x]>好</li>", [("agent", "好")], id="a declaration"),
        pytest.param("<li start=1>坐席：</li>", [("agent", "")], id="nothing said"),
    ],
)
def test_items(item: str, turns: list[tuple[str, str]]) -> None:
    transcript = talk("bank-html", item)
    assert [(turn.role, turn.text) for turn in transcript.turns] == turns
    assert "cut" not in transcript.record


@pytest.mark.parametrize(
    ("attributes", "times", "warning"),
    [
        pytest.param("start=x end=2000", (None, 2.0), "line 2: x is no possible time", id="no number"),
        pytest.param("start=-1", (None, None), "line 2: -1 is no possible time", id="negative"),
        pytest.param("start=3000 end=2000", (None, None), "line 2: 3000 to 2000 is no possible time", id="backwards"),
    ],
)
def test_impossible_times(attributes: str, times: tuple[float | None, float | None], warning: str) -> None:
    transcript = talk("bank-html", f"<ul>\n<li {attributes}>坐席：好</li></ul>")
    (turn,) = transcript.turns
    assert (turn.start, turn.end) == times
    assert transcript.warnings == (f"{warning}; the turn is read without one",)


@pytest.mark.parametrize(
    "tail", ["<li start=3000 end=4000>客户：喂", "<li start=30", "<li start=3000 end=4000>客户：喂</"]
)
def test_a_page_that_is_cut_off(tail: str) -> None:
    transcript = talk("bank-html", f"<ul>\n<li start=1000 end=2000>坐席：好</li>\n{tail}")
    assert transcript.record == {"cut": "end"}
    assert transcript.warnings[0].endswith("the file ends in the middle of a turn; it was cut off")
    assert transcript.turns[0].text == "好"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "talk.dat:1:1: no turns: the file is empty"),
        (
            "<p>坐席：好</p>",
            "talk.dat:1:1: no turns: they are items of a list, as in '<li start=0 end=1800>坐席：您好</li>'",
        ),
    ],
)
def test_errors(text: str, message: str) -> None:
    assert problem("bank-html", text) == message


@pytest.mark.parametrize(
    ("text", "expected"), [(PAGE, True), ("<li start='5'>a", True), ("<li class=start>5", False), ("客服：<li>", False)]
)
def test_recognition(text: str, expected: bool) -> None:
    assert recognises(Sample("a.txt", text.encode())) is expected
