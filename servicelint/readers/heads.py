"""Exports that put speaker and time on a line of their own and the words below: of meetings and of chats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from servicelint import timestamps
from servicelint.labels import is_label, parse_line, role_of
from servicelint.readers.drafts import Draft, draft, from_first, time_warning, transcript_of
from servicelint.readers.placed import LINE_BREAK, Placed, placed
from servicelint.readers.result import failure
from servicelint.readers.text import skipped_warnings
from servicelint.timestamps import Timestamp, read_timestamp
from servicelint.transcript import Transcript

_LABEL = r"(?P<label>[^\s:：，。！？；,!?;](?:[^:：，。！？；,!?;\t]{0,38}?[^\s:：，。！？；,!?;])??)"
_SPEAKER_FIRST = re.compile(rf"\s{{0,8}}{_LABEL}\s{{0,8}}(?<!\d){timestamps.PATTERN}\s*")
_TIME_FIRST = re.compile(rf"\s{{0,8}}{timestamps.PATTERN}\s{{1,8}}{_LABEL}\s*")
_TIME_ALONE = re.compile(rf"\s{{0,8}}{timestamps.PATTERN}\s*")
# What diarisation calls speakers that it cannot name.
_NUMBERED = re.compile(
    r"(?:说话人|說話人|发言人|發言人|讲话人|講話人|speaker)\s*[a-z0-9一二三四五六七八九十]*", re.IGNORECASE
)

Order = Literal["speaker first", "time first", "time alone"]


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens a turn, by its index; ``after_blank`` when nothing, or a blank line, stands before it."""

    index: int
    order: Order
    label: str
    stamp: Timestamp
    after_blank: bool

    @property
    def form(self) -> tuple[Order, bool]:
        """Which way round it is written, and whether the time has a date: one file keeps to one form."""
        return self.order, self.stamp.clock is not None


def parse_heads(text: str, source: str) -> Transcript:
    """The conversation of an export. Raises TranscriptError for a text without a line of speaker and time."""
    lines = LINE_BREAK.split(text)
    heads = find_heads(lines)
    if not heads:
        raise failure(source, _no_turns(text), 1)
    drafts = _drafts(lines, heads)
    from_first(drafts)
    before = [number for number, line in enumerate(lines[: heads[0].index], 1) if line.strip()]
    impossible = [time_warning(head.index + 1, head.stamp.written) for head in heads if not head.stamp.possible]
    return transcript_of(drafts, source, PurePath(source).stem, warnings=(*skipped_warnings(before), *impossible))


def find_heads(lines: Sequence[str]) -> list[Head]:
    """The lines that open a turn: those of the form that most have, less those that belong to what is said."""
    candidates = list(_candidates(lines))
    if not candidates:
        return []
    form = Counter(head.form for head in candidates).most_common(1)[0][0]
    heads = [head for head in candidates if head.form == form]
    return heads if form[1] else list(_spoken_of_left_out(heads))


def _candidates(lines: Sequence[str]) -> Iterator[Head]:
    before = ""
    for index, line in enumerate(lines):
        found, order = _match(line)
        if found is not None:
            label = found["label"] if order != "time alone" else ""
            stamp = read_timestamp(found)
            if order == "time alone" or stamp.clock is not None or is_label(label):
                yield Head(index, order, label, stamp, not before.strip())
        before = line


def _match(line: str) -> tuple[re.Match[str] | None, Order]:
    if len(line) > 120 or not (":" in line or "：" in line):
        return None, "time alone"
    if found := _TIME_ALONE.fullmatch(line):
        return found, "time alone"
    if found := _TIME_FIRST.fullmatch(line):
        return found, "time first"
    return _SPEAKER_FIRST.fullmatch(line), "speaker first"


def _spoken_of_left_out(heads: Sequence[Head]) -> Iterator[Head]:
    """The heads without those that are words of a turn (明天 10:00): where blank lines part the turns, a head has one
    before it or names somebody who was named so, and no time goes back."""
    apart = sum(head.after_blank for head in heads) * 3 >= len(heads) * 2
    known = {head.label for head in heads if head.after_blank and head.label}
    last = 0.0
    for head in heads:
        names = head.label in known or role_of(head.label) != "unknown" or _NUMBERED.fullmatch(head.label) is not None
        if apart and not head.after_blank and not names:
            continue
        if head.stamp.start is not None and head.stamp.start < last and not names:
            continue
        last = head.stamp.start or last
        yield head


def _drafts(lines: Sequence[str], heads: Sequence[Head]) -> list[Draft]:
    stops = [*(head.index for head in heads[1:]), len(lines)]
    blocks = [_block(lines, head.index, stop) for head, stop in zip(heads, stops, strict=True)]
    drafts = [draft(head.label, *block).timed(head.stamp) for head, block in zip(heads, blocks, strict=True)]
    for one in drafts:
        _take_label(one)
    return drafts


def _block(lines: Sequence[str], head: int, stop: int) -> list[Placed]:
    """The lines below a head; an empty place at its end when nothing was said."""
    block = [placed(lines[index], index + 1) for index in range(head + 1, stop)]
    while block and not block[0].text.strip():
        block.pop(0)
    return block or [placed("", head + 1, len(lines[head]) + 1)]


def _take_label(one: Draft) -> None:
    """Below a time that stands alone the words begin with their speaker (客服：您好)."""
    line = parse_line(one.lines[0].text) if not one.label else None
    if line is not None and line.role != "unknown":
        one.role, one.label = line.role, line.label
        one.lines[0] = one.lines[0].part(line.column - 1)


def _no_turns(text: str) -> str:
    if not text.strip():
        return "no turns: the file is empty"
    return "no turns: begin each with a line of its speaker and time, as in '客服 00:12', and the words below"
