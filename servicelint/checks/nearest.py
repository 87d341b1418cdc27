"""The nearest miss: what was said that comes closest to a phrase that is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

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

    wanted = {text for phrase in speech.phrases if not phrase.linear for text in _texts(phrase)}
    best: tuple[float, str] = (ALIKE, "")
    looked = [(turn, sentence) for turn in turns for sentence in talk.occurrences.sentences(turn)][:LONGEST_TALK]
    for turn, sentence in looked:
        for text in sorted(wanted):
            if len(sentence.text) < len(text):
                continue
            found = partial_ratio_alignment(text, sentence.text, score_cutoff=best[0] + 0.01)
            if found is not None and found.dest_end > found.dest_start:
                start, end = sentence.span(found.dest_start, found.dest_end)
                best = (found.score, talk.transcript.turns[turn].text[start:end])
    return f"；最接近的是“{best[1]}”" if best[1] else ""


def _texts(phrase: Phrase) -> list[str]:
    """The stretches of plain characters of a phrase, at least three long: shorter ones are alike by chance."""
    return [text for text in _OPERATORS.split(phrase.pattern) if len(text) >= 3]
