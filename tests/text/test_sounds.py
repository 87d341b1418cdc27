from __future__ import annotations

import subprocess
import sys

import pytest

from servicelint.text.sounds import OTHER_READINGS, syllables


@pytest.mark.parametrize(
    ("character", "read"),
    [
        pytest.param("不", ("bu",), id="rare readings are left out"),
        pytest.param("行", ("xing", "hang"), id="two readings"),
        pytest.param("着", ("zhe", "zhuo", "zhao"), id="three readings"),
        pytest.param("绿", ("lü",), id="the two dots are no tone"),
        pytest.param("A", (), id="Latin"),
        pytest.param("，", (), id="punctuation"),
        pytest.param("3", (), id="digit"),
    ],
)
def test_syllables(character: str, read: tuple[str, ...]) -> None:
    assert syllables(character) == read


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("便", "遍", True), ("清", "情", True), ("的", "地", True), ("知", "资", False), ("管", "菅", False)],
)
def test_alike(one: str, other: str, alike: bool) -> None:
    assert bool(set(syllables(one)) & set(syllables(other))) is alike


@pytest.mark.parametrize("character", OTHER_READINGS)
def test_other_readings_add_something(character: str) -> None:
    assert len(syllables(character)) == 1 + len(OTHER_READINGS[character])


def test_nothing_is_read_before_a_pack_asks_for_it() -> None:
    code = """
import sys
from servicelint import Linter, load_pack
from servicelint.text import sounds
from servicelint.transcript import Transcript, Turn
assert Linter([load_pack("general")]).lint(Transcript("t", (Turn("agent", "我不知道"),))).violations
assert sounds._table.cache_info().currsize == 0
assert "pypinyin" not in sys.modules
assert sounds.syllables("不") == ("bu",)
assert "pypinyin" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
