"""The plain-text format: an optional record between ``---`` lines, then one turn a line, ``speaker: words``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from servicelint.errors import TranscriptError
from servicelint.labels import Line, parse_line
from servicelint.readers.decoding import decode
from servicelint.readers.record_text import yaml_record
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.roles import role_warnings
from servicelint.readers.sample import Sample
from servicelint.readers.usual_lines import begins_usually, usual_turn, usual_turns
from servicelint.timestamps import seconds_between
from servicelint.transcript import Fact, Transcript, Turn

USUAL_SUFFIX = ".txt"
_FENCE = "---"
_TRIED = 50
# str.splitlines would also split at form feeds and U+2028, and an editor counts no lines there.
_LINE_END = re.compile(r"\r\n|\r|\n")


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The one conversation of a plain-text file, or its error."""
    result: ReadResult
    try:
        result = parse(decode(data, source), source)
    except TranscriptError as error:
        result = error
    yield result


def read_usual(data: bytes, source: str) -> Transcript | None:
    """The conversation of a plain-text file whose lines are all usual; None for any other file, whatever it is.

    It is read so without asking first which format it is.
    """
    if not begins_usually(data):
        return None
    try:
        turns = usual_turns(decode(data, source))
    except TranscriptError:
        return None
    return None if turns is None else Transcript(_stem(source), turns, {}, source)


def recognises(sample: Sample) -> bool:
    """Whether some line of the beginning opens a turn, or the first one a record."""
    return bool(sample.lines) and (sample.lines[0] == _FENCE or any(map(parse_line, sample.lines[:_TRIED])))


def parse(text: str, source: str) -> Transcript:
    """The conversation in ``text``.

    Raises TranscriptError for a record that is broken and for a text without turns.
    """
    usual = usual_turns(text)
    if usual is not None:
        return Transcript(_stem(source), usual, {}, source)
    lines = _LINE_END.split(text)
    record, first = _front_matter(lines, source)
    drafts, skipped = _drafts(lines, first)
    if not drafts:
        raise failure(source, _no_turns(lines), min(first + 1, len(lines)))
    unusual = [draft for draft in drafts if isinstance(draft, _Draft)]
    clock = next((draft.clock for draft in unusual if draft.clock), None)
    turns = tuple([draft if isinstance(draft, Turn) else draft.turn(clock) for draft in drafts])
    if clock and record.get("started_at") is None:
        record["started_at"] = clock.isoformat()
    identity = record.get("id")
    return Transcript(
        id=_stem(source) if identity is None else str(identity),
        turns=turns,
        record=record,
        source=source,
        warnings=(*skipped_warnings(skipped), *_time_warnings(unusual), *role_warnings(turns)),
    )


def _stem(source: str) -> str:
    """The name of the file without its suffix, as pathlib has it, which takes ten times as long."""
    name = source[source.rfind("/") + 1 :]
    stem = name.removesuffix(USUAL_SUFFIX)
    return stem if stem and stem != name and os.sep == "/" else PurePath(source).stem


@dataclass(slots=True)
class _Draft:
    """A turn as it grows: its line in the file (from 1), the line read, and the physical lines that continue it."""

    number: int
    line: Line
    more: list[str] = field(default_factory=list)

    @property
    def clock(self) -> datetime | None:
        return self.line.timestamp.clock if self.line.timestamp else None

    def turn(self, first_clock: datetime | None) -> Turn:
        while self.more and not self.more[-1].strip():
            self.more.pop()  # blank lines count only where words follow
        line = self.line
        shift = seconds_between(first_clock, self.clock) if first_clock and self.clock else 0.0
        return Turn(
            role=line.role,
            text="\n".join((line.text, *self.more)),
            start=None if line.start is None else line.start + shift,
            end=None if line.end is None else line.end + shift,
            line=self.number,
            column=line.column,
            label=line.label,
        )


def _front_matter(lines: Sequence[str], source: str) -> tuple[dict[str, Fact], int]:
    """The record and the index of the first line behind it."""
    opening = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[opening].rstrip() != _FENCE:
        return {}, 0
    for closing in range(opening + 1, len(lines)):
        if lines[closing].rstrip() in (_FENCE, "..."):
            return yaml_record("\n".join(lines[opening + 1 : closing]), source, opening + 2), closing + 1
    raise failure(source, "the record that begins here is not closed; end it with a line '---'", opening + 1)


def _drafts(lines: Sequence[str], first: int) -> tuple[list[_Draft | Turn], list[int]]:
    """The turns from the line of index ``first`` on, and the numbers of the lines that stand before them."""
    drafts: list[_Draft | Turn] = []
    skipped: list[int] = []
    for number, text in enumerate(lines[first:], first + 1):
        turn = usual_turn(text, number)
        if turn is not None:
            drafts.append(turn)
        elif (line := parse_line(text)) is not None:
            drafts.append(_Draft(number, line))
        elif drafts:
            _go_on(drafts, lines, text)
        elif text.strip():
            skipped.append(number)
    return drafts, skipped


def _go_on(drafts: list[_Draft | Turn], lines: Sequence[str], text: str) -> None:
    """Add a line to the last turn."""
    last = drafts[-1]
    if isinstance(last, Turn):
        if not text.strip() and len(lines) == last.line + 1:
            return  # the end of the file
        line = parse_line(lines[last.line - 1])
        assert line is not None, "what is usual can be parsed"
        last = drafts[-1] = _Draft(last.line, line)
    last.more.append(text)


def _no_turns(lines: Sequence[str]) -> str:
    if not any(map(str.strip, lines)):
        return "no turns: the file is empty"
    return "no turns: begin each with its speaker and a colon, as in '客服：您好'"


def skipped_warnings(numbers: Sequence[int]) -> tuple[str, ...]:
    """What is said of the lines, by their numbers, that stand before the first turn."""
    if not numbers:
        return ()
    if len(numbers) == 1:
        return (f"line {numbers[0]} stands before the first turn and was skipped",)
    return (f"{len(numbers)} lines from {numbers[0]} to {numbers[-1]} stand before the first turn and were skipped",)


def _time_warnings(drafts: Sequence[_Draft]) -> tuple[str, ...]:
    stamps = ((draft.number, draft.line.timestamp) for draft in drafts)
    return tuple(
        f"line {number}: {stamp.written} is no possible time; the turn is read without one"
        for number, stamp in stamps
        if stamp and not stamp.possible
    )
