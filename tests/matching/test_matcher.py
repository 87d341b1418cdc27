from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicelint.matching.compiled import compile_phrase
from servicelint.matching.matcher import Matcher
from servicelint.text.folding import fold
from servicelint.text.sentences import significant
from servicelint.transcript import Turn

PIECES = [
    "嗯",
    "不不",
    "不",
    "知道",
    "沒",
    "办法",
    "辦",
    "法",
    "使用者",
    "用户",
    "软",
    "體",
    "，",
    " ",
    "。",
    "我",
    "您",
    "ＶＩＰ",
    "℃",
    "\x1e",
    "\n",
    "…",
    "步",
    "至道",
    "發",
    "3.",
    ".",
    "？",
    "硬",
    "件",
    "者",
    "用",
    "户",
]
PHRASES = [
    "不[太]知道",
    "没办法",
    "用户…不",
    "(软|硬)件",
    "我…您",
    "vip",
    "^不",
    "道$",
    "c",
    "{我方}没",
    "用…户",
    "(用|我)户",
    "软(件|体)[不]",
    "使(用|我)者",
    "^[不]用",
    "(用|不)…(户|法)…不$",
    "(我…用|不)户",
    "步",
    "^(软|不不)",
]
WORDS = {"我方": ("我", "我们")}


def agent(*texts: str) -> list[Turn]:
    return [Turn("agent", text) for text in texts]


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=5),
    st.lists(st.sampled_from(PHRASES), min_size=1, unique=True),
    st.sets(st.sampled_from(["fillers", "stutter", "homophones"])),
)
def test_the_scan_finds_what_trying_every_turn_finds(texts: list[str], sources: list[str], tolerate: set[str]) -> None:
    compiled = [
        compile_phrase(source, WORDS, boundary=False, homophones="homophones" in tolerate) for source in sources
    ]
    phrases = [replace(phrase, tolerate=frozenset(tolerate)) for phrase in compiled]
    matcher, turns = Matcher(phrases), agent(*texts)
    everywhere = range(len(turns))
    assert matcher.scan(turns).find(phrases, everywhere) == matcher.everywhere(turns).find(phrases, everywhere)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_original_text_of_a_match_folds_to_the_phrase(text: str) -> None:
    phrases = [compile_phrase(source, {}, boundary=False) for source in ("知道", "用户", "办法", "vip")]
    for phrase in phrases:
        for match in Matcher([phrase]).scan(agent(text)).find([phrase], [0]):
            assert significant(fold(text[match.start : match.end]).text) == phrase.source


def test_turns_are_told_apart_even_with_a_separator_inside() -> None:
    phrase = compile_phrase("不知道", {})
    matches = Matcher([phrase]).scan(agent("好\x1e的", "不知道", "不", "知道")).find([phrase], range(4))
    assert [(match.turn, match.start, match.end) for match in matches] == [(1, 0, 3)]


def test_only_the_turns_asked_for() -> None:
    phrase = compile_phrase("不知道", {})
    assert [m.turn for m in Matcher([phrase]).scan(agent("不知道", "不知道")).find([phrase], [1])] == [1]


@pytest.mark.parametrize(
    ("unless", "innocent"),
    [("不知道{您}", True), ("您…不知道", False), ("知道您方便", True), ("方便", False), ("不…方", True)],
)
def test_touched_by_any_reading_that_overlaps(unless: str, innocent: bool) -> None:
    phrase = compile_phrase("不知道", {})
    occurrences = Matcher([phrase]).scan(agent("不知道您方便吗"))
    (match,) = occurrences.find([phrase], [0])
    exception = compile_phrase(unless, {"您": ("您", "你")})
    assert (occurrences.touched(match, [exception]) == exception) is innocent


def test_phrases_are_plain_data() -> None:
    phrase = compile_phrase("不[太]知道", {})
    assert pickle.loads(pickle.dumps(phrase)) == phrase
