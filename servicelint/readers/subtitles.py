"""SRT and WebVTT: a turn a cue, or one a speaker where a cue has several.

Written here since no library for subtitles keeps the lines and columns of its source, which violations point at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from servicelint.readers.cue_text import drafts_of, recurring_labels
from servicelint.readers.drafts import read_one, time_warning, transcript_of
from servicelint.readers.placed import LINE_BREAK, Placed, placed
from servicelint.readers.result import ReadResult, failure
from servicelint.readers.sample import Sample
from servicelint.readers.text import skipped_warnings
from servicelint.timestamps import Timestamp, leading_timestamp
from servicelint.transcript import Fact, Transcript

_SUFFIXES = (".srt", ".vtt")
_HEADER = "WEBVTT"
# Also what should be a timing and is none: a cue must not be lost for a slip in its time.
_TIMING = re.compile(r"\s*[\d:：.,]+\s*-+>")
_NOTE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A timing line, by its number from 1, and the lines of words below."""

    number: int
    timing: str
    stamp: Timestamp | None
    lines: Sequence[Placed]


def read(data: bytes, source: str) -> Iterator[ReadResult]:
    """The one conversation of a file of subtitles, or its error."""
    yield read_one(data, source, _parse)


def recognises(sample: Sample) -> bool:
    """Whether the suffix says so, or the first lines: the header of WebVTT, or a timing, with or without its number."""
    if sample.suffix in _SUFFIXES or not sample.lines:
        return sample.suffix in _SUFFIXES
    first = sample.lines[0]
    if first.split()[0] == _HEADER:
        return True
    second = sample.lines[1] if len(sample.lines) > 1 else ""
    return any(_is_timing(line) for line in ((first, second) if first.isdecimal() else (first,)))


def _is_timing(line: str) -> bool:
    stamp = leading_timestamp(line)
    return _TIMING.match(line) is not None and stamp is not None and stamp.end is not None


def _parse(text: str, source: str) -> Transcript:
    lines = LINE_BREAK.split(text)
    cues, before = _cues(lines)
    recurring = recurring_labels(line for cue in cues for line in cue.lines)
    drafts = [one.timed(cue.stamp) for cue in cues for one in drafts_of(cue.lines, recurring)]
    if not drafts:
        raise failure(source, _no_turns(text, bool(cues)), 1)
    cut: dict[str, Fact] = {} if _is_whole(cues[-1], lines) else {"cut": "end"}
    warnings = [*skipped_warnings(before), *_warnings(cues)]
    if cut:
        warnings.append(f"line {cues[-1].number}: the file ends in the middle of a cue; it was cut off")
    return transcript_of(drafts, source, PurePath(source).stem, cut, warnings)


def _cues(lines: Sequence[str]) -> tuple[list[_Cue], list[int]]:
    """The cues, and the numbers of the lines before the first that are no header."""
    has_header = next((line for line in lines if line.strip()), "").startswith(_HEADER)
    noted = _noted(lines) if has_header else set()
    timings = [index for index, line in enumerate(lines) if _TIMING.match(line)]
    starts = [_first_line(lines, index, has_header) for index in timings]
    cues = []
    for index, stop in zip(timings, [*starts, len(lines)][1:], strict=True):
        words = [placed(lines[at], at + 1) for at in range(index + 1, stop) if at not in noted]
        spoken = [at for at, line in enumerate(words) if line.text.strip()]
        trimmed = words[spoken[0] : spoken[-1] + 1] if spoken else []
        cues.append(_Cue(index + 1, lines[index].strip(), leading_timestamp(lines[index]), trimmed))
    first = starts[0] if starts else 0
    return cues, [at + 1 for at in range(first) if lines[at].strip() and at not in noted]


def _first_line(lines: Sequence[str], timing: int, has_names: bool) -> int:
    """The index of the line that a cue begins with: its number (or name, in WebVTT) where it has one."""
    before = lines[timing - 1].strip() if timing else ""
    apart = timing < 2 or not lines[timing - 2].strip()
    return timing - 1 if before.isdecimal() or (before and apart and has_names) else timing


def _noted(lines: Sequence[str]) -> set[int]:
    """The indices of the lines of WebVTT's header, notes, styles and regions, each up to a blank line."""
    noted: set[int] = set()
    inside, blank = True, False
    for index, line in enumerate(lines):
        if not line.strip():
            blank = bool(noted)
            continue
        if blank:
            inside = _NOTE.match(line) is not None
        blank = False
        inside = inside and "-->" not in line
        if inside:
            noted.add(index)
    return noted


def _is_whole(last: _Cue, lines: Sequence[str]) -> bool:
    """Whether the last cue has words, or its times and an end of line: a cue may be empty on purpose."""
    has_times = last.stamp is not None and last.stamp.end is not None
    return bool(last.lines) or (has_times and not lines[-1].strip())


def _warnings(cues: Sequence[_Cue]) -> Iterator[str]:
    for cue in cues:
        if cue.stamp is None or not cue.stamp.possible or cue.stamp.end is None:
            yield time_warning(cue.number, cue.timing)


def _no_turns(text: str, has_cues: bool) -> str:
    if not text.strip():
        return "no turns: the file is empty"
    if has_cues:
        return "no turns: no cue has words"
    return "no turns: begin each cue with its times, as in '00:00:01.000 --> 00:00:02.500'"
