"""The items of vendors read by columns say what they say one by one, also when some are broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.readers.vendors import google, iflytek, tingwu
from servicelint.readers.vendors.columns import SECONDS, Columns, by_columns
from servicelint.readers.vendors.recognition import vendor_of
from servicelint.readers.vendors.spoken import Spoken, in_time, joined, spoken
from servicelint.readers.vendors.turns import channel_named, each_turn, named
from servicelint.transcript import Turn
from tests.readers import vendor_json
from tests.readers.conversations import CONVERSATIONS

_ODD = st.sampled_from(
    [
        None,
        True,
        0,
        3,
        -1,
        1.5,
        -0.5,
        "",
        " ",
        "x",
        "0",
        "12",
        "1,2",
        "1.5s",
        "inf",
        "[1]",
        [],
        {},
        ["x"],
        {"text": "a"},
    ]
)
_TALK = CONVERSATIONS["same speaker twice"]

Quick = Callable[[list[Any], str], Spoken | None]
Slow = Callable[[list[Any], str], Sequence[Turn]]


def _columns(columns: Columns, speaker: Any = named) -> tuple[Quick, Slow]:
    return partial(by_columns, columns=columns, speaker=speaker), partial(each_turn, columns=columns, speaker=speaker)


def _untagged(text: str) -> str:
    return text.replace("x", "")


def _google(metadata: object) -> tuple[Quick, Slow]:
    speaker = google.speaker_by(metadata)
    return partial(google.by_columns, speaker=speaker), partial(google.one_by_one, speaker=speaker)


_SHAPES = [
    pytest.param(vendor_json.huawei(_TALK), *_columns(Columns("content", "beginTime", "endTime", "role")), id="huawei"),
    pytest.param(
        vendor_json.funasr(_TALK)[0]["sentence_info"],
        *_columns(Columns("text", "start", "end", "spk", clean=_untagged, unsaid="x"), channel_named),
        id="cleaned",
    ),
    pytest.param(
        vendor_json.whisperx(_TALK)["segments"], *_columns(Columns("text", "start", "end", "speaker", SECONDS)), id="seconds"
    ),
    pytest.param(vendor_json.iflytek_1(_TALK), *_columns(Columns("onebest", "bg", "ed", "speaker")), id="in strings"),
    pytest.param(
        vendor_json.volcengine(_TALK)["result"]["utterances"],
        *_columns(Columns("text", "start_time", "end_time", "speaker", inside="additions")),
        id="speaker inside",
    ),
    pytest.param(
        vendor_json.tingwu(_TALK)["Transcription"]["Paragraphs"], tingwu.by_columns, tingwu.one_by_one, id="tingwu"
    ),
    pytest.param(
        vendor_json.google(_TALK)["conversation"]["transcript"]["transcriptSegments"], *_google(None), id="google"
    ),
    pytest.param(
        vendor_json.google_channels(_TALK)["transcript"]["transcriptSegments"],
        *_google({"customerChannel": 1, "agentChannel": 2}),
        id="google by channel",
    ),
    pytest.param(
        orjson.loads(vendor_json.iflytek_2(_TALK)["content"]["orderResult"])["lattice"],
        iflytek.by_columns,
        iflytek.one_by_one,
        id="lattice in strings",
    ),
    pytest.param(
        vendor_json.iflytek_2_objects(_TALK)["lattice"], iflytek.by_columns, iflytek.one_by_one, id="lattice of objects"
    ),
]  # fmt: skip


@st.composite
def _changed(draw: st.DrawFn, value: Any) -> Any:
    """The value with one of its parts, or a part of a part, left out or replaced."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 3)) == 0:
        return draw(_ODD)
    keys = list(value) if isinstance(value, dict) else range(len(value))
    key = draw(st.sampled_from(keys))
    changed: Any = value.copy()
    if draw(st.integers(0, 5)) == 0:
        del changed[key]
    else:
        changed[key] = draw(_changed(value[key]))
    return changed


def _essentials(turns: Sequence[Turn]) -> list[tuple[object, ...]]:
    return [(t.role, t.label, t.text, t.start, t.end, t.pointer) for t in turns if t.text.strip()]


@pytest.mark.parametrize(("items", "quick", "slow"), _SHAPES)
def test_usual_items_are_read_by_columns(items: list[Any], quick: Quick, slow: Slow) -> None:
    said = quick(items, "/a")
    assert said is not None
    turns = said.turns(lambda pointer: len(pointer))
    assert _essentials(turns) == _essentials(slow(items, "/a"))
    assert [turn.line for turn in turns] == [len(turn.pointer) for turn in turns]


@pytest.mark.parametrize(("items", "quick", "slow"), _SHAPES)
@given(data=st.data())
def test_by_columns_as_one_by_one(items: list[Any], quick: Quick, slow: Slow, data: st.DataObject) -> None:
    changed = items[: data.draw(st.integers(1, 4))]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place] = data.draw(_changed(changed[place]))
    said = quick(changed, "/a")
    if said is None:
        return
    said = said.without_silence()
    turns = said.turns(lambda pointer: 1)
    wanted = [turn for turn in slow(changed, "/a") if turn.text.strip()]
    assert _essentials(turns) == _essentials(wanted)
    assert said.roles() == [turn.role for turn in wanted]
    assert said.unknown() == list(dict.fromkeys(turn.label for turn in wanted if turn.role == "unknown"))


_WORDS = [{"startOffset": "1s", "endOffset": "2s"}]


@pytest.mark.parametrize(
    ("items", "quick"),
    [
        pytest.param(
            [{"text": "a", "words": _WORDS, "segmentParticipant": {"role": role}} for role in ("", "END_USER")],
            _google(None)[0],
            id="a role that is empty",
        ),
        pytest.param(
            [{"text": "a", "words": _WORDS, "channelTag": 1}, {"text": "a", "words": _WORDS, "channelTag": True}],
            _google(None)[0],
            id="channels that are equal and have other names",
        ),
        pytest.param(
            [{"text": "a", "words": [{"startOffset": "1s2s", "endOffset": "2s"}]}], _google(None)[0], id="no offset"
        ),
        pytest.param(
            [{"text": "a", "words": [{"startOffset": "-1s", "endOffset": "2s"}]}], _google(None)[0], id="below 0"
        ),
        pytest.param([{"t": "a", "b": "1,2"}], _columns(Columns("t", "b", "e", "s"))[0], id="two numbers in a string"),
        pytest.param([{"t": "a", "b": True}], _columns(Columns("t", "b", "e", "s"))[0], id="no number"),
    ],
)
def test_what_wants_a_closer_look(items: list[Any], quick: Quick) -> None:
    assert quick(items, "") is None


_STARTS = st.lists(st.none() | st.sampled_from([0, 1, 1.5, 7]), max_size=6)


@given(_STARTS)
def test_in_time(starts: list[float | None]) -> None:
    turns = [Turn("agent", f"{number}", start, pointer=f"/{number}") for number, start in enumerate(starts)]
    ordered = turns if None in starts else sorted(turns, key=lambda turn: turn.start or 0)
    assert list(in_time(spoken(turns)).turns(lambda pointer: 1)) == ordered


def test_joined_parts_keep_their_speakers() -> None:
    items = [{"t": "a", "who": 1}, {"t": "b", "who": 2}]
    columns = Columns("t", "start", "end", "who")
    parts = [by_columns(items, at, columns, speaker) for at, speaker in (("/x", named), ("/y", channel_named))]
    said = joined([part for part in parts if part is not None])
    assert [(turn.label, turn.text, turn.pointer) for turn in said.turns(lambda pointer: 1)] == [
        ("speaker 1", "a", "/x/0/t"),
        ("speaker 2", "b", "/x/1/t"),
        ("channel 1", "a", "/y/0/t"),
        ("channel 2", "b", "/y/1/t"),
    ]


def test_an_object_of_no_vendor() -> None:
    assert vendor_of({"key": 1, "words": []}) is None
    assert vendor_of({"role": "a", "content": "b"}) is None
