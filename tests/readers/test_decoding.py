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


CANTONESE = "客服：唔好意思，嗰部機而家仲未整好，啲零件喺路上。\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        pytest.param(b"", "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8, "utf-8", id="UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="UTF-16 LE"),
        pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="UTF-16 BE"),
        pytest.param(b"", "utf-16-le", id="UTF-16 LE without a mark"),
        pytest.param(b"", "utf-16-be", id="UTF-16 BE without a mark"),
        pytest.param(codecs.BOM_UTF32_LE, "utf-32-le", id="UTF-32 LE"),
        pytest.param(b"", "gbk", id="GBK"),
        pytest.param(b"", "gb18030", id="GB18030"),
    ],
)
def test_recognised(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(TRADITIONAL, "big5", id="Big5"),
        pytest.param(TRADITIONAL.replace("。", "～€￥￠"), "cp950", id="Big5 with the symbols of Windows"),
        pytest.param(CANTONESE, "big5hkscs", id="Big5 with the characters of Hong Kong"),
        pytest.param("客服：喂", "gb18030", id="ten bytes of GB18030"),
        pytest.param("客服：好", "big5", id="ten bytes of Big5"),
        pytest.param("客服：𠮷先生😀", "gb18030", id="four bytes a character"),
        pytest.param(
            "agent: hello\nagent: thank you for calling\nagent: 再见，谢谢\n", "gb18030", id="one line of Chinese"
        ),
        pytest.param("您好，请问有什么可以帮您", "utf-16-le", id="UTF-16 without a single NUL"),
        pytest.param("agent: hello\n", "utf-16-be", id="English in UTF-16"),
        pytest.param('{"id": "%s", "text": "您好，稍等"}' % ("0" * 9_000), "gb18030", id="Chinese far down a line"),
    ],
)
def test_recognised_all_the_same(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "agent: hello",
        "agent: it is £5",
        "客服：𠮷😀㎏…\t\x0c",
        "客服：喂",
        "客服：这个锛子要£5",
        "客服：\ufffd" + "好" * 200,
    ],
)
def test_utf8_is_taken_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


_NOT_TEXT = "a.txt: not a text file; give a transcript as text or JSON"
_UNKNOWN = "unknown encoding: not UTF-8, UTF-16, GB18030 or Big5; save the file as UTF-8"
_CUT_OFF = "character; the file was cut off"
_AGAIN = "export the file again, as UTF-8"
_GB, _BIG5 = SIMPLIFIED.encode("gb18030"), TRADITIONAL.encode("big5")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"RIFF\x24\x00\x00\x00WAVE", _NOT_TEXT, id="sound"),
        pytest.param(b"\xff\xfb\x90\x00\x01\x02", _NOT_TEXT, id="sound that is no UTF-8"),
        pytest.param(b"\x00" * 64, _NOT_TEXT, id="an empty disk"),
        pytest.param(b"agent: \x01\x02\x03 hello", _NOT_TEXT, id="control characters"),
        pytest.param(b"agent: hello\nagent: \xff\xff\n", f"a.txt:2:1: {_UNKNOWN}", id="bad bytes"),
        pytest.param("Grüße über Straßen".encode("latin-1"), f"a.txt:1:1: {_UNKNOWN}", id="Latin 1"),
        pytest.param("ご注文はお済みでしょうか".encode("shift-jis"), f"a.txt:1:1: {_UNKNOWN}", id="Japanese"),
    ],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(SIMPLIFIED.encode()[:-2], 2, f"ends in the middle of a UTF-8 {_CUT_OFF}", id="UTF-8"),
        pytest.param(_GB[:-2], 2, f"ends in the middle of a GB18030 {_CUT_OFF}", id="GB18030"),
        pytest.param(_BIG5[:-2], 2, f"ends in the middle of a Big5 {_CUT_OFF}", id="Big5"),
        pytest.param(
            codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le")[:-1],
            2,
            f"ends in the middle of a UTF-16 {_CUT_OFF}",
            id="UTF-16",
        ),
        pytest.param(
            SIMPLIFIED.encode("utf-16-be")[:-3],
            2,
            f"ends in the middle of a UTF-16 {_CUT_OFF}",
            id="UTF-16 without a mark",
        ),
    ],
)
def test_cut_off(data: bytes, line: int, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == f"a.txt:{line}:1: {message}"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(
            SIMPLIFIED.encode() + "客服：好".encode() + b"\xff\n" + SIMPLIFIED.encode(),
            3,
            f"the byte 0xFF is not UTF-8, which the file is in otherwise; {_AGAIN}",
            id="a broken byte in UTF-8",
        ),
        pytest.param(
            SIMPLIFIED.encode()[:-2] + b"\n" + SIMPLIFIED.encode(),
            2,
            f"the byte 0xE3 is not UTF-8, which the file is in otherwise; {_AGAIN}",
            id="a piece of a character in UTF-8",
        ),
        pytest.param(
            _GB + b"\xff\n" + _GB,
            3,
            f"the byte 0xFF is not GB18030, which the file is in otherwise; {_AGAIN}",
            id="a broken byte in GB18030",
        ),
        pytest.param(
            SIMPLIFIED.encode() + _GB,
            1,
            f"mixes encodings: this line is UTF-8, others are GB18030; {_AGAIN}",
            id="UTF-8, GB18030",
        ),
        pytest.param(
            _GB + SIMPLIFIED.encode() + _GB,
            3,
            f"mixes encodings: this line is UTF-8, others are GB18030; {_AGAIN}",
            id="UTF-8 within GB18030",
        ),
        pytest.param(
            _GB + "客户：好的呀".encode() + b"\n" + _GB,
            3,
            f"mixes encodings: this line is UTF-8, others are GB18030; {_AGAIN}",
            id="a short line of UTF-8 within GB18030",
        ),
        pytest.param(
            _GB + _BIG5, 3, f"mixes encodings: this line is Big5, others are GB18030; {_AGAIN}", id="GB18030, Big5"
        ),
        pytest.param(
            _BIG5 + _GB, 1, f"mixes encodings: this line is Big5, others are GB18030; {_AGAIN}", id="Big5, GB18030"
        ),
        pytest.param(
            codecs.BOM_UTF8 + _GB,
            1,
            f"mixes encodings: this line is GB18030, others are UTF-8; {_AGAIN}",
            id="a mark that lies",
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + "客服\n".encode("utf-16-le") + b"\x00\xdc\x00\x4e",
            2,
            f"holds bytes that are not UTF-16; {_AGAIN}",
            id="half a pair in UTF-16",
        ),
    ],
)
def test_broken_bytes_and_mixtures_are_told_with_their_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == f"a.txt:{line}:1: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(SIMPLIFIED.encode().decode("gbk", "replace"), "", id="UTF-8 taken for GBK"),
        pytest.param(SIMPLIFIED.encode().decode("latin-1"), "garbled: ", id="UTF-8 taken for Latin 1"),
        pytest.param(_GB.decode("latin-1"), "garbled: ", id="GBK taken for Latin 1"),
        pytest.param("客服：" + "锟斤拷" * 20, "garbled: ", id="lost and then taken for GBK"),
        pytest.param(_GB.decode("utf-8", "replace"), "46 characters were lost (U+FFFD) ", id="GBK taken for UTF-8"),
    ],
)
def test_text_that_was_garbled_before_is_refused(text: str, message: str) -> None:
    with pytest.raises(
        TranscriptError, match=r"before (it|the file) was saved; export the file again, as UTF-8"
    ) as caught:
        decode(text.encode(), "a.txt")
    assert message in str(caught.value)


@given(st.binary())
def test_any_bytes_are_text_or_a_mendable_error(data: bytes) -> None:
    with suppress(TranscriptError):
        decode(data, "a.txt")
