"""What holds for every reader: whatever the bytes it yields transcripts or mendable errors, fit to be sent on."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.errors import TranscriptError
from servicelint.readers import READERS
from servicelint.transcript import Transcript

_PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "\n",
            "客服：",
            "A:",
            "您好",
            " ",
            "[00:",
            "2026-03-02 10:",
            "99",
            "+08:00]",
            " --> ",
            "\r",
            "\x00",
            "\xff",
        ),
        *(
            '{"turns":',
            '[{"role":',
            '"agent",',
            '"text":',
            '"a"}',
            "]}",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            '"',
            "\\",
            "1e9",
            "null",
        ),
        *("会话id,角色,内容,时间\n", "c1,", "内容\t时间\n", "\t", ";", '""', "99999999999999", "PK\x03\x04xl/workbook"),
        *("WEBVTT\n", "1\n", "00:00:01,000 --> ", "00:00:02.000\n", "-->", "<v 客服>", "NOTE ", "- "),
        *("<li start=1 ", "end=2>", "</li>", "<", "&#", "&lt;", "silence=", "<![", "<!--"),
        *("客服 00:01\n", "2026-03-01 09:00:00 客户\n", "00:00:05\n", "以上内容由AI生成"),
    ]
)
_FILES = st.lists(_PIECES, max_size=20).map(lambda pieces: "".join(pieces).encode()) | st.binary(max_size=40)


@pytest.mark.parametrize("name", READERS)
@given(data=_FILES)
def test_a_reader_never_raises(name: str, data: bytes) -> None:
    results = list(READERS[name](data, "a"))
    assert results
    assert all(isinstance(result, Transcript | TranscriptError) for result in results)


@pytest.mark.parametrize("data", ["客服：您好".encode(), b""], ids=["transcript", "error"])
def test_results_can_be_sent_to_another_process(data: bytes) -> None:
    (result,) = READERS["text"](data, "a.txt")
    again = pickle.loads(pickle.dumps(result))
    assert (type(again), str(again)) == (type(result), str(result))
