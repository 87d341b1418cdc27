from __future__ import annotations

import json

import pytest

from servicelint.errors import TranscriptError
from servicelint.readers.json_files import read_json
from servicelint.readers.text import read


@pytest.mark.parametrize("value", ["tomorrow", "2026-02-30", "10:30", "yes"])
def test_a_time_that_cannot_be_read_is_an_error_of_the_record(value: str) -> None:
    text = f"---\nchannel: visit\narrived_at: {value}\n---\n客服：好\n"
    (error,) = read(text.encode(), "a.txt")
    assert isinstance(error, TranscriptError)
    assert str(error).startswith(f"a.txt:3:1: arrived_at: '{value}' is no time; write it like 2026-03-02T10:00")
    data = json.dumps({"record": {"arrived_at": value}, "turns": [{"role": "agent", "text": "好"}]})
    (error,) = read_json(data.encode(), "a.json")
    assert isinstance(error, TranscriptError)
    assert f"record.arrived_at: '{value}' is no time" in str(error)


def test_other_facts_may_hold_anything() -> None:
    (transcript,) = read("---\nnote_at: tomorrow\narrived_at:\n---\n客服：好\n".encode(), "a.txt")
    assert not isinstance(transcript, TranscriptError)
