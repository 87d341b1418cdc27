"""Where a phrase fits in one sentence: exactly, without cutting words, or by its sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servicelint.matching.boundary import stands
from servicelint.matching.compiled import Phrase, expression_of
from servicelint.matching.homophones import Doubt, sounds_of
from servicelint.text.sentences import Sentence


def spans(phrase: Phrase, text: str) -> Iterator[tuple[int, int]]:
    """The matches of a phrase in the text of a sentence: one for each start, so they may overlap."""
    search = expression_of(phrase).search
    found = search(text)
    while found:
        if found.end() > found.start():
            yield found.start(), found.end()
        found = search(text, found.start() + 1)


def standing(phrase: Phrase, sentence: Sentence, first: int, last: int) -> int | None:
    """Where the match from ``first`` ends without cutting a word: at ``last``, else wherever the phrase fits."""
    if not phrase.boundary or stands(sentence, first, last):
        return last
    fits = expression_of(phrase).fullmatch
    others = (
        end for end in range(first + 1, len(sentence.text) + 1) if end != last and fits(sentence.text, first, end)
    )
    return next((end for end in others if stands(sentence, first, end)), None)


def settled(sentence: Sentence, doubt: Doubt) -> Sentence:
    """The sentence with the meant character put in."""
    return replace(sentence, text=doubt.settled(sentence.text))


def misheard(phrase: Phrase, heard: Sentence, doubt: Doubt) -> Iterator[tuple[int, int]]:
    """Where the phrase stands in a sentence if, and only if, the doubt is settled; words are those then meant."""
    for first, shortest in spans(phrase, doubt.settled(heard.text)):
        meant = settled(heard, doubt)
        last = standing(phrase, meant, first, shortest)
        if last is None or not doubt.is_held(phrase, meant.text, first, last):
            continue
        if not expression_of(phrase).fullmatch(heard.text, first, last) and doubt.is_likely(heard):
            yield first, last


def touches(phrase: Phrase, sentence: Sentence, first: int, last: int) -> bool:
    """Whether some match of the phrase, exact or by sound, shares a character with ``sentence.text[first:last]``."""
    if _reaches(phrase, sentence.text, first, last):
        return True
    return bool(phrase.pairs) and any(
        _reaches(phrase, doubt.settled(sentence.text), first, last) and doubt.is_likely(sentence)
        for _, doubt in sounds_of(phrase).doubts(sentence.text)
    )


def _reaches(phrase: Phrase, text: str, first: int, last: int) -> bool:
    """Whether some match of the phrase shares a character with text[first:last], however long it must be for that."""
    expression = expression_of(phrase)
    found = expression.search(text)
    while found and found.start() < last:
        if found.end() > first:
            return True
        if any(expression.fullmatch(text, found.start(), end) for end in range(first + 1, len(text) + 1)):
            return True
        found = expression.search(text, found.start() + 1)
    return False
