from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.matching.compiled import compile_regex, expression_of
from servicelint.matching.matcher import Matcher
from servicelint.text.sentences import sentences
from servicelint.transcript import Turn


@pytest.mark.parametrize(
    ("pattern", "looked_for"),
    [
        pytest.param(r"\d{11}", set(), id="nothing to go by"),
        pytest.param(r"\d(块|元)", {"块", "元", "塊"}, id="alternatives"),
        pytest.param(r"[一二](点|时)钟", {"一点钟", "二點鐘", "二时钟"}, id="a class and alternatives"),
        pytest.param(r"(钱)?", None, id="empty"),
        pytest.param(r"不?是(?:我)?的", {"是的", "是我的"}, id="options are gaps"),
        pytest.param(r"(?i)ab", set(), id="flags are not understood"),
        pytest.param(r"a\.(b|c)", {"a"}, id="a point"),
        pytest.param(r"(投诉)+了", {"投诉了", "投訴瞭", "投诉投诉了"}, id="repeated"),
        pytest.param(r"(投诉){0,3}", None, id="perhaps repeated"),
    ],
)
def test_what_is_looked_for(pattern: str, looked_for: set[str] | None) -> None:
    if looked_for is None:
        with pytest.raises(ValueError, match="empty text"):
            compile_regex(pattern)
    else:
        searches = compile_regex(pattern).searches
        assert all(any(re.fullmatch(search, text) for search in searches) for text in looked_for)
        assert bool(looked_for) == bool(searches)


PATTERNS = [
    r"\d(块|元)",
    r"[0-9一二三四五六七八九十两]+(点|时)(钟|半|多|整)?.{0,8}(上门|登门|到您|过去)",
    r"(赔|赔偿|补)(给)?(您|你)(个|了)?[0-9一二两三]+(来)?(块|元|百)",
    r"^(喂|诶)?(您好|你好)(呀|啊)?[^请您]{0,3}(公司|中心)",
    r"[a-z]{2,6}-?[0-9]{2,}(型|號|号)",
    r"(軟|硬)體|软?件",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
def test_no_match_is_missed(pattern: str, data: st.DataObject) -> None:
    """Every text in which the expression matches is a candidate."""
    pieces = "一二3点时鐘钟塊元块赔賠您你個了百公司中心喂好呀ab-12型號軟硬體件上门門，。 "
    text = data.draw(st.text(alphabet=pieces, max_size=24) | st.from_regex(pattern))
    phrase = compile_regex(pattern)
    turns = [Turn("agent", text)]
    if any(expression_of(phrase).search(sentence.text) for sentence in sentences(text)):
        assert phrase.pattern in Matcher([phrase]).scan(turns).candidates
