"""The cases behind the figures as the page shows them: each with an anchor, its words marked, and the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from servicelint.evaluation.causes import span
from servicelint.evaluation.corpus import Row
from servicelint.evaluation.figures import Evaluation
from servicelint.evaluation.judging import Judgement, Unlabelled
from servicelint.transcript import Role, Turn

Kind = Literal["miss", "false-alarm", "review-right", "review-wrong", "unlabelled"]
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "miss": "漏报",
        "false-alarm": "误报",
        "review-right": "待复核，属违规",
        "review-wrong": "待复核，不违规",
        "unlabelled": "命中未标注",
    }
)
ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {"agent": "客服", "customer": "客户", "action": "动作", "system": "系统", "unknown": "未知"}
)
BEFORE, AFTER = 3, 1
"""Turns shown around the one that was judged."""

_LANGUAGES = {"hans": "zh-Hans", "tw": "zh-Hant-TW", "hk": "zh-Hant-HK"}
_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: 0x2421}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that are all, or none of them, labelled and matched."""

    text: str
    labelled: bool
    matched: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``rules`` answer for it, ``labelled`` and ``matched`` are spans of the turn number ``place`` (from 0).

    ``anchor`` is its address on the page, ``group`` its row in the table of groups.
    """

    anchor: str
    kind: Kind
    row: Row
    place: int
    labelled: tuple[Span, ...]
    matched: tuple[Span, ...]
    rules: tuple[str, ...]
    group: str
    category: str
    reason: str

    @property
    def turn(self) -> Turn:
        """What was judged."""
        return self.row.talk.turns[self.place]

    @property
    def before(self) -> Sequence[Turn]:
        """The turns before it."""
        return self.row.talk.turns[max(0, self.place - BEFORE) : self.place]

    @property
    def after(self) -> Sequence[Turn]:
        """The turns after it."""
        return self.row.talk.turns[self.place + 1 : self.place + 1 + AFTER]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its words, cut wherever a span begins or ends."""
        return tuple(pieces(self.turn.text, self.labelled, self.matched))

    @property
    def facts(self) -> Mapping[str, str]:
        """What its row says of itself: clause, part, style."""
        return {key: str(value) for key, value in self.row.about.items() if key != "id"}

    @property
    def language(self) -> str:
        """The BCP 47 tag of its words."""
        return _LANGUAGES.get(str(self.row.about.get("script")), "zh")

    def quotes(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The characters of spans."""
        return tuple(visible(self.turn.text[start:end]) for start, end in spans)


def cases_of(evaluation: Evaluation, by: str | None) -> Iterator[Case]:
    """All cases: misses, false alarms, reviews, findings without a label. ``by`` is the key of the groups."""
    taken: Counter[str] = Counter()
    for one in (*evaluation.misses, *evaluation.false_alarms, *evaluation.reviews):
        yield _judged(one, by, taken)
    for found in evaluation.unlabelled:
        yield _unlabelled(found, by, taken)


def pieces(text: str, labelled: Sequence[Span], matched: Sequence[Span]) -> Iterator[Piece]:
    """The text as runs of characters that the same spans cover."""
    cuts = sorted({0, len(text), *(place for each in (*labelled, *matched) for place in each)})
    for start, end in pairwise(cuts):
        yield Piece(visible(text[start:end]), _covered(start, labelled), _covered(start, matched))


def visible(text: str) -> str:
    """The text with control characters as their pictures: HTML would drop or change them."""
    return text.translate(_PICTURES)


def _covered(place: int, spans: Iterable[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def _judged(one: Judgement, by: str | None, taken: Counter[str]) -> Case:
    label = one.label
    found = [(flag.start, flag.end) for flag in one.flags]
    if one.cause is not None and one.cause.rule:
        found.append((one.cause.start, one.cause.end))
    return Case(
        _anchor(one.row, label.turn, label.start, taken),
        _kind(one),
        one.row,
        label.turn,
        ((label.start, label.end),),
        tuple(dict.fromkeys(found)),
        tuple(one.rules),
        one.value_of(by) if by else "",
        label.category,
        one.reason,
    )


def _unlabelled(one: Unlabelled, by: str | None, taken: Counter[str]) -> Case:
    violation, place = one.violation, span(one.row, one.violation)
    reason = f"{violation.rule} “{violation.text}”"
    group = str(one.row.about.get(by, "")) if by else ""
    anchor = _anchor(one.row, violation.turn - 1, place[0], taken)
    return Case(anchor, "unlabelled", one.row, violation.turn - 1, (), (place,), (violation.rule,), group, "", reason)


def _kind(one: Judgement) -> Kind:
    if one.certainty is None:
        return "miss"
    if one.certainty == "certain":
        return "false-alarm"
    return "review-right" if one.label.violation else "review-wrong"


def _anchor(row: Row, turn: int, start: int, taken: Counter[str]) -> str:
    """An address that stays when other rows come or go: of the talk, the turn and the first character, from 1."""
    name = re.sub(r"[^\w.-]+", "-", row.talk.id)
    anchor = f"case-{name}-{turn + 1}-{start + 1}"
    taken[anchor] += 1
    return anchor if taken[anchor] == 1 else f"{anchor}-again-{taken[anchor]}"
