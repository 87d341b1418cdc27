"""Columns of records and what their cells mean."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from servicelint.readers.cells import Value
from servicelint.readers.record_columns import facts_of, fields_of, plain_value
from servicelint.transcript import Fact


def fact(name: str, cell: Value) -> dict[str, Fact]:
    (field,) = fields_of([name])
    return facts_of([(field, name, cell)])


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("流水号", "id"),
        ("坐席", "agent"),
        ("座席工號", "agent"),
        (" 工号 ", "agent"),
        ("開始時間", "started_at"),
        ("通话开始时间", "started_at"),
        ("挂机方", "hangup_by"),
        ("掛機方", "hangup_by"),
        ("振铃次数（次）", "rings"),
        ("满意度[分]", "satisfaction"),
        ("渠道", "channel"),
        ("Started_At", "started_at"),
        ("purchase_date", "purchase_date"),
        ("备注", "备注"),
        ("", ""),
    ],
)
def test_names(name: str, field: str) -> None:
    assert fields_of([name]) == (field,)


def test_a_second_column_of_a_fact_keeps_its_name() -> None:
    assert fields_of(["工号", "坐席姓名", "备注"]) == ("agent", "坐席姓名", "备注")


@pytest.mark.parametrize(
    ("name", "cell", "expected"),
    [
        pytest.param("挂机方", "客服", {"hangup_by": "agent"}, id="who hung up, as a label"),
        pytest.param("挂机方", "客戶掛機", {"挂机方": "客戶掛機"}, id="who hung up, as a sentence, is kept as it is"),
        pytest.param("挂机方", "Customer", {"hangup_by": "customer"}, id="who hung up, in English"),
        pytest.param("渠道", "電話", {"channel": "call"}, id="channel"),
        pytest.param("渠道", "visit", {"channel": "visit"}, id="channel in our word"),
        pytest.param("渠道", "短视频", {"渠道": "短视频"}, id="a channel that we do not know"),
        pytest.param("channel", "短视频", {"channel": "短视频"}, id="in a column that has our name"),
        pytest.param("呼叫方向", "呼入", {"direction": "inbound"}, id="direction"),
        pytest.param("振铃次数", "3", {"rings": 3}, id="a number as text"),
        pytest.param("振铃次数", 3.0, {"rings": 3}, id="a number of a workbook"),
        pytest.param("振铃次数", "多次", {"振铃次数": "多次"}, id="no number where one belongs"),
        pytest.param("满意度", "95%", {"satisfaction": 95.0}, id="per cent"),
        pytest.param("满意度", 88, {"satisfaction": 88}, id="out of a hundred"),
        pytest.param("满意度", "非常满意", {"满意度": "非常满意"}, id="a satisfaction in words is no number"),
        pytest.param("满意度", 880, {"满意度": 880}, id="more than a hundred"),
        pytest.param("是否解决", "是", {"resolved": True}, id="yes"),
        pytest.param("是否解决", "未解决", {"resolved": False}, id="not solved"),
        pytest.param("是否解决", "跟进中", {"是否解决": "跟进中"}, id="neither yes nor no"),
        pytest.param("开始时间", "2026/3/2 9:05", {"started_at": "2026-03-02T09:05:00"}, id="slashes"),
        pytest.param("开始时间", "2026年3月2日 09:05:07", {"started_at": "2026-03-02T09:05:07"}, id="Chinese date"),
        pytest.param(
            "开始时间", "2026-03-02T09:05:00+08:00", {"started_at": "2026-03-02T09:05:00+08:00"}, id="ISO 8601"
        ),
        pytest.param("开始时间", datetime(2026, 3, 2, 9, 5), {"started_at": "2026-03-02T09:05:00"}, id="of a workbook"),
        pytest.param("purchase_date", "2026.3.2", {"purchase_date": "2026-03-02"}, id="a day"),
        pytest.param("purchase_date", datetime(2026, 3, 2), {"purchase_date": "2026-03-02"}, id="midnight is a day"),
        pytest.param("开始时间", "昨天", {"started_at": "昨天"}, id="no time stays for the error"),
        pytest.param("工号", "0017", {"agent": "0017"}, id="leading zeros"),
        pytest.param("备注", "是", {"备注": "是"}, id="unknown columns are not interpreted"),
        pytest.param("备注", "  ", {}, id="blank"),
        pytest.param("备注", None, {}, id="empty"),
        pytest.param("", "x", {}, id="a column without a name"),
    ],
)
def test_cells(name: str, cell: Value, expected: dict[str, Fact]) -> None:
    assert fact(name, cell) == expected


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("true", True),
        (True, True),
        ("1.5", 1.5),
        (date(2026, 3, 2), "2026-03-02"),
        (time(9, 5), "09:05:00"),
        (timedelta(minutes=2), 120.0),
    ],
)
def test_plain_values(cell: Value, value: Fact) -> None:
    assert plain_value(cell) == value
