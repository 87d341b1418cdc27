from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.kept_values import dump, restore


@dataclass(frozen=True, slots=True)
class Leaf:
    value: Any


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...] = ()
    held: Any = None
    names: dict[str, Any] = field(default_factory=dict)


CLASSES = (Leaf, Branch)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dates(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.frozensets(st.text(st.characters(exclude_categories=["Cs"]))),
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
        inner.map(Leaf),
        st.lists(inner.map(Leaf)).map(lambda leaves: Branch(tuple(leaves))),
    ),
)


def typed(value: object) -> object:
    """The value with its types told, as 1, 1.0 and True are equal."""
    if isinstance(value, Leaf):
        return Leaf, typed(value.value)
    if isinstance(value, Branch):
        return Branch, typed(value.leaves), typed(value.held), typed(value.names)
    if isinstance(value, dict):
        return dict, [(key, typed(each)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [typed(each) for each in value]
    return type(value), repr(value) if isinstance(value, float) else value


@given(VALUES)
def test_whatever_is_kept_comes_back_as_it_was(value: object) -> None:
    assert typed(restore(dump(Leaf(value), CLASSES), CLASSES)) == typed(Leaf(value))


def test_equal_objects_are_kept_and_made_once() -> None:
    value = Branch((Leaf("好"), Leaf("好"), Leaf(date(2026, 3, 2))), Leaf("好"))
    restored = restore(dump(value, CLASSES), CLASSES)
    assert restored == value
    assert restored.leaves[0] is restored.leaves[1] is restored.held
    assert len(dump(value, CLASSES).splitlines()) == 3


@pytest.mark.parametrize(
    "value", [float("inf"), float("nan"), 10**30, "\ud800", {1: "a"}, {"a"}, object(), frozenset({1, "a"})]
)
def test_what_cannot_be_kept_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        dump(Leaf(value), CLASSES)


def test_only_the_classes_that_are_named_are_made() -> None:
    with pytest.raises(IndexError):
        restore(b'[2,"a"]', CLASSES)
    with pytest.raises(KeyError):
        restore(b'[0,["eval","1"]]', CLASSES)
