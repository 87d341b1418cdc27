"""Tables of delimited text: a row a turn, or the talk in a cell; ids, times, facts, and what is wrong with a row."""

from __future__ import annotations

import pytest

from servicelint.errors import TranscriptError
from servicelint.readers.tables import read_table
from servicelint.transcript import Transcript
from tests.readers.reading import ends, problem, read, short, talk

TURNS = """\
会话ID,角色,说话人,内容,开始时间(ms),结束时间(ms),坐席工号,渠道,情绪
c1,客服,小王,您好,0,1200,0017,电话,5
c1,客户,,"喂，""在""吗
不知道",1500,3000,0017,电话,3

c2,customer,老李,再见,10,20,0018,在线,1
"""


def test_a_row_a_turn() -> None:
    first, second = read("table", TURNS)
    assert isinstance(first, Transcript)
    assert isinstance(second, Transcript)
    assert (first.id, second.id) == ("c1", "c2")
    assert short(first) == [("agent", "您好", 0.0, 2, 10), ("customer", '喂，"在"吗\n不知道', 1.5, 3, 9)]
    assert ends(first) == [1.2, 3.0]
    assert short(second) == [("customer", "再见", 0.01, 6, 16)]
    assert first.record == {"agent": "0017", "channel": "call"}
    assert first.turns[1].place(first.turns[1].text.index("不知道")) == (4, 1)
    assert first.turns[1].place(first.turns[1].text.index("吗")) == (3, 16)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param('id,talk\na,"客服：您好\n客户：喂"', [("agent", 2, 7), ("customer", 3, 4)], id="lines"),
        pytest.param('id,talk\na,"说明\n客服：您好\n接着"', [("agent", 3, 4)], id="a heading and a line that goes on"),
        pytest.param("id,talk\na,客服：您好<br>客户：喂", [("agent", 2, 6), ("customer", 2, 15)], id="HTML breaks"),
        pytest.param("id,talk\na,客服：您好\\n客户：喂", [("agent", 2, 6), ("customer", 2, 13)], id="escaped breaks"),
        pytest.param("id,talk\na,客服：您好\na,客户：喂", [("agent", 2, 6), ("customer", 3, 6)], id="over two rows"),
        pytest.param(
            "id,talk\na,[00:01] 客服：您好\n,客户：喂", [("agent", 2, 14), ("customer", 3, 5)], id="no id again"
        ),
    ],
)
def test_a_talk_in_a_cell(text: str, places: list[tuple[str, int, int]]) -> None:
    read = talk("table", text.replace("talk", "对话内容"))
    assert [(turn.role, turn.line, turn.column) for turn in read.turns] == places


def test_a_row_a_conversation_with_its_facts() -> None:
    text = "内容,开始时间,满意度,上门时间,备注\n客服：您好,2026/3/1 9:00,90,,加急\n客服：好,2026-03-02 10:00,,2026-03-03,\n"
    first, second = read("table", text, "day.csv")
    assert isinstance(first, Transcript)
    assert isinstance(second, Transcript)
    assert (first.id, second.id) == ("day#2", "day#3")
    assert first.record == {"started_at": "2026-03-01T09:00:00", "satisfaction": 90, "备注": "加急"}
    assert second.record == {"started_at": "2026-03-02T10:00:00", "arrived_at": "2026-03-03"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("角色,内容\n客服,好\n客户,喂", ["talk"], id="without ids all is one"),
        pytest.param("id,角色,内容\n1,客服,好\n2,客户,喂", ["talk"], id="ids of messages"),
        pytest.param("id,角色,内容\n1,客服,好\n1,客户,喂\n2,客户,喂", ["1", "2"], id="ids of conversations"),
        pytest.param("会话id,角色,内容\n1,客服,好\n2,客户,喂", ["1", "2"], id="of one turn each"),
        pytest.param("id,内容\n1,客服：好\n2,客服：喂", ["1", "2"], id="ids of talks"),
        pytest.param("会话id,角色,内容\n1,客服,好\n,客户,喂\n2,客服,好", ["1", "2"], id="below a merged cell"),
        pytest.param("会话id,角色,内容\n,客服,好\n2,客服,好", ["talk", "2"], id="none at first"),
    ],
)
def test_ids(text: str, ids: list[str]) -> None:
    assert [result.id for result in read("table", text) if isinstance(result, Transcript)] == ids


def test_an_id_that_comes_again_is_an_error_in_its_place() -> None:
    first, second, again, last = read("table", "call_id,role,text\na,agent,好\nb,agent,好\na,agent,喂\nc,agent,好")
    assert [getattr(one, "id", "") for one in (first, second, last)] == ["a", "b", "c"]
    assert str(again) == (
        "calls/talk.dat:4:1: conversation 'a' goes on here after others; sort the rows by 'call_id', then by time"
    )


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        pytest.param(["0,2000", "2500,4000"], [0.0, 2.5], id="milliseconds by their pace"),
        pytest.param(["0,2", "3,4"], [0.0, 3.0], id="seconds by their pace"),
        pytest.param(["0.5,2.0", "2500,4000.5"], [0.5, 2500.0], id="a fraction: seconds"),
        pytest.param(["2500,", "4800,"], [2.5, 4.8], id="milliseconds without ends"),
        pytest.param(["2026-03-01 09:00:00,", "2026/3/1 9:00:07,"], [0.0, 7.0], id="clocks"),
        pytest.param(["09:00:00,09:00:02", "09:00:07,"], [0.0, 7.0], id="times of day"),
        pytest.param(["23:59:58,", "00:00:03,"], [0.0, 5.0], id="past midnight"),
        pytest.param(["00:10,", "00:12,"], [10.0, 12.0], id="offsets"),
        pytest.param(["1772355605,", "1772355609,"], [0.0, 4.0], id="seconds since 1970"),
        pytest.param([",", "3,"], [None, 3.0], id="one is missing"),
    ],
)
def test_starts(rows: list[str], starts: list[float | None]) -> None:
    text = "role,text,start,end\n" + "\n".join(f"agent,这句话有八个字,{row}" for row in rows)
    assert [turn.start for turn in talk("table", text).turns] == starts


@pytest.mark.parametrize(
    ("cells", "start", "end", "warning"),
    [
        pytest.param(
            "昨天,", None, None, "line 2: 昨天 is no possible time; the turn is read without one", id="no time"
        ),
        pytest.param(
            "5,3", 5.0, None, "line 2: the turn ends before it starts; it is read without its end", id="ends too early"
        ),
        pytest.param(
            "2026-03-01 09:00,3",
            0.0,
            None,
            "line 2: the turn ends before it starts; it is read without its end",
            id="a clock and an offset",
        ),
    ],
)
def test_times_that_cannot_be(cells: str, start: float | None, end: float | None, warning: str) -> None:
    transcript = talk("table", f"role,text,start,end\nagent,好,{cells}")
    assert (transcript.turns[0].start, transcript.turns[0].end) == (start, end)
    assert transcript.warnings == (warning,)


@pytest.mark.parametrize(
    ("row", "role", "label", "text"),
    [
        pytest.param("客服,小王,好", "agent", "客服", "好", id="role"),
        pytest.param("1,客服小王,好", "agent", "客服小王", "好", id="the speaker names the role"),
        pytest.param("1,小王,好", "unknown", "1", "好", id="neither does"),
        pytest.param(",客户,好", "customer", "客户", "好", id="no role"),
        pytest.param(",,客户：好", "customer", "客户", "好", id="in the words"),
        pytest.param("客户,,客户：好", "customer", "客户", "好", id="in both"),
        pytest.param("客服,,注意：好", "agent", "客服", "注意：好", id="a colon in the words"),
        pytest.param("客服,,", "agent", "客服", "", id="nothing said"),
    ],
)
def test_speakers(row: str, role: str, label: str, text: str) -> None:
    (turn,) = talk("table", f"角色,说话人,内容\n{row}").turns
    assert (turn.role, turn.label, turn.text) == (role, label, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "talk.dat:1:1: no turns: the file is empty", id="empty"),
        pytest.param("\n,,\n", "talk.dat:1:1: no turns: the file is empty", id="blank"),
        pytest.param(
            "谁;说\n客服;好",
            "talk.dat:1:1: no column of a known name holds what is said; the columns are '谁', '说'; name those of 'text' "
            "(内容, 文本, text, content) and 'role' (角色, 说话人, role, speaker) in the header, or under 'columns' in "
            "servicelint.yaml",
            id="unknown columns",
        ),
        pytest.param(
            "内容,谁\n好,客服",
            "talk.dat:2:1: no speakers: neither a column for them nor in the cells of '内容'; the columns are '内容', '谁'; "
            "say which one is 'role' under 'columns' in servicelint.yaml",
            id="no speakers",
        ),
        pytest.param("角色,内容\n", "talk.dat: no turns: the table has a header and no rows", id="only a header"),
        pytest.param(
            "会话id,角色,内容\nc1,客服", "talk.dat:2:1: the row has 2 cells and none for '内容'", id="cut off"
        ),
        pytest.param(
            "角色,内容\n客服,您好,请问",
            "talk.dat:2:1: the row has 3 cells where the header has 2; quote words that hold a delimiter",
            id="a comma in the words",
        ),
        pytest.param(
            '角色,内容\n客服,"您好',
            "talk.dat:2:1: the quote that opens a cell here is not closed; the file was cut off, or quotes in the text are "
            "not doubled",
            id="cut off within quotes",
        ),
        pytest.param(
            "内容,预约时间\n客服：好,改天",
            "talk.dat:2:1: appointment_at: '改天' is no time; write it like 2026-03-02T10:00 or 2026-03-02",
            id="a time of the record",
        ),
    ],
)
def test_errors(text: str, message: str) -> None:
    assert problem("table", text) == message


def test_a_broken_row_costs_its_conversation_only() -> None:
    first, second, third = read("table", "call_id,role,text\na,agent,好\nb,agent\nb,agent,好\nc,agent,好")
    assert isinstance(first, Transcript)
    assert isinstance(second, TranscriptError)
    assert isinstance(third, Transcript)
    assert second.problem.line == 3


def test_a_talk_without_speakers_costs_itself_only() -> None:
    first, second = read("table", "id,内容\na,客服：好\nb,好")
    assert isinstance(first, Transcript)
    assert str(second).startswith("calls/talk.dat:3:1: no turns: begin each line of the talk with its speaker")


def test_columns_that_the_user_names() -> None:
    text = "谁,说,几号,网点\n坐席,您好,A7,城东\n".encode()
    (result,) = read_table(text, "a.csv", {"role": "谁", "text": "说", "agent": "几号", "team": "网点"})
    assert isinstance(result, Transcript)
    assert short(result) == [("agent", "您好", None, 2, 4)]
    assert result.record == {"agent": "A7", "team": "城东"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    text = "导出|2026;03,01\n\n角色#内容\n客服#一，二、三\n".replace("#", delimiter)
    assert short(talk("table", text)) == [("agent", "一，二、三", None, 4, 4)]


@pytest.mark.parametrize(
    "words", ["_ 嗯 _", "[数字x]，[姓名x]", "😀[微笑]/::)", "您 好 请 问", "您好请问有什么可以帮您的吗", "=1+1", "'好"]
)
def test_words_are_kept_as_they_are(words: str) -> None:
    assert [turn.text for turn in talk("table", f"角色,内容\n客服,{words}").turns] == [words]
