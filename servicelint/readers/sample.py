"""What a format is told by: the path and content of a file, decoded and parsed only when somebody asks."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from pathlib import PurePath

import orjson

from servicelint.errors import TranscriptError
from servicelint.labels import parse_line
from servicelint.readers.decoding import decode

SIZE = 64 * 1024
"""The bytes of a file's beginning that formats are told by."""

_MARK = codecs.BOM_UTF8
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
# A bracket may also open the time of a plain-text turn: JSON goes on with a value.
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_FENCE = "---"


class Sample:
    """A file whose format is to be told. ``data`` is all of it; only JSON needs more than ``head`` and ``text``."""

    def __init__(self, source: str, data: bytes) -> None:
        self.source = source
        self.data = data

    @cached_property
    def suffix(self) -> str:
        """The suffix in lower case with its dot, or ``""``."""
        return PurePath(self.source).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, ``SIZE`` at most."""
        return self.data[:SIZE]

    @cached_property
    def text(self) -> str:
        """The decoded beginning, without a byte order mark; ``""`` where it is no text that we can decode."""
        cuts = range(4) if len(self.data) > SIZE else range(1)  # the cut may go through a character
        for cut in cuts:
            try:
                return decode(self.head[: len(self.head) - cut], self.source)
            except TranscriptError:
                continue
        return ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of ``text`` that are not blank, without the spaces around them."""
        return tuple(line for line in map(str.strip, self.text.splitlines()) if line)

    @cached_property
    def is_plain(self) -> bool:
        """Whether the first line is a turn or opens the front matter of our plain text: nothing else need be asked.

        A turn with a tab is left to detection, since tables have them, and so is a suffix that is not that of a text.
        """
        if self.suffix not in ("", ".txt"):
            return False
        line = (self.head.removeprefix(_MARK).lstrip()[:400].splitlines() or [b""])[0]
        text = line.decode("utf-8", "ignore").rstrip()
        if text == _FENCE:
            return True
        turn = parse_line(text) if "\t" not in text else None
        return turn is not None and turn.role != "unknown"

    @cached_property
    def is_json(self) -> bool:
        """Whether the text begins like a JSON object or list, or is named as JSON."""
        if self.suffix == ".json":
            return True
        if self.head.startswith(_WIDE_MARKS):
            return _JSON.match(self.text.encode()) is not None
        return _JSON.match(self.head) is not None

    @cached_property
    def document(self) -> object:
        """The JSON value of the whole file; None where it is not valid JSON, and for ``null``."""
        if not self.is_json:
            return None
        try:
            value: object = orjson.loads(self.data.removeprefix(_MARK))
        except orjson.JSONDecodeError:
            value = self._decoded_document()
        return value

    def _decoded_document(self) -> object:
        try:
            value: object = orjson.loads(decode(self.data, self.source))
        except (TranscriptError, orjson.JSONDecodeError):
            return None
        return value
