"""Bytes to text: the encodings that Chinese transcripts come in, and a refusal of what is no text."""

from __future__ import annotations

import codecs
import re

from servicelint.errors import TranscriptError
from servicelint.readers.result import failure

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The 3755 characters of GB 2312's first level, which make up nearly all of any Chinese text.
_COMMON = frozenset(
    bytes((lead, trail)).decode("gb2312")
    for lead in range(0xB0, 0xD8)
    for trail in range(0xA1, 0xFF if lead < 0xD7 else 0xFA)
)
# Measured: simplified 1.0, traditional in GBK 0.65 and more, Big5 read as GB18030 0.5 and less, UTF-8 0.15 and less.
_COMMON_SHARE = 0.6
_SAMPLE = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_CUT_OFF = "unexpected end of data"
_NOT_TEXT = "not a text file; give a transcript as text or JSON"


def decode(data: bytes, source: str) -> str:
    """The text of a file without its byte order mark.

    Raises TranscriptError for what is no text and for an encoding that is not recognised.
    """
    text = _marked(data, source)
    if text is None:
        text = _unmarked(data, source)
    controls = _CONTROL.findall(text)
    if "\0" in controls or len(controls) > len(text) * _CONTROL_SHARE:
        raise failure(source, _NOT_TEXT)
    return text


def _marked(data: bytes, source: str) -> str | None:
    """The text behind a byte order mark, or None when the data has none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(source, data[len(mark) :], error) from None
    return None


def _unmarked(data: bytes, source: str) -> str:
    """UTF-8, else GB18030 where that gives Chinese."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        refused = error
    if b"\0" in data:
        raise failure(source, _NOT_TEXT)
    if refused.reason == _CUT_OFF and not data[: refused.start].isascii():
        raise _undecodable(source, data, refused)  # UTF-8 to the last character, though GB18030 may also decode it
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _undecodable(source, data, refused) from None
    if not looks_chinese(text):
        raise _undecodable(source, data, refused)
    return text


def looks_chinese(text: str) -> bool:
    """Whether the characters outside ASCII are mostly common ones, as they are not in text decoded wrongly."""
    letters = [char for char in text[:_SAMPLE] if char > "\x7f" and char.isalpha()]
    return sum(char in _COMMON for char in letters) >= _COMMON_SHARE * max(len(letters), 1)


def _undecodable(source: str, data: bytes, error: UnicodeDecodeError) -> TranscriptError:
    line = data.count(b"\n", 0, error.start) + 1
    if error.reason in (_CUT_OFF, "truncated data"):
        return failure(source, f"ends in the middle of a {error.encoding} character; the file was cut off", line)
    return failure(source, "unknown encoding: neither UTF-8 nor GB18030; save the file as UTF-8", line)
