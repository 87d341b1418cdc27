"""The conversations in tables, subtitles, HTML and exports, by small encoders that know nothing of the readers."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import openpyxl

from tests.readers.conversations import Said

_LABEL = {"agent": "客服", "customer": "客户"}
_FIRST = datetime(2026, 3, 1, 9, 0, 0)


def offset(milliseconds: int, point: str = ".") -> str:
    """``HH:MM:SS.mmm``."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}{point}{rest:03}"


def _csv(rows: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def _turns(talk: Sequence[Said], time: Callable[[int], object]) -> Iterable[Sequence[object]]:
    yield "通话编号", "角色", "内容", "开始时间", "结束时间"
    for one in talk:
        yield "talk", _LABEL[one.role], one.text, time(one.start), time(one.end)


def _in_lines(talk: Sequence[Said]) -> str:
    return "\n".join(f"[{offset(one.start)} --> {offset(one.end)}] {_LABEL[one.role]}：{one.text}" for one in talk)


def csv_turns(talk: Sequence[Said]) -> bytes:
    """A row a turn, times in milliseconds."""
    return _csv(_turns(talk, str))


def csv_offsets(talk: Sequence[Said]) -> bytes:
    """Semicolons, offsets, and a title above the header."""
    return _csv([["通话导出"], *_turns(talk, offset)], ";")


def tsv_turns(talk: Sequence[Said]) -> bytes:
    """Tabs, times in seconds."""
    return _csv(_turns(talk, lambda time: time / 1000), "\t")


def csv_talk(talk: Sequence[Said]) -> bytes:
    """A row a conversation, all of it in a cell."""
    return _csv([["call_id", "agent", "transcript"], ["talk", "A7", _in_lines(talk)]])


def csv_flattened(talk: Sequence[Said]) -> bytes:
    """The same from a program that writes line breaks as HTML."""
    return _csv([["call_id", "transcript"], ["talk", _in_lines(talk).replace("\n", "<br/>")]])


def _workbook(rows: Iterable[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_turns(talk: Sequence[Said]) -> bytes:
    """A row a turn, times as Excel's durations."""
    return _workbook(_turns(talk, lambda time: timedelta(milliseconds=time)))


def xlsx_talk(talk: Sequence[Said]) -> bytes:
    """A row a conversation."""
    return _workbook([["会话ID", "对话内容"], ["talk", _in_lines(talk)]])


def srt(talk: Sequence[Said]) -> bytes:
    """SRT with labels."""
    cues = (
        f"{number}\r\n{offset(one.start, ',')} --> {offset(one.end, ',')}\r\n"
        f"{_LABEL[one.role]}：{html.escape(one.text, quote=False)}\r\n\r\n"
        for number, one in enumerate(talk, 1)
    )
    return "".join(cues).encode()


def webvtt(talk: Sequence[Said]) -> bytes:
    """WebVTT with voices."""
    cues = (
        f"{offset(one.start)} --> {offset(one.end)} align:start\n"
        f"<v {_LABEL[one.role]}>{html.escape(one.text, quote=False)}</v>\n\n"
        for one in talk
    )
    return ("WEBVTT\n\nNOTE 第一版\n\n" + "".join(cues)).encode()


def bank_html(talk: Sequence[Said]) -> bytes:
    """Items of a list, with a silence between each two."""
    items = (
        f"<li start={one.start} end={one.end} emotion=5.0 speed=4.0 >{_LABEL[one.role]}：{html.escape(one.text)}</li>\n"
        f'<li start={one.end} silence=6 class="silences" > 6S. </li>\n'
        for one in talk
    )
    return ("<ul>\n" + "".join(items) + "</ul>\n").encode()


def meeting(talk: Sequence[Said]) -> bytes:
    """Speaker and time, the words below, a blank line."""
    turns = (f"{_LABEL[one.role]} {offset(one.start)}\n{one.text}\n\n" for one in talk)
    return ("会议记录\n\n" + "".join(turns) + "以上内容由AI生成\n").encode()


def meeting_times(talk: Sequence[Said]) -> bytes:
    """A time alone, the words with their speaker below."""
    turns = (f"{offset(one.start)}\n{_LABEL[one.role]}：{one.text}\n\n" for one in talk)
    return "".join(turns).encode()


def _clock(milliseconds: int) -> str:
    return (_FIRST + timedelta(milliseconds=milliseconds)).isoformat(" ", "milliseconds")


def chat(talk: Sequence[Said]) -> bytes:
    """Time and speaker, the message below."""
    return "".join(f"{_clock(one.start)} {_LABEL[one.role]}小王\n{one.text}\n" for one in talk).encode()


def chat_tabbed(talk: Sequence[Said]) -> bytes:
    """Tabs without a header."""
    return "".join(f"talk\t{_clock(one.start)}\t{_LABEL[one.role]}\t{one.text}\n" for one in talk).encode()
