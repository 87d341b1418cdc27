from __future__ import annotations

import pytest

from servicelint.matching.boundary import loss, stands
from servicelint.text.sentences import Sentence, sentences


def _match(turn: str, phrase: str) -> tuple[Sentence, int, int]:
    (sentence,) = sentences(turn)
    start = sentence.text.index(phrase)
    return sentence, start, start + len(phrase)


@pytest.mark.parametrize(
    ("turn", "phrase", "lost"),
    [
        pytest.param("不管理", "不管", 5.7, id="cuts-管理"),
        pytest.param("您好像", "您好", 3.2, id="cuts-好像"),
        pytest.param("谢谢您好评", "您好", 6.3, id="cuts-好评"),
        pytest.param("看不清楚", "不清楚", 4.0, id="cuts-看不清"),
        pytest.param("再见面", "再见", 3.6, id="cuts-见面"),
        pytest.param("会上门", "上门", 0.6, id="segmented-会上-门"),
        pytest.param("您好好说", "您好", 1.3, id="segmented-您-好好"),
        pytest.param("我不知道", "不知道", 0.0, id="a-word"),
    ],
)
def test_loss(turn: str, phrase: str, lost: float) -> None:
    assert loss(*_match(turn, phrase)) == pytest.approx(lost, abs=0.05)
    assert stands(*_match(turn, phrase)) is (lost <= 2.5)


def test_only_the_stretch_between_punctuation_matters() -> None:
    assert loss(*_match("我们，不管理，这些", "不管")) == pytest.approx(loss(*_match("不管理", "不管")))


@pytest.mark.parametrize(
    ("turn", "phrase", "kept"),
    [
        pytest.param("不管，理由是什么", "不管", True, id="a-comma-parts-the-word"),
        pytest.param("不管 理由是什么", "不管", True, id="best-segmentation-agrees"),
        pytest.param("您好，像是坏了", "您好", True, id="a-comma-before-像"),
        pytest.param("您 好像生气了", "您好", False, id="a-space-does-not-part"),
        pytest.param("好，我不，知道", "不知道", True, id="a-comma-inside-the-match"),
        pytest.param("他不管理", "不管理", True, id="the-whole-word"),
    ],
)
def test_punctuation_parts_words_and_space_does_not(turn: str, phrase: str, kept: bool) -> None:
    assert stands(*_match(turn, phrase)) is kept


def test_a_match_at_both_ends_of_the_sentence_loses_nothing() -> None:
    assert loss(*_match("不管理", "不管理")) == 0.0
