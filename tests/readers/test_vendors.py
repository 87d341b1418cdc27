"""The vendors' JSON: facts beside the talk, the defects that files have, and errors that name the value."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from servicelint.errors import TranscriptError
from servicelint.readers import ReadResult, read_stream
from servicelint.readers.formats import BY_NAME, detect
from servicelint.readers.sample import Sample
from servicelint.transcript import Transcript
from tests.conftest import ROOT
from tests.readers import vendor_json
from tests.readers.conversations import CONVERSATIONS
from tests.readers.test_formats import VENDORS, Kept


def _results(value: Any, name: str = "a.json") -> list[ReadResult]:
    return list(read_stream(io.BytesIO(json.dumps(value, ensure_ascii=False).encode()), name))


def _one(value: Any) -> Transcript:
    (result,) = _results(value)
    assert isinstance(result, Transcript), str(result)
    return result


_SAID = CONVERSATIONS["short"]


@pytest.mark.parametrize(
    ("value", "record", "id"),
    [
        pytest.param(vendor_json.iflytek_2(_SAID), {"task_id": "DK1"}, "a", id="iflytek"),
        pytest.param(vendor_json.tencent(_SAID), {"task_id": 7, "duration": 9.0}, "a", id="tencent"),
        pytest.param(vendor_json.volcengine(_SAID), {"duration": 60.0}, "a", id="volcengine"),
        pytest.param(vendor_json.aliyun(_SAID), {"task_id": "t", "duration": 60.0}, "a", id="aliyun"),
        pytest.param(vendor_json.tingwu(_SAID), {"task_id": "t", "duration": 60.0}, "a", id="tingwu"),
        pytest.param(
            vendor_json.sca_tickets(_SAID), {"agent": "B7", "channel": "call", "direction": "inbound"}, "t-1", id="sca"
        ),
        pytest.param(vendor_json.paraformer(_SAID), {"duration": 0.009}, "a", id="paraformer"),
        pytest.param(vendor_json.whisperx(_SAID) | {"duration": 8.5}, {"duration": 8.5}, "a", id="whisper"),
        pytest.param(
            vendor_json.contact_lens(_SAID)
            | {
                "ConversationCharacteristics": {"TotalConversationDurationMillis": 8500},
                "DisconnectReason": "AGENT_DISCONNECT",
            },
            {"channel": "call", "duration": 8.5, "hangup_by": "agent"},
            "c-1",
            id="aws",
        ),
        pytest.param(
            vendor_json.google_channels(_SAID)
            | {"agentId": "B7", "startTime": "2026-03-02T10:00:00Z", "duration": "8.5s", "medium": "CHAT"},
            {"agent": "B7", "started_at": "2026-03-02T10:00:00Z", "duration": 8.5, "channel": "chat"},
            "a",
            id="google",
        ),
        pytest.param(vendor_json.google(_SAID), {"channel": "call"}, "c-9", id="google's name"),
        pytest.param(
            {"Sentences": [{"Text": "喂"}], "ReleaseInitiator": "customer", "rings": 3},
            {"channel": "call", "hangup_by": "customer", "rings": 3},
            "a",
            id="contact centre",
        ),
    ],
)
def test_facts(value: Any, record: dict[str, object], id: str) -> None:
    read = _one(value)
    assert (dict(read.record), read.id) == (record, id)


@pytest.mark.parametrize(
    ("value", "turns"),
    [
        pytest.param(
            {"segments": [{"start": 0, "end": 1.5, "text": "您好"}, {"start": 2, "end": 3, "text": " "}]},
            [("unknown", "", "您好", 0.0, 1.5, "/segments/0/text")],
            id="plain Whisper, silence",
        ),
        pytest.param(
            [{"key": "call-7", "text": "<|zh|><|HAPPY|><|Speech|><|woitn|>您好 再见"}],
            [("unknown", "", "您好 再见", None, None, "/0/text")],
            id="FunASR without sentences",
        ),
        pytest.param(
            {"Result": {"Sentences": [{"Text": "喂", "BeginTime": "1200", "EndTime": "1800", "ChannelId": 0}]}},
            [("unknown", "channel 0", "喂", 1.2, 1.8, "/Result/Sentences/0/Text")],
            id="times in strings, one channel",
        ),
        pytest.param(
            {"Sentences": [{"Text": "喂", "ChannelId": 0, "SpeakerId": "2"}]},
            [("unknown", "speaker 2", "喂", None, None, "/Sentences/0/Text")],
            id="one channel with diarisation",
        ),
        pytest.param(
            {"result": {"utterances": [{"text": "喂", "start_time": 0, "end_time": 9, "additions": {"channel_id": "1"}}]}},
            [("unknown", "channel 1", "喂", 0.0, 0.009, "/result/utterances/0/text")],
            id="Volcengine by channel",
        ),
        pytest.param(
            {"utterances": [{"text": "喂", "additions": {"speaker": "客服"}}]},
            [("agent", "客服", "喂", None, None, "/utterances/0/text")],
            id="a speaker with the name of a role",
        ),
        pytest.param(
            {"Data": {"TaskId": 1, "Result": "[1:0.020,1:2.380]  您好\n[1:3.000,1:4.000]  \n"}},
            [("unknown", "", "您好", 60.02, 62.38, "/Data/Result")],
            id="flat result without speakers",
        ),
        pytest.param(
            {
                "Transcript": [
                    {"Type": "EVENT", "ParticipantId": "x", "ContentType": "joined"},
                    {"Type": "MESSAGE", "ParticipantId": "b", "Content": "您好"},
                ],
                "Participants": [{"ParticipantId": "b", "ParticipantRole": "CUSTOM_BOT"}],
            },
            [("system", "b", "您好", None, None, "/Transcript/1/Content")],
            id="chat events and a bot",
        ),
        pytest.param(
            {"transcriptSegments": [{"text": "按一", "segmentParticipant": {"role": "AUTOMATED_AGENT"}}]},
            [("system", "AUTOMATED_AGENT", "按一", None, None, "/transcriptSegments/0/text")],
            id="automated agent",
        ),
        pytest.param(
            {"lattice": [{"json_1best": {"st": {"bg": "5", "ed": "9", "rl": "0", "rt": []}}, "spk": "段落-0"}, {"json_1best": {"st": {"rl": "0", "rt": [{"ws": [{"cw": [{"w": "喂"}]}]}]}}, "spk": "段落-1", "begin": 7}]},
            [("unknown", "段落-1", "喂", 0.007, None, "/lattice/1/json_1best/st")],
            id="iFlytek without diarisation",
        ),
    ],
)  # fmt: skip
def test_shapes_of_turns(value: Any, turns: list[tuple[object, ...]]) -> None:
    read = _one(value).turns
    assert [(turn.role, turn.label, turn.text, turn.start, turn.end, turn.pointer) for turn in read] == turns


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param({"segments": [{"text": "a", "start": 0}, {"start": 1}]}, "segments[1].text: is missing", id="text"),
        pytest.param({"segments": [{"text": "a", "start": 0}, 7]}, "segments[1]: must be an object", id="item"),
        pytest.param(
            {"segments": [{"text": "a", "start": 0}, {"text": 1}]}, "segments[1].text: must be a string", id="no string"
        ),
        pytest.param(
            {"segments": [{"text": "a", "start": "soon"}]}, "segments[0].start: 'soon' is no time", id="no time"
        ),
        pytest.param(
            {"segments": [{"text": "a", "start": -1}]}, "segments[0].start: must be a time, 0 or more; not -1", id="negative"
        ),
        pytest.param(
            {"segments": [{"text": "a", "start": 2, "end": 1}]}, "segments[0].end: must not be before the start", id="order"
        ),
        pytest.param(
            {"segments": [{"text": "a", "start": 0, "speaker": []}]}, "segments[0]: its speaker cannot be read", id="speaker"
        ),
        pytest.param({"segments": []}, "no turns: nothing was said, or recognised", id="nothing said"),
        pytest.param({"tickets": []}, "no conversations: the list is empty", id="no tickets"),
        pytest.param({"tickets": [{"tid": 1}]}, "tickets[0].dialogue: is missing; it must be a list", id="ticket"),
        pytest.param({"Paragraphs": {}}, "Paragraphs: must be a list", id="no list"),
        pytest.param(
            {"content": {"orderResult": '{"lattice": ['}},
            "content.orderResult: holds no valid JSON: ",
            id="JSON in a string cut off",
        ),
        pytest.param(
            {"content": {"orderResult": '{"lattice": [{"json_1best": "{}"}]}'}},
            "content.orderResult#.lattice[0].json_1best#.st: is missing; it must be an object",
            id="JSON in JSON",
        ),
        pytest.param(
            {"Data": {"TaskId": 1, "Result": "[0:1.0,0:2.0]  a\nb"}},
            "Data.Result: its line 2 does not begin with times like [0:0.020,0:2.380]",
            id="flat result",
        ),
        pytest.param(
            {"transcriptSegments": [{"text": "a", "words": [{"startOffset": "x"}]}]},
            "transcriptSegments[0].words[0].startOffset: 'x' is no time",
            id="offset",
        ),
        pytest.param({"text": "喂"}, "a conversation is an object with a list 'turns'", id="no vendor's"),
    ],
)  # fmt: skip
def test_errors_name_the_value(value: Any, message: str) -> None:
    (error,) = _results(value)
    assert isinstance(error, TranscriptError)
    assert error.problem.message.startswith(message)


def test_an_error_is_at_the_line_of_its_value() -> None:
    value = {"segments": [{"text": "a", "start": 0}, {"start": 1}]}
    (error,) = read_stream(io.BytesIO(orjson.dumps(value, option=orjson.OPT_INDENT_2)), "a.json")
    assert str(error) == "a.json:7:1: segments[1].text: is missing"


def test_a_broken_ticket_costs_no_other() -> None:
    ticket = vendor_json.sca_tickets(_SAID)["tickets"][0]
    first, broken, last = _results({"tickets": [ticket, ticket | {"dialogue": 1}, ticket | {"tid": None}]})
    assert isinstance(first, Transcript)
    assert first.turns[1].pointer == "/tickets/0/dialogue/1/words"
    assert str(broken) == "a.json:1:1: tickets[1].dialogue: must be a list"
    assert isinstance(last, Transcript)
    assert last.id == "a#3"


def test_a_broken_line_costs_no_other() -> None:
    lines = [vendor_json.whisperx(_SAID), {"segments": [{"start": 1, "text": 5}]}, vendor_json.sca(_SAID)]
    data = "\n".join(json.dumps(line) for line in lines) + '\n{"segments": [{"st'
    first, broken, other, cut = read_stream(io.BytesIO(data.encode()), "day.jsonl")
    assert isinstance(first, Transcript)
    assert str(broken) == "day.jsonl:2:1: segments[0].text: must be a string"
    assert isinstance(other, Transcript)
    assert other.id == "day#3"
    assert str(cut).startswith("day.jsonl:4:19: not valid JSON: ")


def test_several_tickets_a_line_have_ids_of_their_own() -> None:
    ticket = vendor_json.sca(_SAID)
    data = json.dumps({"tickets": [ticket, ticket]}).encode() + b"\n" + json.dumps(ticket).encode()
    ids = [result.id for result in read_stream(io.BytesIO(data), "day.jsonl") if isinstance(result, Transcript)]
    assert ids == ["day#1#1", "day#1#2", "day#2"]


_REPLACEMENTS: list[Any] = [None, True, 3, -3, 0.5, "", "x", "{", "[1]", [], [7], [[]], {}, {"text": 1}]


def _mutants(value: Any) -> Iterator[Any]:
    """The value with each of its parts in turn left out and replaced."""
    if isinstance(value, dict | list):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            without = copy.copy(value)
            del without[key]
            yield without
            for mutant in (*_REPLACEMENTS, *_mutants(value[key])):
                changed: Any = copy.copy(value)
                changed[key] = mutant
                yield changed


@pytest.mark.parametrize("kept", VENDORS, ids=lambda kept: kept.id)
def test_whatever_is_broken_is_a_mendable_error(kept: Kept) -> None:
    reader = BY_NAME[kept.format].read
    for mutant in _mutants(json.loads(kept.write(_SAID))):
        data = orjson.dumps(mutant)
        for results in (reader(data, "a.json"), read_stream(io.BytesIO(data), "a.json")):
            found = list(results)
            assert found, mutant
            assert all(isinstance(one, Transcript | TranscriptError) for one in found)


def test_lists_in_lists_have_a_limit() -> None:
    document = b"[" * 500 + json.dumps(vendor_json.whisperx(_SAID)).encode() + b"]" * 500
    (error,) = read_stream(io.BytesIO(document), "a.json")
    assert isinstance(error, TranscriptError)
    assert error.problem.message.endswith("conversations are nested too deeply")


def _samples() -> Iterator[str]:
    """The documents that the manual shows whole; one may go on in the next line."""
    block = (ROOT / "docs" / "readers.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    joined = re.sub(r"\n {4,}", " ", block)
    for line in joined.splitlines():
        if "…" not in line:
            yield line


@pytest.mark.parametrize("sample", list(_samples()), ids=lambda line: line.split()[0])
def test_the_samples_of_the_manual(sample: str) -> None:
    name, rest = sample.split(None, 1)
    value, _ = json.JSONDecoder().raw_decode(rest)
    data = json.dumps(value).encode()
    assert detect(Sample("a.json", data)).name == name
    (turn,) = _one(value).turns
    assert (turn.text, turn.start, turn.end) == ("您好", 0.5, 2.1)


def test_the_manual_shows_every_vendor() -> None:
    shown = {line.split()[0] for line in _samples()}
    assert shown == {kept.format for kept in VENDORS}
