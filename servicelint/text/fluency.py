"""Sentences as they were meant: without the fillers and stutters of speech that a recogniser writes down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from servicelint.text.sentences import Sentence

FILLERS = frozenset("嗯呃唔啊呐诶欸哎唉噢哦喔")
"""Hesitations, folded. 额 is not among them: 余额 and 金额 are what people call about."""

_STUTTER = re.compile(r"(.{1,3}?)\1+")
"""One to three characters said again at once: 我我我, 不知不知道. Reduplication (看看) looks the same, so a phrase is
always tried on what was really said too."""


def fluent(sentence: Sentence, *, fillers: bool, stutter: bool) -> Sentence | None:
    """The sentence without fillers, or stutters, or both; None when there are none.

    What is left keeps its places in the original, and its breaks.
    """
    kept = [k for k, char in enumerate(sentence.text) if not (fillers and char in FILLERS)]
    if stutter:
        kept = list(_said_once(sentence.text, kept))
    if len(kept) == len(sentence.text) or not kept:
        return None
    breaks = {new for new, old in enumerate(kept) if new and _is_broken(sentence.breaks, kept[new - 1], old)}
    return Sentence(
        "".join(sentence.text[k] for k in kept),
        tuple(sentence.starts[k] for k in kept),
        tuple(sentence.ends[k] for k in kept),
        frozenset(breaks),
        sentence.is_question,
    )


def _said_once(text: str, kept: list[int]) -> Iterator[int]:
    """Of each stutter the last saying, which is the one that goes on."""
    said = "".join(text[k] for k in kept)
    done = 0
    for found in _STUTTER.finditer(said):
        yield from kept[done : found.start()]
        yield from kept[found.end() - len(found[1]) : found.end()]
        done = found.end()
    yield from kept[done:]


def _is_broken(breaks: Iterable[int], before: int, after: int) -> bool:
    """Whether punctuation stood between two characters and was not part of the hesitation."""
    return after == before + 1 and after in breaks
