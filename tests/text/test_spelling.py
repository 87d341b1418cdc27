from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from servicelint.text.sentences import TURN_SEPARATOR, sentences, squeeze
from servicelint.text.spelled import spelled
from servicelint.text.spelling import spellings
from servicelint.text.tables import entries
from tests.text.raw_text import raw_texts

DICTIONARIES = ["TSCharacters", "TSPhrases", "TWPhrases", "TWPhrasesRev", "TWVariantsRev", "HKVariantsRev"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        pytest.param("不管", frozenset({"不管"}), id="one"),
        pytest.param("这个", frozenset({"这个", "这個", "这箇", "這个", "這個", "這箇"}), id="mixed-scripts"),
        pytest.param("12", frozenset({"12"}), id="width is squeezed out"),
    ],
)
def test_spellings(window: str, expected: frozenset[str]) -> None:
    assert spellings(window) == expected


@pytest.mark.parametrize(
    ("window", "some"),
    [
        pytest.param("用户", {"用户", "用戶", "使用者"}, id="whole-word"),
        pytest.param("户口", {"使用者口", "户口"}, id="word-reaches-over-the-start"),
        pytest.param("您用", {"您使用者", "您用"}, id="word-reaches-over-the-end"),
        pytest.param("软件", {"軟體", "软体", "軟件"}, id="taiwan-word"),
        pytest.param("借口", {"藉口", "借口"}, id="script-phrase"),
        pytest.param("干隆", {"乾隆", "干隆"}, id="kept-apart-by-opencc"),
    ],
)
def test_spellings_include(window: str, some: set[str]) -> None:
    found = spellings(window)
    assert found is not None
    assert some <= found


def test_none_above_the_limit() -> None:
    assert spellings("这个这个") is not None
    assert spellings("这个这个这个") is None
    assert spellings("这个", limit=5) is None


def test_no_spelling_contains_another() -> None:
    found = spellings("数据") or frozenset()
    assert not [(a, b) for a in found for b in found if a != b and a in b]


@pytest.mark.parametrize("name", [*DICTIONARIES, "TWVariantsRevPhrases", "HKVariantsRevPhrases"])
def test_every_entry_is_found_by_a_spelling_of_every_window(name: str) -> None:
    for key, value in entries(name):
        for raw in (key, value, f"您{key}的", f"A{key}，{value}"):
            _check_every_window(raw, 4)


@settings(deadline=None)  # the first example builds the inverse tables
@given(raw_texts)
def test_every_text_is_found_by_a_spelling_of_every_window(raw: str) -> None:
    _check_every_window(raw, 3)


def _check_every_window(raw: str, longest: int) -> None:
    raw = raw.replace(TURN_SEPARATOR, " ")  # as the scan does, for which it stands between turns
    squeezed = squeeze(raw).decode("utf-8", "surrogatepass")
    for sentence in sentences(raw):
        for k in range(len(sentence.text) - 1):
            for size in (1, 2, 7):
                assert re.search(spelled(sentence.text[k : k + size]), squeezed), sentence.text[k : k + size]
        for stretch in sentence.text.split("."):
            for size in range(1, longest + 1):
                for k in range(len(stretch) - size + 1):
                    found = spellings(stretch[k : k + size])
                    assert found is None or any(spelling in squeezed for spelling in found), stretch[k : k + size]
