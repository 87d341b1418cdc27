"""Turns of our own model read by columns are those that are read one by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.lazy_turns import LazyTurns
from servicelint.readers.json_model import each_turn
from servicelint.readers.json_places import Lines
from servicelint.readers.json_turns import KEYS, quick_turns

_ROLES = st.sampled_from(["agent", "customer", "unknown", "客服", "A"])
_TIMES = st.sampled_from([0, 0.0, 0.5, 1, 2.5, 2**63])
_LABELS = st.sampled_from(["", "A", "客户"])
_ODD: st.SearchStrategy[Any] = st.sampled_from([None, True, -1, -0.5, "", "1", 3, [], {}])
_TURN = st.fixed_dictionaries(
    {"text": st.text(max_size=2), "role": _ROLES, "label": _LABELS, "start": _TIMES, "end": _TIMES}
)
_ODD_TURN = st.dictionaries(st.sampled_from([*KEYS, "words"]), _ODD, max_size=2)


@st.composite
def _items(draw: st.DrawFn) -> list[Any]:
    """Turns with the same keys, of which one or two may be odd."""
    keys = draw(st.sets(st.sampled_from(["role", "label", "start", "end"]))) | {"text"}
    items: list[Any] = [
        {key: value for key, value in turn.items() if key in keys}
        for turn in draw(st.lists(_TURN, min_size=1, max_size=5))
    ]
    for place in draw(st.lists(st.integers(0, len(items) - 1), max_size=2, unique=True)):
        whole = items[place]
        less = {key: value for key, value in whole.items() if key != draw(st.sampled_from(KEYS))}
        items[place] = draw(st.sampled_from([less, whole | draw(_ODD_TURN), draw(_ODD)]))
    return items


@given(_items())
def test_by_columns_as_one_by_one(items: list[Any]) -> None:
    lines = Lines(3)
    quick = quick_turns(items, lines, "/7")
    if quick is None:
        return
    wanted = each_turn(items, lines, "/7")
    assert isinstance(quick.turns, LazyTurns)
    assert quick.turns == wanted.turns
    assert (list(quick.turns.roles), list(quick.turns.texts)) == (
        [turn.role for turn in wanted.turns],
        [turn.text for turn in wanted.turns],
    )
    assert quick.unknown == wanted.unknown
    assert not quick.all_read or all(turn.keys() <= set(KEYS) for turn in items)


@pytest.mark.parametrize(
    ("items", "all_read"),
    [
        ([{"role": "agent", "text": "a", "start": 1, "end": 2.5, "label": "A"}] * 2, True),
        ([{"text": "a", "label": "客服"}, {"text": "b", "label": "客户"}], True),
        ([{"text": "a", "role": "客服"}, {"text": "b", "role": "agent", "label": None}], False),
        ([{"text": "a", "role": "agent", "start": None}, {"text": "b", "role": "agent", "start": 3}], True),
        ([{"text": "a", "role": "agent", "id": 7}], False),
    ],
)
def test_what_is_read_by_columns(items: list[Any], all_read: bool) -> None:
    quick = quick_turns(items, Lines(1), "")
    assert quick is not None
    assert quick.all_read == all_read


@pytest.mark.parametrize(
    "items",
    [
        [{"role": "agent", "text": "a"}, 7],
        [{"role": "agent", "text": "a"}, {"role": "agent"}],
        [{"role": "agent", "text": None}],
        [{"text": "a"}],
        [{"role": 1, "text": "a"}],
        [{"role": [], "text": "a"}],
        [{"role": "agent", "text": "a", "label": 0}],
        [{"role": "agent", "text": "a", "start": True}],
        [{"role": "agent", "text": "a", "end": -1}],
        [{"role": "agent", "text": "a", "start": 2, "end": 1}],
        [{"role": "agent", "text": "a", "start": 2, "end": 1}, {"role": "agent", "text": "a", "start": None}],
        [{"role": "agent", "text": "a", "start": "1"}],
        [[]],
        ["role text"],
    ],
)
def test_what_wants_a_closer_look(items: list[Any]) -> None:
    assert quick_turns(items, Lines(1), "") is None
