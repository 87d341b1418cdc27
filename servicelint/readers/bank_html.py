"""The form of bank quality inspection: a list in HTML, one turn an item, ``<li start=13070 end=14870>坐席：…</li>``.

``start`` and ``end`` are milliseconds. Items of silence are no turns.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import PurePath

from servicelint.labels import parse_line
from servicelint.readers.drafts import Draft, draft, read_one, time_warning, transcript_of
from servicelint.readers.placed import Placed, joined, placed
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import Sample
from servicelint.transcript import Fact, Transcript

_ITEM = re.compile(r"<li\s[^>]*\bstart\s*=\s*[\"']?\d", re.IGNORECASE)
_CUT_TAG = re.compile(r"<[a-zA-Z/!][^>]*\Z")
_NOT_SHOWN = ("script", "style", "title")
_BREAKS = ("br", "p", "div")


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The one conversation of a page, or its error."""
    yield read_one(data, source, _parse)


def recognises(sample: Sample) -> bool:
    """Whether a list item has a time."""
    return _ITEM.search(sample.text) is not None


def _parse(text: str, source: str) -> Transcript:
    page = _Page(text)
    cut_tag = _CUT_TAG.search(text)
    page.feed(text[: cut_tag.start()] if cut_tag else text)
    page.close()
    page.finish_item()
    if not page.drafts:
        raise failure(source, _no_turns(text), 1)
    cut: dict[str, Fact] = {}
    if page.is_open or cut_tag:
        cut["cut"] = "end"
        page.warnings.append(f"line {page.last_line}: the file ends in the middle of a turn; it was cut off")
    return transcript_of(page.drafts, source, PurePath(source).stem, cut, page.warnings)


class _Page(HTMLParser):
    """Collects the turns of a page with the place of each character."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = text.split("\n")
        self.drafts: list[Draft] = []
        self.warnings: list[str] = []
        self.last_line = 1
        self._closes = self._open = False
        self._item: Mapping[str, str | None] | None = None
        self._words: list[Placed] = []
        self._hidden = ""

    @property
    def is_open(self) -> bool:
        """Whether the last item has no end though others have theirs: HTML does not ask for it."""
        return self._open and self._closes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self.finish_item()
            self._item = dict(attrs)
            self._open = True
            self.last_line = self.getpos()[0]
        elif tag in _NOT_SHOWN:
            self._hidden = tag
        elif tag in _BREAKS:
            self._take("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("li", "ul", "ol"):
            self.finish_item()
            self._open = False
            self._closes = True
        elif tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        self._take(data)

    def handle_entityref(self, name: str) -> None:
        line, column = self.getpos()
        behind = column + 1 + len(name)
        end = ";" if self._lines[line - 1][behind : behind + 1] == ";" else ""
        self._take(html.unescape(f"&{name}{end}"))

    def handle_charref(self, name: str) -> None:
        self._take(html.unescape(f"&#{name};"))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![…>`` is a comment in HTML, and an assertion that fails in the standard library."""
        return self.parse_bogus_comment(i, report)

    def _take(self, words: str) -> None:
        if self._item is not None and not self._hidden:
            line, column = self.getpos()
            self._words.append(placed(words, line, column + 1))

    def finish_item(self) -> None:
        """End the item that is open, if one is: it is a turn if it has a time, or opens with a speaker that we know."""
        item, words = self._item, joined(self._words).stripped() if self._words else None
        self._item, self._words = None, []
        if item is None or words is None or not words.text or "silence" in item:
            return
        head = parse_line(words.text.partition("\n")[0])
        if "start" not in item and (head is None or head.role == "unknown"):
            return  # of a menu
        one = draft(head.label, words.part(head.column - 1).stripped()) if head else draft("", words)
        one.start, one.end = self._seconds(item.get("start")), self._seconds(item.get("end"))
        if one.start is not None and one.end is not None and one.end < one.start:
            self.warnings.append(time_warning(words.place(0)[0], f"{item['start']} to {item['end']}"))
            one.start = one.end = None
        self.drafts.append(one)

    def _seconds(self, written: str | None) -> float | None:
        """The seconds of an attribute in milliseconds; None, with a warning, for what is no number."""
        if written is None:
            return None
        try:
            milliseconds = float(written)
        except ValueError:
            milliseconds = math.nan
        if math.isfinite(milliseconds) and milliseconds >= 0:
            return milliseconds / 1000
        self.warnings.append(time_warning(self.last_line, written))
        return None


def _no_turns(text: str) -> str:
    if not text.strip():
        return "no turns: the file is empty"
    return "no turns: they are items of a list, as in '<li start=0 end=1800>坐席：您好</li>'"
