"""Bytes to text: what is recognised, what is refused and how that is said."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.errors import TranscriptError
from servicelint.readers.decoding import decode

SIMPLIFIED = "客服：您好，很高兴为您服务，请问有什么可以帮您？\n客户：我家的空调不制冷了。\n"
TRADITIONAL = "客服：您好，很高興為您服務，請問有什麼可以幫您？\n客戶：我家的冷氣機不冷了。\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        pytest.param(b"", "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8, "utf-8", id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="UTF-16 LE"),
        pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="UTF-16 BE"),
        pytest.param(codecs.BOM_UTF32_LE, "utf-32-le", id="UTF-32 LE"),
        pytest.param(b"", "gb18030", id="GB18030"),
    ],
)
def test_recognised(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", ["", "agent: hello", "客服：𠮷😀㎏…\t\x0c", "客服：喂"])
def test_utf8_is_taken_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


_NOT_TEXT = "a.txt: not a text file; give a transcript as text or JSON"
_UNKNOWN = "unknown encoding: neither UTF-8 nor GB18030; save the file as UTF-8"
_CUT_OFF = "character; the file was cut off"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"RIFF\x24\x00\x00\x00WAVE", _NOT_TEXT, id="sound"),
        pytest.param(b"\xff\xfb\x90\x00\x01\x02", _NOT_TEXT, id="sound that is no UTF-8"),
        pytest.param(b"agent: \x01\x02\x03 hello", _NOT_TEXT, id="control characters"),
        pytest.param(SIMPLIFIED.encode("utf-16-le"), _NOT_TEXT, id="UTF-16 without a mark"),
        pytest.param(b"agent: hello\nagent: \xff\xff\n", f"a.txt:2:1: {_UNKNOWN}", id="bad bytes"),
        pytest.param("Grüße über Straßen".encode("latin-1"), f"a.txt:1:1: {_UNKNOWN}", id="Latin 1"),
        pytest.param(TRADITIONAL.encode("big5"), f"a.txt:1:1: {_UNKNOWN}", id="Big5"),
        pytest.param(SIMPLIFIED.encode()[:-2], f"a.txt:2:1: ends in the middle of a utf-8 {_CUT_OFF}", id="cut"),
        pytest.param(
            codecs.BOM_UTF16_LE + "客服".encode("utf-16-le")[:-1],
            f"a.txt:1:1: ends in the middle of a utf-16-le {_CUT_OFF}",
            id="cut UTF-16",
        ),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == message


@given(st.binary())
def test_any_bytes_are_text_or_a_mendable_error(data: bytes) -> None:
    with suppress(TranscriptError):
        decode(data, "a.txt")
