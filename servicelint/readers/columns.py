"""The columns of a table of turns or talks: what they are usually called, and which column of a table holds what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from servicelint.readers.record_columns import fields_of, folded_name

Unit = Literal["s", "ms"]

# The more telling names first: a table may have both 会话id and id, or 发送时间 and 时间.
_NAMES: Mapping[str, str] = {
    "id": """
        会话id 会话编号 会话号 会话标识 会话流水号 对话id 对话编号 通话id 通话编号 通话标识 通话流水号 呼叫id 呼叫流水号
        录音id 录音编号 录音流水号 来电编号 流水号 工单号 工单编号 流水 记录编号 录音文件名 录音文件
        conversationid callid sessionid dialogid dialogueid chatid convid contactid transcriptid ticketid recordid ucid
        id""",
    "role": """
        角色 说话人角色 说话角色 发言人角色 发言角色 发送方角色 发送人角色 发送者角色 发送者类型 发送方类型 消息角色
        说话人类型
        role speakerrole senderrole sendertype participantrole speakertype identity""",
    "speaker": """
        说话人 讲话人 发言人 说话方 说话者 发送方 发送人 发送者 发言者 发送人昵称 昵称
        speaker speakerid sender sendername from spk author participant""",
    "text": """
        话术 对话内容 会话内容 通话内容 聊天内容 消息内容 发言内容 说话内容 语句内容 文本内容 转写内容 转写文本 识别文本
        识别结果 转写结果 对话文本 通话文本 语音文本 录音文本 内容 文本 消息 讯息 语句 句子 原文 全文 对话记录 通话记录
        聊天记录 会话记录 对话 会话
        text content utterance message msg sentence transcript transcription words dialogue dialog conversation body
        onebest""",
    "start": """
        开始时间 起始时间 说话开始时间 开始 起始 发送时间 消息时间 说话时间 发言时间 时间戳 时间
        start starttime begin begintime startoffset beginoffset sentat sendtime createdat createtime timestamp time
        bg""",
    "end": "结束时间 终止时间 说话结束时间 结束 end endtime endoffset finish ed",
}
_KNOWN = {field: tuple(names.split()) for field, names in _NAMES.items()}
_NOISE = re.compile(r"[\s_\-.:：·/]")
_UNIT = re.compile(
    r"(?:[(\[【_\s-]?(?P<ms>ms|毫秒|millis|milliseconds|msec)|[(\[【_\s-](?:s|sec|seconds)|[(\[【]?秒)[)\]】]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column, by its index, holds what; None for what the table does not have.

    ``unit`` is that of times written as numbers where the header names one. ``facts`` are the columns of the record
    with the field of each.
    """

    names: tuple[str, ...]
    text: int
    id: int | None = None
    role: int | None = None
    speaker: int | None = None
    start: int | None = None
    end: int | None = None
    unit: Unit | None = None
    facts: tuple[tuple[int, str], ...] = ()

    @property
    def has_speakers(self) -> bool:
        """Whether a row is a turn; else the cell of a row holds a talk, or a part of one."""
        return self.role is not None or self.speaker is not None

    @property
    def known(self) -> int:
        """How many columns were recognised as part of a turn."""
        return sum(index is not None for index in (self.text, self.id, self.role, self.speaker, self.start, self.end))


def columns_of(header: Sequence[str], mapped: Mapping[str, str]) -> Columns | None:
    """The columns of a table by its header; None when none holds words.

    ``mapped`` names columns by the field they hold: ``id``, ``role``, ``speaker``, ``text``, ``start``, ``end``, or a
    fact of the record. A field whose column is not there goes by the usual names.
    """
    names = [_plain(name) for name in header]
    bare = [_plain(_UNIT.sub("", _half_width(name))) for name in header]
    found = {field: _index(names, bare, field, mapped.get(field)) for field in _KNOWN}
    text = found["text"]
    if text is None:
        return None
    if found["role"] is None and found["speaker"] is None:
        found |= dict.fromkeys(("start", "end"))  # those of the whole talk, which the record has
    taken = {index for index in found.values() if index is not None}
    times = [header[index] for index in (found["start"], found["end"]) if index is not None]
    return Columns(
        names=tuple(header),
        text=text,
        **{field: index for field, index in found.items() if field != "text"},
        unit=next((unit for unit in map(unit_of, times) if unit), None),
        facts=_facts(header, names, mapped, taken),
    )


def unit_of(name: str) -> Unit | None:
    """The unit that the name of a column of times ends with (start_ms, 开始时间(秒)), or None."""
    plain = _half_width(name)
    found = _UNIT.search(plain)
    if found is None or not _is_time(_plain(plain[: found.start()])):
        return None
    return "ms" if found["ms"] else "s"


def _index(names: Sequence[str], bare: Sequence[str], field: str, mapped: str | None) -> int | None:
    if mapped is not None and _plain(mapped) in names:
        return names.index(_plain(mapped))
    for header in (names, bare) if field in ("start", "end") else (names,):
        found = next((header.index(name) for name in _KNOWN[field] if name in header), None)
        if found is not None:
            return found
    return None


def _facts(
    header: Sequence[str], names: Sequence[str], mapped: Mapping[str, str], taken: set[int]
) -> tuple[tuple[int, str], ...]:
    own = {_plain(name): field for field, name in mapped.items() if field not in _KNOWN}
    rest = [index for index, name in enumerate(header) if index not in taken and name.strip()]
    usual = fields_of(header[index] for index in rest)
    fields = ((index, own.get(names[index], field)) for index, field in zip(rest, usual, strict=True))
    return tuple((index, field) for index, field in fields if field != "id")  # of messages, beside those of the talks


def _is_time(name: str) -> bool:
    return name in _KNOWN["start"] or name in _KNOWN["end"]


def _half_width(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    """A name without case, width, script, spaces, underscores and a remark in brackets behind it."""
    return _NOISE.sub("", folded_name(name))
