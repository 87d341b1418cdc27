"""As many forbidden phrases as wanted, made of jieba's words: what do many rules cost beside few?

They have eight shapes in turn, so any number of them is as mixed as any other: idioms, verbs with objects between
everyday words, alternatives, options and gaps.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Callable, Mapping

import jieba

SEED = 20261122
KINDS = {"i": (4, 100), "v": (2, 1000), "n": (2, 1000), "a": (2, 1000)}
"""Idioms, verbs, nouns and adjectives: how long they are, and how frequent at least in jieba's dictionary."""
COMMON = 20_000
"""The frequency above which words are left out: too much of what is said would be forbidden."""

Pick = Callable[[str], str]
SHAPES: tuple[Callable[[Pick], tuple[str, str]], ...] = (
    lambda pick: _alike(pick("i")),
    lambda pick: _alike(f"{pick('v')}什么{pick('n')}"),
    lambda pick: _alike(f"别{pick('v')}{pick('n')}了"),
    lambda pick: _varied("(不|没有)", "不", f"{pick('v')}{pick('n')}"),
    lambda pick: _varied("你们…", "你们真的", f"{pick('v')}{pick('n')}"),
    lambda pick: _varied("[实在]太", "太", f"{pick('a')}的{pick('n')}"),
    lambda pick: _alike(f"{pick('n')}{pick('v')}算了"),
    lambda pick: _varied("(谁|哪个)会", "谁会", f"{pick('v')}你的{pick('n')}"),
)
"""Each yields a phrase as packs write it, and what is said."""


def made(count: int) -> dict[str, str]:
    """The first ``count`` phrases of a sequence that never changes, with what is said."""
    source, words = random.Random(SEED), _words()
    phrases: dict[str, str] = {}
    for shape in itertools.cycle(SHAPES):
        if len(phrases) == count:
            break
        written, said = shape(lambda kind: source.choice(words[kind]))
        phrases[written] = said
    return phrases


def _words() -> Mapping[str, list[str]]:
    words = defaultdict(list)
    with jieba.get_dict_file() as file:
        for line in file:
            word, count, kind = line.decode().split()
            length, rare = KINDS.get(kind, (0, 0))
            if len(word) == length and rare <= int(count) <= COMMON:
                words[kind].append(word)
    return words


def _alike(text: str) -> tuple[str, str]:
    return text, text


def _varied(written: str, said: str, rest: str) -> tuple[str, str]:
    return written + rest, said + rest
