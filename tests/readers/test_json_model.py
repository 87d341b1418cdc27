"""JSON and JSON lines: one table of conversations in every format, and the errors of broken files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.errors import TranscriptError
from servicelint.readers import ReadResult, read_transcript, read_transcripts, to_json
from servicelint.readers.json_files import read_json
from servicelint.readers.json_lines import read as read_jsonl
from servicelint.readers.json_places import LinesApart, Places
from servicelint.transcript import Transcript, Turn

_SAME = [
    pytest.param(
        "---\nid: V7\nchannel: visit\nrings: 2\npaid: true\nmastery: 87.5\ntools: [梯子]\ncustomer_home: null\n---\n"
        "[00:00:04] 动作：敲门\n[00:20 --> 00:23.5] 工程师：您好\n客戶: 进来吧。\n    请坐",
        {
            "record": {
                "id": "V7",
                "channel": "visit",
                "rings": 2,
                "paid": True,
                "mastery": 87.5,
                "tools": ["梯子"],
                "customer_home": None,
            },
            "turns": [
                {"role": "action", "label": "动作", "text": "敲门", "start": 4},
                {"role": "agent", "label": "工程师", "text": "您好", "start": 20.0, "end": 23.5},
                {"label": "客戶", "text": "进来吧。\n    请坐"},
            ],
        },
        id="visit",
    ),
    pytest.param(
        "2026-03-02 10:00:00 客服：您好\n2026-03-02 10:00:05 客户：喂",
        {
            "record": {"started_at": "2026-03-02T10:00:00"},
            "turns": [{"role": "客服", "text": "您好", "start": 0}, {"role": "客户", "text": "喂", "start": 5}],
        },
        id="clocks, and labels for roles",
    ),
    pytest.param(
        "A：喂\nB：您好",
        {"turns": [{"role": "unknown", "label": "A", "text": "喂"}, {"label": "B", "text": "您好"}]},
        id="unknown speakers",
    ),
]


def _nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth - 1):
        value = [value]
    return value


def _without_places(transcript: Transcript) -> Transcript:
    turns = tuple(replace(turn, line=1, column=1, pointer="") for turn in transcript.turns)
    return replace(transcript, turns=turns, source="", id="" if transcript.id.startswith("same") else transcript.id)


@pytest.mark.parametrize(("text", "value"), _SAME)
def test_all_formats_give_equal_values(tmp_path: Path, text: str, value: dict[str, object]) -> None:
    (tmp_path / "same.txt").write_text(text, encoding="utf-8")
    (tmp_path / "same.json").write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2))
    (tmp_path / "same.jsonl").write_bytes(orjson.dumps(value) + b"\n")
    expected = read_transcript(tmp_path / "same.txt")
    (tmp_path / "same-again.json").write_bytes(orjson.dumps(to_json(expected)))
    for name in ("same.json", "same.jsonl", "same-again.json"):
        assert _without_places(read_transcript(tmp_path / name)) == _without_places(expected)


def test_a_list_of_conversations() -> None:
    document = (
        b'[{"turns": [{"role": "agent", "text": "a"}]}, 7,\n {"id": 5, "turns": [{"role": "agent", "text": "b"}]}]'
    )
    first, second, third = read_json(document, "calls/day.json")
    assert isinstance(first, Transcript)
    assert isinstance(third, Transcript)
    assert [first.id, third.id] == ["day#1", "5"]
    assert str(second) == "calls/day.json:1:1: must be an object"
    assert third.turns == (Turn("agent", "b", line=2, pointer="/2/turns/0/text"),)


def test_a_bad_line_costs_no_other() -> None:
    data = (
        '{"turns": [{"role": "agent", "text": "您好"}]}\r\n'
        "\n"
        '  {"turns": [{"role": "agent", "text": "您好"]}\n'
        '{"turns": [{"role": "agent"}]}\n'
    ).encode() + b'{"turns": "\xff\xff"}\n{"id": "z", "turns": [{"role": "agent", "text": "z"}]}'
    results = list(read_jsonl(data, "day.jsonl"))
    assert [_summary(result) for result in results] == [
        "day#1 at 1",
        "day.jsonl:3:44: not valid JSON",
        "day.jsonl:4:1: turns[0].text: must be a string",
        "day.jsonl:5:1: unknown encoding: not UTF-8, UTF-16, GB18030 or Big5; save the file as UTF-8",
        "z at 6",
    ]


def _summary(result: ReadResult) -> str:
    if isinstance(result, TranscriptError):
        return re.sub("(not valid JSON): .*", r"\1", str(result))  # the rest is orjson's wording
    return f"{result.id} at {result.turns[0].line}"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"],
)
def test_encodings(encoding: str) -> None:
    text = (
        '{"turns": [{"role": "客服", "text": "您好，很高兴为您服务"}]}\n\n{"turns": [{"role": "客户", "text": "喂"}]}'
    )
    results = list(read_jsonl(text.encode(encoding), "day.jsonl"))
    assert [_summary(result) for result in results] == ["day#1 at 1", "day#3 at 3"]
    (document,) = read_json(text.split("\n")[0].encode(encoding), "day.json")
    assert _summary(document) == "day at 1"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(7, "must be an object", id="number"),
        pytest.param({"record": {}}, "a conversation is an object with a list 'turns'", id="other JSON"),
        pytest.param({"turns": {}}, "turns: must be a list", id="turns"),
        pytest.param({"turns": []}, "turns: no turns", id="no turns"),
        pytest.param({"turns": ["您好"]}, "turns[0]: must be an object", id="turn"),
        pytest.param({"turns": [{"text": ""}]}, "turns[0].role: must be one of agent, customer,", id="no role"),
        pytest.param({"turns": [{"role": 1, "text": ""}]}, "turns[0].role: must be a string", id="role"),
        pytest.param({"turns": [{"label": 1, "text": ""}]}, "turns[0].label: must be a string", id="label"),
        pytest.param({"turns": [{"role": "agent", "text": 1}]}, "turns[0].text: must be a string", id="text"),
        pytest.param(
            {"turns": [{"role": "agent", "text": "", "start": "1"}]}, "turns[0].start: must be a number", id="start"
        ),
        pytest.param(
            {"turns": [{"role": "agent", "text": "", "end": -1}]}, "turns[0].end: must be a number", id="negative"
        ),
        pytest.param(
            {"turns": [{"role": "agent", "text": "", "start": 2, "end": 1}]}, "turns[0].end: must not be", id="order"
        ),
        pytest.param(
            {"record": [], "turns": [{"role": "agent", "text": ""}]}, "record: must be an object", id="record"
        ),
        pytest.param(
            {"record": {"a": _nested(21)}, "turns": [{"role": "agent", "text": ""}]},
            "record: nested more than 20 levels deep",
            id="depth",
        ),
        pytest.param({"id": [], "turns": [{"role": "agent", "text": ""}]}, "id: must be a string", id="id"),
    ],
)
def test_shape_errors_name_the_path(value: object, message: str) -> None:
    (error,) = read_json(orjson.dumps(value), "a.json")
    assert isinstance(error, TranscriptError)
    assert error.problem.message.startswith(message)


def test_a_shape_error_is_at_the_line_of_its_turn() -> None:
    document = b'{\n "turns": [\n  {"role": "agent",\n   "text": "a"},\n  {"role": "agent",\n   "text": 1}]}'
    (error,) = read_json(document, "a.json")
    assert str(error) == "a.json:5:1: turns[1].text: must be a string"


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(b"", "a.json: no turns: the file is empty", id="empty"),
        pytest.param(b" \n", "a.json: no turns: the file is empty", id="blank"),
        pytest.param(b"[]", "a.json: no conversations: the list is empty", id="empty list"),
        pytest.param('{"id": "一",\n "二" 3}'.encode(), "a.json:2:6: not valid JSON: ", id="broken"),
    ],
)
def test_documents_that_are_no_conversation(document: bytes, message: str) -> None:
    (error,) = read_json(document, "a.json")
    assert str(error).startswith(message)


def test_an_empty_file_of_lines() -> None:
    (error,) = read_jsonl(b"\n", "a.jsonl")
    assert str(error) == "a.jsonl: no turns: the file is empty"


def test_keys_that_are_not_read_are_told() -> None:
    (result,) = read_json(b'{"records": {}, "turns": [{"role": "agent", "text": "a", "spk": 1}]}', "a.json")
    assert isinstance(result, Transcript)
    assert result.warnings == ("keys that are not read: records, turns[].spk; facts about the talk belong in 'record'",)


def test_lines_of_turns_are_not_misled() -> None:
    document = """[
  {"record": {"turns": [{"text": "no"}], "text": "\\"turns\\": [{"},
   "turns": [
     {"role": "agent",
      "text": "turns"},
     {"text": "text", "extra": {"text": "no"},
      "role": "agent"},

     {"role": "text"}
   ]},
  {"turns": []}
]"""
    places = Places(document)
    first, second = LinesApart(places, "0"), LinesApart(places, "1")
    assert (first.conversation(), [first.of_turn(index) for index in (2, 0, 1, 3)]) == (2, [9, 5, 6, 2])
    assert (second.conversation(), second.of_turn(0)) == (11, 11)


def test_several_conversations_are_not_one(tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_bytes(orjson.dumps([{"turns": [{"role": "agent", "text": "a"}]}] * 2))
    assert len(list(read_transcripts(path))) == 2
    with pytest.raises(TranscriptError, match="holds 2 conversations where one is wanted"):
        read_transcript(path)


def test_lines_by_pointer() -> None:
    document = '{"a": [\n 1, "x",\n {"b": "",\n  "c": {}}], "d:,{":\n "y"}'
    lines = {"": 1, "/a": 1, "/d:,{": 5, "/a/1": 2, "/a/2": 3, "/a/2/b": 3, "/a/2/c": 4}
    places = Places(document)
    assert {pointer: places.line(pointer) for pointer in lines} == lines


def test_a_value_that_is_missing_is_where_it_would_stand() -> None:
    places = Places('\n{"a": [\n {"b": 1},\n {}]}')
    assert [places.line(pointer) for pointer in ("", "/a/0/b", "/a/1/c/d", "/e", "/a/1#/f")] == [2, 3, 4, 2, 4]


def _lines_of(value: object, pointer: str, line: int, found: dict[str, int]) -> int:
    """Notes the lines of a value that begins at a line and is written with indentation; returns the line it ends on."""
    if isinstance(value, str | dict | list):
        found[pointer] = line
    items: list[tuple[object, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        line = _lines_of(inner, f"{pointer}/{key}", line + 1, found)
    return line + 1 if items else line


_VALUES = st.recursive(
    st.none() | st.integers() | st.sampled_from(["", "a", ",", '"', "\\", "{[", "\n"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["", "a", "b:", "]"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(value=_VALUES, indent=st.sampled_from([0, 1, 4000]))
def test_lines_by_pointer_of_any_document(value: object, indent: int) -> None:
    expected: dict[str, int] = {}
    _lines_of(value, "", 1, expected)
    places = Places(json.dumps(value, indent=indent))
    assert {pointer: places.line(pointer) for pointer in expected} == expected
