"""Words: jieba's tokenizer over folded text, and the probabilities of its dictionary.

jieba itself is only imported to tokenize; the dictionary is read without it, which is faster than jieba's cache.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from servicelint.text.dictionary import Dictionary, dictionary
from servicelint.text.folding import fold

if TYPE_CHECKING:
    import jieba


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written and folded, and its place in the original and in the folded text."""

    text: str
    folded: str
    start: int
    end: int
    folded_start: int
    folded_end: int


def tokenize(text: str) -> list[Token]:
    """Cut a text into words. What folding drops (white space) belongs to no word."""
    folded = fold(text)
    tokens = []
    for word, i, j in _jieba().tokenize(folded.text):
        start, end = folded.span(i, j)
        tokens.append(Token(text[start:end], word, start, end, i, j))
    return tokens


@dataclass(frozen=True, slots=True)
class WordModel:
    """jieba's dictionary as probabilities. A single character that it does not hold has frequency 1."""

    dictionary: Dictionary

    def log_probability(self, word: str) -> float:
        """Natural logarithm of the probability of a word; of frequency 1 if the dictionary does not hold it."""
        return math.log(self.dictionary.starting(word[:1]).get(word) or 1) - math.log(self.dictionary.total)

    def best(self, text: str) -> float:
        """Log probability of the most probable segmentation; 0 for an empty text."""
        cost = math.log(self.dictionary.total)
        best = [0.0] + [-math.inf] * len(text)
        for start, character in enumerate(text):
            words, before = self.dictionary.starting(character), best[start] - cost
            best[start + 1] = max(best[start + 1], before + math.log(words.get(character) or 1))
            for end in range(start + 2, min(len(text), start + words.longest) + 1):
                if frequency := words.get(text[start:end]):
                    best[end] = max(best[end], before + math.log(frequency))
        return best[-1]

    def straddled(self, text: str, place: int) -> bool:
        """Whether a word of the dictionary in ``text`` lies on both sides of ``place``."""
        longest = self.dictionary.longest
        for start in range(max(0, place - longest + 1), place):
            words = self.dictionary.starting(text[start])
            for end in range(place + 1, min(len(text), start + words.longest) + 1):
                if text[start:end] in words:
                    return True
        return False


@cache
def word_model() -> WordModel:
    """The model of jieba's dictionary, of which only what is asked for is read."""
    return WordModel(dictionary())


def log_probability(word: str) -> float:
    """Log probability of a word under jieba's dictionary."""
    return word_model().log_probability(word)


@lru_cache(maxsize=1 << 12)
def best(text: str) -> float:
    """Log probability of the best segmentation under jieba's dictionary, without its hidden Markov model."""
    return word_model().best(text)


@cache
def _jieba() -> jieba.Tokenizer:
    """jieba with our reading of its dictionary: left alone it trusts a cache in a shared directory."""
    import jieba  # slow, and only needed here

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ = _with_prefixes(dictionary().words())
    tokenizer.total = dictionary().total
    tokenizer.initialized = True
    return tokenizer


def _with_prefixes(frequencies: dict[str, int]) -> dict[str, int]:
    """jieba walks from prefix to prefix: those that are no words have frequency 0."""
    prefixes = dict(frequencies)
    for word in frequencies:
        for size in range(1, len(word)):
            prefixes.setdefault(word[:size], 0)
    return prefixes
