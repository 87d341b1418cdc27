"""Which encoding bytes are in that are not UTF-8: the one in which most of them are common Chinese characters.

Measured on talk that the table of characters does not come from (``benchmarks/encodings.py``): in its own encoding
three quarters and more of the characters are known, in any other a third and less, with forty bytes to go by.
"""

from __future__ import annotations

import re
from functools import cache

from servicelint.readers.common_characters import COMMON

BIG5 = "big5hkscs"
NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    BIG5: "Big5",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
"""What the encodings are called in messages, by the names of Python's codecs."""

_NARROW = ("gb18030", BIG5, "utf-8")
_WIDE = ("utf-16-le", "utf-16-be")
_MARKS = "，。？！：；、“”‘’（）…—～·《》「」『』【】％　￥℃"
# Halfway between them: what reaches it is the encoding, no other can.
_ENOUGH = 0.5
# A line may be made of names; one of another encoding is far below even so.
_ENOUGH_OF_LINE = 0.35
_LINE_TO_JUDGE = 12
_BEFORE, _BEHIND = 1_024, 4_096
# None of them is part of a longer character in GB18030 or Big5.
_SAFE_CUTS = (b"\n", b" ", b'"')
_ASCII = re.compile(r"[\x00-\x7f]+")
# Where Windows maps bytes to other symbols than the codec, what people write is what Windows has.
_SYMBOLS = tuple(zip("•､‾∼♁☉／＼¥¢£￭", "‧﹑¯～⊕⊙∕﹨￥￠￡▓", strict=True))


def known_share(text: str) -> float:
    """The share of common Chinese characters and marks among the characters outside ASCII; 1 where there are none."""
    outside = _ASCII.sub("", text)
    return 1 - len(_known().sub("", outside)) / len(outside) if outside else 1.0


def guess(data: bytes, near: int = 0) -> str | None:
    """The encoding of text that is not UTF-8, going by the bytes around ``near``; None where no encoding makes Chinese.

    It is ``utf-8`` for text that is UTF-8 but for some broken bytes.
    """
    sample = _around(data, near)
    return _fitting(sample, _NARROW) or guess_wide(data)


def guess_wide(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, or None for what is no text in UTF-16."""
    return _fitting(data[:_BEHIND], _WIDE)


def to_text(data: bytes, encoding: str) -> str:
    """The text of bytes in an encoding. Raises UnicodeDecodeError."""
    if encoding != BIG5:
        return data.decode(encoding)
    try:
        text = data.decode(BIG5)
    except UnicodeDecodeError as error:
        try:
            text = data.decode("cp950")  # for its euro sign
        except UnicodeDecodeError:
            raise error from None
    for codec, windows in _SYMBOLS:
        text = text.replace(codec, windows)
    return text


def foreign_line(data: bytes, text: str) -> int:
    """The number of the first line that is in another encoding than the rest, in which ``data`` reads ``text``; else 0.

    Bytes of one encoding can often be decoded in another, to characters that nobody writes.
    """
    for number, (line, read) in enumerate(zip(data.split(b"\n"), text.split("\n"), strict=False), 1):
        if not line.isascii() and _is_foreign(line, read):
            return number
    return 0


@cache
def _known() -> re.Pattern[str]:
    """A run of known characters. An expression tells them five times faster than a set, and takes 1 ms to compile."""
    return re.compile(f"[{_MARKS}{COMMON}]+")


def _is_foreign(line: bytes, read: str) -> bool:
    share = known_share(read)
    if share < _ENOUGH_OF_LINE and len(_ASCII.sub("", read)) >= _LINE_TO_JUDGE:
        return True
    try:
        utf8 = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(line) > len(utf8) + 2 and known_share(utf8) > max(share, _ENOUGH)


def _fitting(sample: bytes, encodings: tuple[str, ...]) -> str | None:
    """The first encoding that makes Chinese of the sample."""
    shares = ((known_share(sample.decode(encoding, "replace")), encoding) for encoding in encodings)
    return next((encoding for share, encoding in shares if share >= _ENOUGH), None)


def _around(data: bytes, near: int) -> bytes:
    """The bytes around a place, from the start of a character on."""
    begin = max(near - _BEFORE, 0)
    if begin:
        cuts = (data.find(cut, begin, near) for cut in _SAFE_CUTS)
        begin = min((cut + 1 for cut in cuts if cut >= 0), default=begin)
    return data[begin : near + _BEHIND]
