"""One table: the same conversations in every format give equal turns and equal violations.

A format is added by one ``Kept`` of the list below: how to write a conversation, what its reader is called, and what it
does not keep of a conversation.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from servicelint.errors import TranscriptError
from servicelint.linter import Linter
from servicelint.pack_loader import load_pack
from servicelint.readers import read_stream
from servicelint.readers.formats import BY_NAME, detect
from servicelint.readers.roles import with_roles
from servicelint.readers.sample import Sample
from servicelint.transcript import Role, Transcript
from tests.readers import vendor_json, written_formats
from tests.readers.conversations import CONVERSATIONS, Said, expected

_PACK = """
pack: mine
title: 我的规则
rules:
- {id: says-dont-know, check: forbidden, title: 不知道, phrases: [不知道], examples: {bad: [不知道], good: [好]}}
- {id: says-whatever, check: forbidden, title: 随便, phrases: [随便], examples: {bad: [随便], good: [好]}}
- {id: skips-greeting, check: required, title: 未问候, scope: first 1 turn, phrases: [您好],
   examples: {bad: [喂], good: [您好]}}
"""


@dataclass(frozen=True)
class Kept:
    """A format: its name in the registry, the suffix of its files, and how a conversation is written in it.

    ``speakers`` gives the roles of labels where the format itself knows none.
    """

    id: str
    format: str
    suffix: str
    write: Callable[[Sequence[Said]], bytes]
    speakers: Mapping[str, Role] = field(default_factory=dict)
    starts: bool = True
    ends: bool = True


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes:02}:{rest / 1000:06.3f}"


def _plain(talk: Sequence[Said]) -> bytes:
    label = {"agent": "客服", "customer": "客户"}
    lines = (f"[{_clock(one.start)} --> {_clock(one.end)}] {label[one.role]}：{one.text}\n" for one in talk)
    return "".join(lines).encode()


def _json(encode: vendor_json.Encode) -> Callable[[Sequence[Said]], bytes]:
    return lambda talk: json.dumps(encode(talk), ensure_ascii=False, separators=(",", ":")).encode()


def _vendor(format: str, encode: vendor_json.Encode, agent: str = "", customer: str = "") -> Kept:
    speakers: dict[str, Role] = {agent: "agent", customer: "customer"} if agent else {}
    return Kept(encode.__name__, format, ".json", _json(encode), speakers)


VENDORS = [
    _vendor("iflytek", vendor_json.iflytek_1, "speaker 1", "speaker 2"),
    _vendor("iflytek", vendor_json.iflytek_1_raw, "speaker 1", "speaker 2"),
    _vendor("iflytek", vendor_json.iflytek_2, "speaker 1", "speaker 2"),
    _vendor("iflytek", vendor_json.iflytek_2_objects, "speaker 1", "speaker 2"),
    _vendor("iflytek", vendor_json.iflytek_lattice2, "speaker 1", "speaker 2"),
    _vendor("tencent", vendor_json.tencent, "speaker 0", "speaker 1"),
    _vendor("tencent", vendor_json.tencent_flat, "speaker 0", "speaker 1"),
    _vendor("volcengine", vendor_json.volcengine, "speaker 1", "speaker 2"),
    _vendor("aliyun", vendor_json.aliyun, "channel 0", "channel 1"),
    _vendor("tingwu", vendor_json.tingwu, "speaker 1", "speaker 2"),
    _vendor("sca", vendor_json.sca),
    _vendor("sca", vendor_json.sca_tickets),
    _vendor("paraformer", vendor_json.paraformer, "speaker 0", "speaker 1"),
    _vendor("paraformer", vendor_json.paraformer_channels, "channel 0", "channel 1"),
    _vendor("funasr", vendor_json.funasr, "speaker 0", "speaker 1"),
    _vendor("funasr", vendor_json.sensevoice, "speaker 0", "speaker 1"),
    _vendor("funasr", vendor_json.funasr_verbose, "SPK0", "SPK1"),
    _vendor("whisper", vendor_json.whisperx, "SPEAKER_00", "SPEAKER_01"),
    _vendor("aws", vendor_json.contact_lens),
    _vendor("aws", vendor_json.call_analytics),
    _vendor("google", vendor_json.google),
    _vendor("google", vendor_json.google_channels),
    _vendor("huawei", vendor_json.huawei),
]
JSON = [_vendor("json", vendor_json.model), *VENDORS]
WRITTEN = [
    Kept("csv_turns", "table", ".csv", written_formats.csv_turns),
    Kept("csv_offsets", "table", ".csv", written_formats.csv_offsets),
    Kept("tsv_turns", "table", ".tsv", written_formats.tsv_turns),
    Kept("csv_talk", "table", ".csv", written_formats.csv_talk),
    Kept("csv_flattened", "table", ".csv", written_formats.csv_flattened),
    Kept("srt", "subtitles", ".srt", written_formats.srt),
    Kept("webvtt", "subtitles", ".vtt", written_formats.webvtt),
    Kept("bank_html", "bank-html", ".html", written_formats.bank_html),
    Kept("meeting", "meeting", ".txt", written_formats.meeting, ends=False),
    Kept("meeting_times", "meeting", ".txt", written_formats.meeting_times, ends=False),
    Kept("chat", "chat", ".txt", written_formats.chat, starts=False, ends=False),
    Kept("chat_tabbed", "chat", ".txt", written_formats.chat_tabbed, starts=False, ends=False),
]
WORKBOOKS = [
    Kept("xlsx_turns", "table", ".xlsx", written_formats.xlsx_turns),
    Kept("xlsx_talk", "table", ".xlsx", written_formats.xlsx_talk),
]
FORMATS = [Kept("text", "text", ".txt", _plain), *JSON, *WRITTEN, *WORKBOOKS]


def _read(kept: Kept, data: bytes, name: str = "talk") -> Transcript:
    (result,) = read_stream(io.BytesIO(data), name + kept.suffix)
    assert isinstance(result, Transcript), str(result)
    return with_roles(result, kept.speakers) if kept.speakers else result


@pytest.fixture(scope="session")
def linter(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    path: Path = tmp_path_factory.mktemp("pack") / "mine.yaml"
    path.write_text(_PACK, encoding="utf-8")
    return Linter([load_pack(str(path))])


def _essentials(transcript: Transcript, kept: Kept) -> list[tuple[object, ...]]:
    return [
        (turn.role, turn.text, turn.start if kept.starts else None, turn.end if kept.ends else None)
        for turn in transcript.turns
    ]


@pytest.mark.parametrize("kept", FORMATS, ids=lambda kept: kept.id)
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_format_gives_the_same_turns(kept: Kept, name: str) -> None:
    read = _read(kept, kept.write(CONVERSATIONS[name]))
    assert _essentials(read, kept) == _essentials(expected(name), kept)


@pytest.mark.parametrize("kept", FORMATS, ids=lambda kept: kept.id)
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_format_gives_the_same_violations(kept: Kept, name: str, linter: Linter) -> None:
    read = _read(kept, kept.write(CONVERSATIONS[name]))
    assert _violations(linter, read) == _violations(linter, expected(name))


def test_the_conversations_have_violations(linter: Linter) -> None:
    found = {name: _violations(linter, expected(name)) for name in CONVERSATIONS}
    assert found["polite"] == []
    assert found["curt"] == [
        ("mine/skips-greeting", 2, ""),
        ("mine/says-dont-know", 2, "不知道"),
        ("mine/says-whatever", 4, "随便"),
    ]
    assert sum(map(bool, found.values())) >= 7


def _violations(linter: Linter, transcript: Transcript) -> list[tuple[str, int, str]]:
    return [(found.rule, found.turn, found.text) for found in linter.lint(transcript).violations]


@pytest.mark.parametrize("suffix", ["own", "", ".txt"])
@pytest.mark.parametrize("kept", FORMATS, ids=lambda kept: kept.id)
def test_a_format_is_told_by_its_content(kept: Kept, suffix: str) -> None:
    name = "talk" + (kept.suffix if suffix == "own" else suffix)
    for talk in CONVERSATIONS.values():
        sample = Sample(name, kept.write(talk))
        assert detect(sample).name == kept.format
        assert BY_NAME[kept.format].recognises(sample)


@pytest.mark.parametrize("kept", FORMATS, ids=lambda kept: kept.id)
def test_a_format_can_be_named(kept: Kept) -> None:
    data = kept.write(CONVERSATIONS["long"])
    named = list(read_stream(io.BytesIO(data), "talk.dat", BY_NAME[kept.format]))
    assert named == list(BY_NAME[kept.format].read(data, "talk.dat"))
    assert named == list(read_stream(io.BytesIO(data), "talk.dat"))


@cache
def _resolved(text: str, pointer: str) -> Any:
    """RFC 6901, going on inside of a string behind a #."""
    value = json.loads(text)
    for step, part in enumerate(pointer.split("#")):
        value = json.loads(value) if step else value
        for key in part.split("/")[1:]:
            value = value[int(key)] if isinstance(value, list) else value[key.replace("~1", "/").replace("~0", "~")]
    return value


@pytest.mark.parametrize("kept", JSON, ids=lambda kept: kept.id)
def test_a_pointer_leads_to_the_words(kept: Kept) -> None:
    data = kept.write(CONVERSATIONS["long"])
    for turn in _read(kept, data).turns:
        words = json.dumps(_resolved(data.decode(), turn.pointer), ensure_ascii=False)
        letters = [char for char in words if char in turn.text]
        assert turn.text in words or all(char in letters for char in turn.text)


@pytest.mark.parametrize("indent", [1, 4])
@pytest.mark.parametrize("kept", JSON, ids=lambda kept: kept.id)
def test_a_turn_has_the_line_of_its_words(kept: Kept, indent: int) -> None:
    text = json.dumps(json.loads(kept.write(CONVERSATIONS["long"])), ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    for turn in _read(kept, b"\n" + text.encode()).turns:
        key = turn.pointer.partition("#")[0].rpartition("/")[2]
        assert f'"{key}":' in lines[turn.line - 2]
        if "#" not in turn.pointer and turn.text in text:
            assert turn.text in lines[turn.line - 2]


@pytest.mark.parametrize("kept", JSON, ids=lambda kept: kept.id)
def test_lines_of_vendor_documents(kept: Kept) -> None:
    data = b"\n\n".join(map(kept.write, CONVERSATIONS.values())) + b"\n"
    results = list(read_stream(io.BytesIO(data), "day.jsonl"))
    for number, (name, result) in enumerate(zip(CONVERSATIONS, results, strict=True)):
        assert isinstance(result, Transcript)
        assert _essentials(with_roles(result, kept.speakers), kept) == _essentials(expected(name), kept)
        assert {turn.line for turn in result.turns} == {2 * number + 1}


@pytest.mark.parametrize("kept", JSON, ids=lambda kept: kept.id)
def test_a_list_of_vendor_documents(kept: Kept) -> None:
    documents = [json.loads(kept.write(talk)) for talk in CONVERSATIONS.values()]
    data = json.dumps(documents).encode()
    results = list(read_stream(io.BytesIO(data), "day.json"))
    for index, (name, result) in enumerate(zip(CONVERSATIONS, results, strict=True)):
        assert isinstance(result, Transcript)
        assert _essentials(with_roles(result, kept.speakers), kept) == _essentials(expected(name), kept)
        assert all(turn.pointer.startswith(f"/{index}/") for turn in result.turns)


@pytest.mark.parametrize("kept", JSON, ids=lambda kept: kept.id)
@pytest.mark.parametrize("suffix", [".json", ".txt"])
def test_a_document_that_is_cut_off(kept: Kept, suffix: str) -> None:
    text = json.dumps(json.loads(kept.write(CONVERSATIONS["long"])), ensure_ascii=False, indent=1)
    cut = text[: len(text) // 2]
    (error,) = read_stream(io.BytesIO(cut.encode()), "talk" + suffix)
    assert isinstance(error, TranscriptError)
    assert error.problem.message.startswith("not valid JSON: ")
    assert error.problem.line in (cut.count("\n") + 1, cut.count("\n"))
    assert error.problem.column >= 1


@pytest.mark.parametrize("kept", JSON, ids=lambda kept: kept.id)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_documents(kept: Kept, encoding: str) -> None:
    data = kept.write(CONVERSATIONS["long"]).decode().encode(encoding)
    assert _essentials(_read(kept, data), kept) == _essentials(expected("long"), kept)


def test_turns_are_equal_however_they_are_made() -> None:
    (kept,) = (one for one in FORMATS if one.id == "whisperx")
    for turn in _read(kept, kept.write(CONVERSATIONS["long"])).turns:
        assert replace(turn) == turn


@pytest.mark.parametrize("kept", WRITTEN, ids=lambda kept: kept.id)
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_each_character_has_its_place(kept: Kept, name: str) -> None:
    data = kept.write(CONVERSATIONS[name])
    lines = data.decode().split("\n")
    for turn in _read(kept, data).turns:
        for offset, char in enumerate(turn.text):
            line, column = turn.place(offset)
            source = lines[line - 1][column - 1 :]
            assert html.unescape(source).replace('""', '"').startswith(char)
            assert turn.offset(line, column) == offset


@pytest.mark.parametrize("kept", WORKBOOKS, ids=lambda kept: kept.id)
def test_a_pointer_names_the_cell(kept: Kept) -> None:
    data = kept.write(CONVERSATIONS["long"])
    book = openpyxl.load_workbook(io.BytesIO(data))
    for turn in _read(kept, data).turns:
        sheet, cell = turn.pointer.split("!")
        assert turn.text in str(book[sheet][cell].value)
        assert turn.line == book[sheet][cell].row


@pytest.mark.parametrize("kept", WRITTEN, ids=lambda kept: kept.id)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_line_ends_and_encodings(kept: Kept, end: str, encoding: str) -> None:
    text = kept.write(CONVERSATIONS["long"]).decode().replace("\r\n", "\n")
    wanted = _read(kept, text.encode())
    read = _read(kept, text.replace("\n", end).encode(encoding))
    assert read.turns == wanted.turns
