from __future__ import annotations

import math
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicelint.text import tokenizer
from servicelint.text.dictionary import dictionary
from servicelint.text.tokenizer import best, log_probability, tokenize


def test_tokens_have_their_place_in_the_original() -> None:
    text = "請問 使用者，您 好㎏"
    tokens = tokenize(text)
    assert [(token.text, token.folded, token.folded_start) for token in tokens] == [
        ("請問", "请问", 0),
        ("使用者", "用户", 2),
        ("，", ",", 4),
        ("您 好", "您好", 5),
        ("㎏", "kg", 7),
    ]
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_the_dictionary_and_the_words_are_jiebas(tmp_path: Path) -> None:
    theirs, ours = jieba.Tokenizer(), tokenizer._jieba()
    theirs.tmp_dir = str(tmp_path)
    theirs.initialize()
    assert (ours.FREQ, ours.total) == (theirs.FREQ, theirs.total)
    text = "我们的工程师会在明天上午上门，请您保持电话畅通"
    assert [token.text for token in tokenize(text)] == theirs.lcut(text)


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text(alphabet="不管理您好像会上门看清楚说再见面知道a1，龘", max_size=14))
def test_best_is_what_jieba_computes(text: str) -> None:
    theirs = tokenizer._jieba()
    route: dict[int, tuple[float, int]] = {}
    theirs.calc(text, theirs.get_DAG(text), route)
    assert best(text) == pytest.approx(route[0][0], abs=1e-9)


def test_log_probability() -> None:
    assert log_probability("您好") == pytest.approx(math.log(dictionary().words()["您好"] / dictionary().total))
    assert log_probability("龘龘龘") == -math.log(dictionary().total)
    assert best("") == 0.0
