"""The nearest miss: what was said that comes closest to a phrase that is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from servicelint.checks.breach import Talk
from servicelint.checks.speech import Speech
from servicelint.matching.compiled import Phrase

ALIKE = 60.0
"""Similarity in per cent (Indel ratio of the best stretch) from which on a stretch is worth quoting."""

_OPERATORS = re.compile(r"\\A|\\Z|\.\{0,\d+\}\?|[()?:|\\]")
LONGEST_TALK = 200
"""Sentences looked at, so that a quote never costs more than the lint itself."""


def nearest_miss(speech: Speech, talk: Talk, turns: Sequence[int]) -> str:
    """The words most like one of the phrases, as they are added to a message; empty when nothing is alike."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    best: tuple[float, str] = (ALIKE, "")
    looked = [(turn, sentence) for turn in turns for sentence in talk.occurrences.sentences(turn)][:LONGEST_TALK]
    wanted = _wanted(speech.phrases)
    for turn, sentence in looked:
        for text, characters in wanted:
            if len(sentence.text) < len(text) or characters.isdisjoint(sentence.text):
                continue
            found = partial_ratio_alignment(text, sentence.text, score_cutoff=best[0] + 0.01)
            if found is not None and found.dest_end > found.dest_start:
                start, end = sentence.span(found.dest_start, found.dest_end)
                best = (found.score, talk.transcript.turns[turn].text[start:end])
    return f"；最接近的是“{best[1]}”" if best[1] else ""


@lru_cache(maxsize=1 << 10)
def _wanted(phrases: tuple[Phrase, ...]) -> list[tuple[str, frozenset[str]]]:
    """The stretches to look for, in order, each with its characters."""
    texts = {text for phrase in phrases if not phrase.linear for text in _texts(phrase)}
    return [(text, frozenset(text)) for text in sorted(texts)]


def _texts(phrase: Phrase) -> list[str]:
    """The stretches of plain characters of a phrase, at least three long: shorter ones are alike by chance."""
    return [text for text in _OPERATORS.split(phrase.pattern) if len(text) >= 3]
