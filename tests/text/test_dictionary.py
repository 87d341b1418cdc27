from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jieba
import pytest

from servicelint.text.dictionary import dictionary


@pytest.fixture
def fresh() -> Iterator[None]:
    """The dictionary is read anew in this test and after it."""
    dictionary.cache_clear()
    yield
    dictionary.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "servicelint" / "dictionary"


def of_jieba() -> dict[str, int]:
    with jieba.get_dict_file() as file:
        return {word: int(count) for word, count, *_ in (line.decode().split(" ") for line in file)}


@pytest.mark.usefixtures("fresh")
def test_the_words_of_each_character_are_those_of_jieba(folder: Path) -> None:
    theirs = of_jieba()
    assert dictionary().words() == theirs
    ours: dict[str, int] = {}
    for character in {word[0] for word in theirs}:
        words = dictionary().starting(character)
        assert all(word[0] == character for word in words)
        ours |= words
    assert ours == theirs
    assert dictionary().longest == max(map(len, theirs))
    assert dictionary().starting("\x00") == {}


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b'{"size": 1}'], ids=["empty", "no key", "a list", "other size"])
def test_a_damaged_index_is_made_anew(folder: Path, damage: bytes) -> None:
    expected = dictionary()
    (kept,) = folder.iterdir()
    kept.write_bytes(damage)
    dictionary.cache_clear()
    assert dictionary() == expected
    assert kept.read_bytes() != damage
