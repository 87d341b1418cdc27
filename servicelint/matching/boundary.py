"""Whether a match stands on the borders of words. Segmentation errs, so it is asked how much a cut would cost.

With L(s) the log probability of the best segmentation of the sentence under jieba's dictionary and L(s | i, j) that of
the best one with cuts at both ends of the match, the loss is L(s) - L(s | i, j). Punctuation cuts in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from servicelint.text.sentences import Sentence
from servicelint.text.tokenizer import best, word_model

MAX_LOSS = 2.5
"""In natural logarithms. 不管 in 不管理 loses 5.7, 您好 in 您好像 3.2; 上门 in 会上门 0.6, 您好 in 您好好说 1.3."""


def stands(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the match ``sentence.text[start:end]`` cuts no word in half."""
    return loss(sentence, start, end) <= MAX_LOSS


def loss(sentence: Sentence, start: int, end: int) -> float:
    """How much less probable the sentence becomes when words must end at both ends of the match; at least 0."""
    return _loss(sentence.text, sentence.breaks, start, end)


@lru_cache(maxsize=1 << 12)
def _loss(whole: str, breaks: frozenset[int], start: int, end: int) -> float:
    # What lies beyond the nearest punctuation is the same in both segmentations.
    left = max((k for k in breaks if k <= start), default=0)
    right = min((k for k in breaks if k >= end), default=len(whole))
    text = whole[left:right]
    if not any(word_model().straddled(text, place - left) for place in (start, end)):
        return 0.0
    borders = {left, right, *(k for k in breaks if left < k < right)}
    return max(0.0, _best(whole, borders) - _best(whole, borders | {start, end}))


def _best(text: str, borders: Iterable[int]) -> float:
    """Log probability of the best segmentation with a cut at every border, from the first to the last."""
    return sum(best(text[i:j]) for i, j in pairwise(sorted(borders)))
