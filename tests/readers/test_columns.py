"""Columns told by their usual names."""

from __future__ import annotations

import pytest

from servicelint.readers.columns import columns_of, unit_of

_FIELDS = ("id", "role", "speaker", "text", "start", "end")


def _found(header: str, mapped: dict[str, str] | None = None) -> dict[str, str]:
    names = header.split(",")
    columns = columns_of(names, mapped or {})
    if columns is None:
        return {}
    found = {field: getattr(columns, field) for field in _FIELDS}
    facts = {field: names[index] for index, field in columns.facts}
    return {field: names[index] for field, index in found.items() if index is not None} | facts


@pytest.mark.parametrize(
    "header",
    [
        "会话id,角色,说话人,内容,开始时间,结束时间",
        "通话编号,说话人角色,昵称,文本,发送时间,结束时间",
        "會話編號,角色,說話人,內容,開始時間,結束時間",
        "會話ＩＤ,發言角色,發言人,訊息,時間,結束",
        "流水号,发送方角色,发送方,话术,时间,结束",
        "call_id,role,speaker,text,start,end",
        "Conversation ID,Speaker Role,Speaker,Utterance,Start Time,End Time",
        "sessionId,senderType,sender,content,beginTime,endTime",
        "通话流水号,角 色,speaker_id,转写文本,开始时间(ms),结束时间（毫秒）",
        "CALL-ID,ROLE,FROM,MESSAGE,start_ms,end_ms",
    ],
)
def test_usual_names(header: str) -> None:
    assert _found(header) == dict(zip(_FIELDS, header.split(","), strict=True))


@pytest.mark.parametrize(
    ("header", "found"),
    [
        pytest.param(
            "id,会话id,角色,内容", {"id": "会话id", "role": "角色", "text": "内容"}, id="the more telling name"
        ),
        pytest.param(
            "内容,开始时间,结束时间",
            {"text": "内容", "started_at": "开始时间", "ended_at": "结束时间"},
            id="of the talk",
        ),
        pytest.param(
            "角色,内容,渠道,自定义", {"role": "角色", "text": "内容", "channel": "渠道", "自定义": "自定义"}, id="facts"
        ),
        pytest.param("编号,谁,说", {}, id="nothing said"),
    ],
)
def test_which_column_is_taken(header: str, found: dict[str, str]) -> None:
    assert _found(header) == found


@pytest.mark.parametrize(
    ("mapped", "found"),
    [
        pytest.param({"role": "谁", "text": "说"}, {"role": "谁", "text": "说"}, id="turns"),
        pytest.param({"text": "說", "role": "誰"}, {"role": "谁", "text": "说"}, id="in the other script"),
        pytest.param({"text": "说", "customer_unit": "编号"}, {"text": "说", "customer_unit": "编号"}, id="a fact"),
        pytest.param({"text": "没有"}, {}, id="a column that is not there"),
    ],
)
def test_mapped_columns(mapped: dict[str, str], found: dict[str, str]) -> None:
    assert found.items() <= _found("编号,谁,说", mapped).items()
    assert bool(found) == bool(_found("编号,谁,说", mapped))


def test_usual_names_stand_in_for_a_mapped_column_that_is_not_there() -> None:
    assert _found("角色,内容", {"text": "说"}) == {"role": "角色", "text": "内容"}


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        *((name, "ms") for name in ("开始时间(ms)", "开始时间（毫秒）", "start_ms", "Start Time [ms]", "beginTime ms")),
        *((name, "s") for name in ("时间(秒)", "end_s", "start (sec)", "結束時間(秒)")),
        *((name, None) for name in ("时间", "begin", "items", "sums(ms)", "timestamps")),
    ],
)
def test_units(name: str, unit: str | None) -> None:
    assert unit_of(name) == unit
