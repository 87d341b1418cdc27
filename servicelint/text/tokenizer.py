"""Words: jieba's tokenizer over folded text, and the probabilities of its dictionary.

jieba itself is only imported to tokenize; the dictionary is read without it, which is faster than jieba's cache.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

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

    frequencies: dict[str, int]
    total: int
    longest: int

    def log_probability(self, word: str) -> float:
        """Natural logarithm of the probability of a word; of frequency 1 if the dictionary does not hold it."""
        return math.log(self.frequencies.get(word) or 1) - math.log(self.total)

    def best(self, text: str) -> float:
        """Log probability of the most probable segmentation; 0 for an empty text."""
        cost = math.log(self.total)
        best = [0.0]
        for end in range(1, len(text) + 1):
            score = best[end - 1] + math.log(self.frequencies.get(text[end - 1]) or 1)
            for start in range(max(0, end - self.longest), end - 1):
                if frequency := self.frequencies.get(text[start:end]):
                    score = max(score, best[start] + math.log(frequency))
            best.append(score - cost)
        return best[-1]

    def straddled(self, text: str, place: int) -> bool:
        """Whether a word of the dictionary in ``text`` lies on both sides of ``place``."""
        return any(
            text[start:end] in self.frequencies
            for start in range(max(0, place - self.longest + 1), place)
            for end in range(place + 1, min(len(text), start + self.longest) + 1)
        )


@cache
def word_model() -> WordModel:
    """Read jieba's dictionary, without importing jieba: about 0.2 s, once a process."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    # Lines of word, frequency, part of speech. A word that is listed twice counts twice in the total, as for jieba.
    fields = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    counts = [int(field) for field in fields[1::3]]
    frequencies = dict(zip(fields[::3], counts, strict=True))
    return WordModel(frequencies, sum(counts), max(map(len, frequencies)))


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
    tokenizer.FREQ = _with_prefixes(word_model().frequencies)
    tokenizer.total = word_model().total
    tokenizer.initialized = True
    return tokenizer


def _with_prefixes(frequencies: dict[str, int]) -> dict[str, int]:
    """jieba walks from prefix to prefix: those that are no words have frequency 0."""
    prefixes = dict(frequencies)
    for word in frequencies:
        for size in range(1, len(word)):
            prefixes.setdefault(word[:size], 0)
    return prefixes
