"""Bytes to text: the encodings that Chinese transcripts come in, and a refusal of what is no text."""

from __future__ import annotations

import codecs

from servicelint.errors import TranscriptError
from servicelint.readers import encodings
from servicelint.readers.result import failure

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_CONTROL_SHARE = 0.01
_CUT_OFF = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
_NOT_TEXT = "not a text file; give a transcript as text or JSON"
_EXPORT_AGAIN = "export the file again, as UTF-8"
_LOST = "\ufffd"
_LOST_SHARE = 0.01
# What the full-width comma and colon become when UTF-8 is taken for GBK or for Latin 1, GBK for Latin 1, and U+FFFD
# for GBK. Talk has none of them, so that looking for them costs next to nothing.
_GARBLED_MARKS = ("锛", "ï", "£", "锟")
_GARBLED_SAMPLE = 5_000
# Below it a text is not Chinese at all, and may well hold a pound sign.
_CHINESE_SHARE = 0.3
_MIN_KNOWN = 0.5


def decode(data: bytes, source: str) -> str:
    """The text of a file without its byte order mark.

    It is UTF-8, UTF-16 or UTF-32, GB18030 (and so GBK) or Big5 with the characters of Hong Kong. Raises TranscriptError
    for what is no text, for an encoding that is not recognised or changes on the way, for broken bytes, for a file cut
    off within a character, and for text that was garbled before it was saved.
    """
    wide = _wide(data, source)
    text = _narrow(data, source) if wide is None else wide
    _refuse_controls(data if wide is None else wide.encode(), source)
    _refuse_garbled(text, source)
    return text


def _wide(data: bytes, source: str) -> str | None:
    """The text of UTF-16 and UTF-32, with a mark or without, or None for what has neither mark nor NUL."""
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, source)
    if b"\0" not in data:
        return None
    guessed = encodings.guess_wide(data)
    if guessed is None:
        raise failure(source, _NOT_TEXT)
    return _strictly(data, guessed, source)


def _narrow(data: bytes, source: str) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return _strictly(data[len(codecs.BOM_UTF8) :], "utf-8", source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        refused = error
    return _not_utf8(data, refused, source)


def _not_utf8(data: bytes, refused: UnicodeDecodeError, source: str) -> str:
    if refused.reason in _CUT_OFF and not data[: refused.start].isascii():
        raise _broken(data, refused, source)  # UTF-8 to the last character, though GB18030 may also decode it
    encoding = encodings.guess(data, refused.start)
    if encoding is None:
        message = "unknown encoding: not UTF-8, UTF-16, GB18030 or Big5; save the file as UTF-8"
        raise failure(source, message, _line_of(data, refused))
    if encoding == "utf-8":
        raise _broken(data, refused, source)
    text = _strictly(data, encoding, source)
    if not encoding.startswith("utf") and (number := encodings.foreign_line(data, text)):
        raise _mixed(data, encoding, number, source)
    return text


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return encodings.to_text(data, encoding)
    except UnicodeDecodeError as error:
        raise _broken(data, error, source) from None


def _broken(data: bytes, error: UnicodeDecodeError, source: str) -> TranscriptError:
    name = encodings.NAMES[error.encoding]
    number = _line_of(data, error)
    if error.reason in _CUT_OFF and error.end == len(data):
        return failure(source, f"ends in the middle of a {name} character; the file was cut off", number)
    if name in ("UTF-16", "UTF-32"):
        return failure(source, f"holds bytes that are not {name}; {_EXPORT_AGAIN}", number)
    line = data.split(b"\n")[number - 1]
    if encodings.guess(line) not in (None, error.encoding):
        return _mixed(data, error.encoding, number, source)
    byte = f"0x{data[error.start]:02X}"
    return failure(source, f"the byte {byte} is not {name}, which the file is in otherwise; {_EXPORT_AGAIN}", number)


def _mixed(data: bytes, encoding: str, number: int, source: str) -> TranscriptError:
    """The error for a file in ``encoding`` of which the line ``number``, or one before it, is in another one."""
    number = encodings.foreign_line(data, data.decode(encoding, "replace")) or number
    other = encodings.guess(data.split(b"\n")[number - 1])
    this = "not" if other in (None, encoding) else f"{encodings.NAMES[other]}, others are"
    return failure(source, f"mixes encodings: this line is {this} {encodings.NAMES[encoding]}; {_EXPORT_AGAIN}", number)


def _line_of(data: bytes, error: UnicodeDecodeError) -> int:
    before = data[: error.start]
    if encodings.NAMES[error.encoding] in ("UTF-16", "UTF-32"):
        return before.decode(error.encoding, "replace").count("\n") + 1
    return before.count(b"\n") + 1


def _refuse_controls(data: bytes, source: str) -> None:
    """Refuse what holds a NUL, or more control characters than a slip of some program explains."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls and (b"\0" in data or controls > len(data) * _CONTROL_SHARE):
        raise failure(source, _NOT_TEXT)


def _refuse_garbled(text: str, source: str) -> None:
    """Refuse text that was taken for another encoding and then saved, which no encoding can bring back."""
    if _LOST in text and (lost := text.count(_LOST)) > len(text) * _LOST_SHARE:
        raise failure(source, f"{lost} characters were lost (U+FFFD) before the file was saved; {_EXPORT_AGAIN}")
    if any(mark in text for mark in _GARBLED_MARKS):
        sample = text[:_GARBLED_SAMPLE]
        chinese = len(sample) - len(sample.encode("ascii", "ignore")) >= len(sample) * _CHINESE_SHARE
        if chinese and encodings.known_share(sample) < _MIN_KNOWN:
            raise failure(source, f"garbled: read in a wrong encoding before it was saved; {_EXPORT_AGAIN}")
