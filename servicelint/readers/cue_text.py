"""The words of a cue: who speaks, by WebVTT's voice tags or by a label and colon, and the text without its markup."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from servicelint.labels import parse_line
from servicelint.readers.drafts import Draft, draft
from servicelint.readers.placed import Placed, joined

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:[ \t]+(?P<voice>[^>]*))?>", re.IGNORECASE)
# The tags of WebVTT and SRT, the times of karaoke and the overrides of SubStation; [数字x] and <unk> are words.
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<(?:\d+:)?\d+:\d+\.\d+>|\{\\[^}]*\}", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_DASH = re.compile(r"\s*[-–—]\s*(?=\S)")


def recurring_labels(lines: Iterable[Placed]) -> frozenset[str]:
    """The labels without a role that more than one line begins with: those of a single line may begin a sentence."""
    heads = (parse_line(_DASH.sub("", _plain(line).text, count=1)) for line in lines)
    counts = Counter(head.label for head in heads if head is not None)
    return frozenset(label for label, count in counts.items() if count > 1)


def drafts_of(lines: Sequence[Placed], recurring: frozenset[str]) -> list[Draft]:
    """A draft for each speaker of a cue in order, with the label ``""`` where nobody is named; none without words."""
    if not lines:
        return []
    drafts: list[Draft] = []
    for voice, words in _voices(joined(lines, "\n")):
        opened = False
        for line in words.split():
            labelled = None if voice else _labelled(line, recurring)
            if labelled is None and opened:
                drafts[-1].lines.append(line)
            else:
                drafts.append(labelled or draft(voice, line))
            opened = True
    return drafts


def _voices(cue: Placed) -> Iterator[tuple[str, Placed]]:
    """The stretches of a cue that have words, without markup, each with its voice: ``""`` before the first."""
    tags = list(_VOICE.finditer(cue.text))
    starts = [0, *(tag.end() for tag in tags)]
    stops = [*(tag.start() for tag in tags), len(cue.text)]
    names = ["", *(html.unescape(tag["voice"] or "").strip() for tag in tags)]
    for name, start, stop in zip(names, starts, stops, strict=True):
        words = _plain(cue.part(start, stop)).stripped()
        if words.text:
            yield name, words


def _plain(words: Placed) -> Placed:
    """Without markup, its entities decoded: first the tags, since what an entity stands for is none."""
    return words.replaced(_TAG, lambda tag: "").replaced(_ENTITY, lambda entity: html.unescape(entity[0]))


def _labelled(line: Placed, recurring: frozenset[str]) -> Draft | None:
    """The turn that a line opens with its speaker, behind the dash of a dialogue or without one."""
    dash = _DASH.match(line.text)
    words = line.part(dash.end()) if dash else line
    head = parse_line(words.text)
    if head is None or (head.role == "unknown" and head.label not in recurring):
        return None
    return draft(head.label, words.part(head.column - 1))
