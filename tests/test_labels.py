"""Labels and lines: who speaks, from which character on, and when."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.labels import fold_label, parse_line, role_of, split_label
from servicelint.transcript import Role

_ROLES: dict[Role, str] = {
    "agent": """
        客服 坐席 座席 工程师 工程師 技术员 技術員 技服 师傅 師傅 值班员 服务员 服務員 顾问 顧問 讲师 講師
        agent Agent ＡＧＥＮＴ agent1 HUMAN_AGENT 客服01 客服1号 客服A 客服三号 客服(小王) 客服（小王） 客服小王
        客服王芳 客服#3 工程师-张三 工程師_張三 张三-工程师 王师傅 海尔工程师 在线客服 系统工程师 客户经理 客户服务
        客户代表 客服中心 服务人员 【客服】 **客服**""",
    "customer": """
        客户 客戶 用户 使用者 顾客 顧客 来电 來電者 学员 學員 customer CUSTOMER caller END_USER
        客户2 客户(王小姐) 客户王先生 张三（客户） VIP客户 客户方""",
    "action": "动作 動作 操作 action 动作1",
    "system": "系统 系統 IVR ivr system 系统提示 客服系统 机器人 智能客服",
    "unknown": "A B 王小姐 说话人1 SPEAKER_00 reagent 客户姓名 客服电话 客户满意度",
}


@pytest.mark.parametrize(
    ("label", "role"),
    [pytest.param(label, role, id=label) for role, labels in _ROLES.items() for label in labels.split()],
)
def test_role_of(label: str, role: Role) -> None:
    assert role_of(label) == role


def test_a_name_may_follow_behind_a_space() -> None:
    assert role_of("客服 小王") == "agent"
    assert role_of("Agent 12") == "agent"


def test_labels_of_one_speaker_fold_to_one() -> None:
    assert fold_label(" Ａgent\u200b ") == fold_label("agent")


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        pytest.param("客服：您好", "客服", "您好", id="full-width colon"),
        pytest.param("客服: 您好", "客服", "您好", id="half-width colon and a space"),
        pytest.param("客服 ：\u3000您好", "客服", "您好", id="spaces around the colon"),
        pytest.param("客服：网址：http://x.cn", "客服", "网址：http://x.cn", id="only the first colon"),
        pytest.param("客服：http://x.cn", "客服", "http://x.cn", id="text that is a URL"),
        pytest.param("客服：", "客服", "", id="nothing said"),
        pytest.param("A:喂", "A", "喂", id="unknown speaker"),
        pytest.param("客服1:30分钟到", "客服1", "30分钟到", id="a number that is no hour"),
    ],
)
def test_split_label(line: str, label: str, text: str) -> None:
    found = split_label(line)
    assert found is not None
    assert (found[0], line[found[1] :]) == (label, text)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("您好", id="no colon"),
        pytest.param("：您好", id="nothing before the colon"),
        pytest.param("http://x.cn/a", id="URL"),
        pytest.param(r"D:\录音\1.wav", id="path"),
        pytest.param("10:30 我在家", id="time of day"),
        pytest.param("明天上午10:30 我在家", id="time of day within a sentence"),
        pytest.param("周三9：30到", id="time of day in full width"),
        pytest.param("客服 00:12 您好", id="time behind a speaker without a colon"),
        pytest.param("好的，地址：中山路", id="punctuation"),
        pytest.param("您的单号是：123", id="a sentence"),
        pytest.param("订单编号：123", id="a field"),
        pytest.param("客户姓名：王五", id="a field of the customer"),
        pytest.param("请联系客服：400", id="a sentence that ends in a role"),
        pytest.param("1：第一步", id="a number"),
        pytest.param("[客服：您好", id="unclosed bracket"),
        pytest.param("这件事情我们明天再商量一下：好吧", id="too long"),
    ],
)
def test_no_label(line: str) -> None:
    assert split_label(line) is None
    assert parse_line(line) is None


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        pytest.param("[00:04]", 4.0, None, id="minutes and seconds"),
        pytest.param("[75:30]", 4530.0, None, id="more than an hour of minutes"),
        pytest.param("[01:00:04]", 3604.0, None, id="hours"),
        pytest.param("[00:00:20.123]", 20.123, None, id="milliseconds"),
        pytest.param("[00:00:20,5]", 20.5, None, id="decimal comma"),
        pytest.param("[00:00:20 --> 00:00:23.5]", 20.0, 23.5, id="range"),
        pytest.param("[00:20-00:23]", 20.0, 23.0, id="range with a hyphen"),
        pytest.param("00:00:20 --> 00:00:23 ", 20.0, 23.0, id="range without brackets"),
        pytest.param("00:04 ", 4.0, None, id="without brackets"),
        pytest.param("【00:04】", 4.0, None, id="Chinese brackets"),
        pytest.param("（00：04）", 4.0, None, id="full width"),
        pytest.param("［００:０４］", 4.0, None, id="full-width digits"),
    ],
)
def test_timestamps(written: str, start: float, end: float | None) -> None:
    line = parse_line(f"{written}客服：您好")
    assert line is not None
    assert (line.role, line.text, line.start, line.end) == ("agent", "您好", start, end)
    assert line.column == len(written) + 4


@pytest.mark.parametrize(
    ("written", "clock", "end"),
    [
        pytest.param("2026-03-02 10:00:05 ", "2026-03-02T10:00:05", None, id="date and time"),
        pytest.param("[2026-03-02T10:00:05+08:00]", "2026-03-02T10:00:05+08:00", None, id="zone"),
        pytest.param("[2026-03-02T10:00:05Z]", "2026-03-02T10:00:05+00:00", None, id="UTC"),
        pytest.param("2026/3/2 10:00 ", "2026-03-02T10:00:00", None, id="no seconds"),
        pytest.param("2026年3月2日 10:00:05 ", "2026-03-02T10:00:05", None, id="Chinese"),
        pytest.param("[2026-03-02 10:00:05.5 --> 10:00:08]", "2026-03-02T10:00:05.500000", 2.5, id="range"),
        pytest.param("[2026-03-02 23:59:59 --> 2026-03-03 00:00:01]", "2026-03-02T23:59:59", 2.0, id="midnight"),
    ],
)
def test_wall_clocks(written: str, clock: str, end: float | None) -> None:
    line = parse_line(f"{written}客服：您好")
    assert line is not None
    assert line.timestamp is not None
    assert line.timestamp.clock == datetime.fromisoformat(clock)
    assert (line.text, line.start, line.end) == ("您好", 0.0, end)


@pytest.mark.parametrize(
    "written",
    [
        "[99:99]",
        "[00:61:00]",
        "[00:05 --> 00:04]",
        "[2026-02-30 10:00]",
        "[2026-03-02 25:00]",
        "[00:01 --> 2026-03-02 10:00]",
    ],
)
def test_an_impossible_time_is_told_and_costs_no_turn(written: str) -> None:
    line = parse_line(f"{written} 客服：您好")
    assert line is not None
    assert line.timestamp is not None
    assert (line.timestamp.written, line.timestamp.possible) == (written, False)
    assert (line.role, line.text, line.start, line.end) == ("agent", "您好", None, None)


@pytest.mark.parametrize("line", ["客服 [00:12]：您好", "客服(00:12)：您好", "客服 00:12：您好", "客服 00:00:12: 您好"])
def test_a_timestamp_may_stand_behind_the_speaker(line: str) -> None:
    parsed = parse_line(line)
    assert parsed is not None
    assert (parsed.label, parsed.text, parsed.start) == ("客服", "您好", 12.0)


def test_a_bracketed_time_without_a_speaker_opens_a_turn() -> None:
    line = parse_line("[00:12] 您好")
    assert line is not None
    assert (line.role, line.label, line.text, line.column) == ("unknown", "", "您好", 9)


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        pytest.param("    王小姐：这一行接着", False, id="unknown speaker"),
        pytest.param("    客户：这一行是新的", True, id="known speaker"),
        pytest.param("    [00:12] 王小姐：新的", True, id="timestamp"),
    ],
)
def test_an_indented_line(line: str, opens: bool) -> None:
    assert (parse_line(line) is not None) == opens


@given(st.text())
def test_the_column_is_that_of_the_text(line: str) -> None:
    parsed = parse_line(line)
    if parsed is not None:
        assert line[parsed.column - 1 :] == parsed.text
