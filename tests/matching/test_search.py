"""What is looked for of phrases as large as they come."""

from __future__ import annotations

from itertools import islice

import pytest

from servicelint.matching.compiled import compile_phrase
from servicelint.matching.matcher import Matcher
from servicelint.matching.search import LONGEST
from servicelint.text.dictionary import dictionary
from servicelint.transcript import Turn

WORDS = list(islice((word for word in dictionary().words() if len(word) == 4 and min(word) >= "\u4e00"), 600))
FIRST, SECOND = "|".join(WORDS[:300]), "|".join(WORDS[300:])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param(f"({FIRST}|{SECOND})", WORDS[-1], id="a large choice"),
        pytest.param(f"({FIRST})…({SECOND})", f"{WORDS[0]}好{WORDS[-1]}", id="two large choices"),
        pytest.param(f"好[{FIRST}|{SECOND}]的", "好的", id="a large choice that may be left out"),
        pytest.param(f"(一({FIRST}|{SECOND})三|四)", f"一{WORDS[-1]}三", id="a large choice within an option"),
        pytest.param("".join(f"({word}|好的)" for word in WORDS), "好的" * len(WORDS), id="many small choices"),
        pytest.param(
            "用户软件打印" + "这个时间里边" * 15, "用戶軟體列印" + "這個時間裡邊" * 15, id="a text of many spellings"
        ),
        pytest.param("好" * 6000 + "(一|二)", "好" * 6000 + "二", id="a long text"),
    ],
)
def test_large_phrases_are_divided_and_found(source: str, said: str) -> None:
    phrase = compile_phrase(source, {}, boundary=False)
    assert phrase.searches
    assert max(len(search.encode()) for search in phrase.searches) <= LONGEST
    turns = [Turn("agent", "您稍等"), Turn("agent", f"请问{said}吗")]
    occurrences = Matcher([phrase]).scan(turns)
    assert occurrences.candidates == {phrase.pattern: {1: None}}
    assert [match.turn for match in occurrences.find([phrase], [0, 1])]


def test_of_a_phrase_with_gaps_what_is_rare_is_looked_for() -> None:
    def searches(source: str) -> tuple[str, ...]:
        return compile_phrase(source, {}).searches

    assert searches("我…画蛇添足…的") == searches("画蛇添足")
    assert searches("您…你") == ("您[^\x1e;]*(?:你|妳)",)
    assert searches("[好]画蛇添足[吧]") == searches("画蛇添足")
