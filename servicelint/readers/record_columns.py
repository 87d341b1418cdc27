"""The columns of a table of records: what they are usually called, and what their cells mean as facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache

from servicelint import timestamps
from servicelint.labels import role_of
from servicelint.located import Scalar
from servicelint.readers.cells import Value
from servicelint.text.tables import tables
from servicelint.transcript import TIME_FACTS, Fact

_NAMES = {
    "id": """
        id 流水号 通话流水号 呼叫流水号 录音流水号 会话流水号 流水 通话id 会话id 录音id 呼叫id 对话id 通话编号 会话编号
        录音编号 记录编号 录音文件 录音文件名 文件名 callid sessionid contactid conversationid 通话唯一标识""",
    "agent": """
        agent 坐席工号 客服工号 座席工号 员工工号 工号 坐席 座席 客服 坐席姓名 座席姓名 客服姓名 坐席员 接线员 话务员
        工程师 agentid""",
    "team": "team 班组 小组 团队 组别 技能组 部门",
    "channel": "channel 渠道 服务渠道 沟通渠道 接入渠道",
    "direction": "direction 呼叫方向 方向 呼叫类型 通话方向 通话类型",
    "started_at": "started_at 开始时间 通话开始时间 会话开始时间 呼叫开始时间 起始时间 呼入时间 来电时间 starttime",
    "ended_at": "ended_at 结束时间 通话结束时间 会话结束时间 呼叫结束时间 挂机时间 挂断时间 endtime",
    "answered_at": "answered_at 接通时间 应答时间 接听时间",
    "rings": "rings 振铃次数 响铃次数 振铃声数 铃声次数",
    "hangup_by": "hangup_by 挂机方 挂断方 挂机人 先挂机方 释放方",
    "connected": "connected 是否接通 接通状态",
    "resolved": "resolved 是否解决 解决状态 是否已解决",
    "satisfaction": "satisfaction 满意度 满意度评分 满意度得分 客户满意度",
    "customer_name": "customer_name 客户姓名 客户名称 用户姓名 顾客姓名",
    "customer_phone": "customer_phone 客户电话 客户号码 来电号码 主叫号码 用户电话 手机号 联系电话",
    "product_model": "product_model 产品型号 型号 机型",
    "appointment_at": "appointment_at 预约时间 预约上门时间",
    "arrived_at": "arrived_at 到达时间 上门时间 到场时间",
    "order_id": "order_id 工单号 单号 工单编号",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_WORDS: Mapping[str, Mapping[str, Fact]] = {
    "channel": {
        **dict.fromkeys(("电话", "热线", "通话", "语音", "呼叫", "电话客服"), "call"),
        **dict.fromkeys(("在线", "在线客服", "聊天", "文字", "网页", "微信", "app", "im", "即时通讯"), "chat"),
        **dict.fromkeys(("上门", "现场", "上门服务", "现场服务"), "visit"),
        "培训": "training",
    },
    "direction": {
        **dict.fromkeys(("呼入", "来电", "入呼", "in", "callin"), "inbound"),
        **dict.fromkeys(("呼出", "外呼", "去电", "出呼", "out", "callout"), "outbound"),
    },
    "warranty": {"保内": "in", "保修内": "in", "保外": "out", "过保": "out", "保修外": "out"},
    "service": {"维修": "repair", "安装": "install", "保养": "maintain"},
    "connected": {"已接通": True, "接通": True, "未接通": False, "未接": False},
    "resolved": {"已解决": True, "解决": True, "未解决": False},
}
_FLAGS: Mapping[str, bool] = {"是": True, "否": False, "yes": True, "no": False, "y": True, "n": False}
_FLAG_FIELDS = frozenset(
    {
        "connected",
        "resolved",
        "resolved_by_phone",
        "in_agreement",
        "paid",
        "customer_home",
        "order_confirmed",
        "callback_promised",
    }
)
_UNIT = re.compile(r"[(\[【].*?[)\]】]$")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_SATISFACTION_MOST = 100


def fields_of(header: Iterable[str]) -> tuple[str, ...]:
    """The name of the fact in each column; ``""`` for a column without a name.

    A column that is not known, and a further one of a fact that has one already, keeps its own name.
    """
    fields: list[str] = []
    for name in header:
        field = _FIELDS.get(folded_name(name), name.strip())
        fields.append(name.strip() if field in fields else field)
    return tuple(fields)


def facts_of(columns: Iterable[tuple[str, str, Value]]) -> dict[str, Fact]:
    """The facts in a row: of each column the field, the name in the header, and the cell. Empty cells are no facts.

    What a word of a table cannot be understood as is kept under the name of its column. A time that is none stays as
    written under its field, for ``unreadable_time`` to find.
    """
    facts: dict[str, Fact] = {}
    for field, name, cell in columns:
        if cell is None or field == "" or (isinstance(cell, str) and not cell.strip()):
            continue
        value = _fact(field, cell)
        if value is None:
            field, value = name, plain_value(cell)
        facts.setdefault(field, value)
    return facts


def plain_value(cell: Value) -> Fact:
    """A cell as the front matter would have it: numbers, true and false, times in ISO 8601, else text."""
    if isinstance(cell, str):
        return Scalar(cell.strip(), quoted=False, line=1, column=1).value
    if isinstance(cell, datetime):
        # A spreadsheet has no dates of their own: they are midnights.
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def folded_name(text: str) -> str:
    """A name of a column or a word of a cell in simplified characters, without spaces and the unit in brackets."""
    plain = _UNIT.sub("", unicodedata.normalize("NFKC", text).strip())
    return re.sub(r"\s", "", plain).casefold().translate(_simplified())


def _fact(field: str, cell: Value) -> Fact:
    """The value of a field of the vocabulary; None where the cell says nothing that the field can hold."""
    if field in TIME_FACTS:
        return _time(cell)
    value = plain_value(cell)
    if field == "satisfaction":
        return _share(cell)
    if field == "rings" and (isinstance(value, bool) or not isinstance(value, int | float)):
        return None
    if not isinstance(value, str):
        return value
    word = folded_name(value)
    if field in ("hangup_by", "signed_by"):
        role = role_of(word)
        return role if role in ("agent", "customer") else None
    if field in _WORDS:
        known = _WORDS[field]
        return word if word in known.values() else known.get(word, _FLAGS.get(word) if field in _FLAG_FIELDS else None)
    if field in _FLAG_FIELDS:
        return _FLAGS.get(word)
    return value


def _time(cell: Value) -> Fact:
    value = plain_value(cell)
    if not isinstance(value, str):
        return value
    if day := _DATE.fullmatch(value):
        year, month, date_ = day.groups()
        return f"{year}-{month:0>2}-{date_:0>2}"
    stamp = timestamps.leading_timestamp(value)
    return stamp.clock.isoformat() if stamp and stamp.clock and stamp.stop == len(value) else value


def _share(cell: Value) -> Fact:
    """A satisfaction out of 100, also of a percentage."""
    if isinstance(cell, str) and (percent := _PERCENT.fullmatch(cell.strip())):
        return float(percent[1])
    value = plain_value(cell)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if 0 <= value <= _SATISFACTION_MOST else None


@cache
def _simplified() -> Mapping[int, str]:
    return str.maketrans(dict(tables().simplified))
