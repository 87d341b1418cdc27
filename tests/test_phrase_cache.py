from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servicelint.checks.phrases import Language
from servicelint.pack import Pack
from servicelint.phrase_cache import PhraseCache, Phrases

RULES = """
- {id: a, check: forbidden, title: 甲, phrases: ["{我方}不[太]管", {regex: "[沒没]用"}], examples: {bad: [我不管], good: [好]}}
"""
HEAD = "words: {我方: [我, 我們]}"
KEYS = {"8 True False {我方}不[太]管", "regex [沒没]用"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "servicelint" / "phrases"


def compiled(*sources: str) -> Phrases:
    phrases = Phrases({})
    for source in sources:
        Language(compiled=phrases).phrase(source, 8, True)
    return phrases


def test_an_edited_pack_finds_its_phrases_again(pack_of: Callable[..., Pack], folder: Path) -> None:
    before = pack_of(RULES, HEAD)
    (kept,) = folder.iterdir()
    kept.write_text(kept.read_text("utf-8").replace('"pattern":"', '"pattern":"x'), "utf-8")
    edited = pack_of(RULES.replace("甲", "乙"), HEAD)
    assert [phrase.pattern for phrase in edited.rules[0].check.searched()] == [
        "x" + phrase.pattern for phrase in before.rules[0].check.searched()
    ]


@pytest.mark.parametrize("broken", ['{"x": ["not a phrase"]}', "not json", "[]"])
def test_what_is_damaged_is_made_anew(pack_of: Callable[..., Pack], folder: Path, broken: str) -> None:
    pack_of(RULES, HEAD)
    (kept,) = folder.iterdir()
    whole = kept.read_text("utf-8")
    kept.write_text(broken)
    pack_of(RULES.replace("甲", "乙"), HEAD)
    assert kept.read_text("utf-8") == whole


def test_only_what_the_pack_still_says_stays(pack_of: Callable[..., Pack], folder: Path) -> None:
    source = Path(pack_of(RULES, HEAD).source)
    words = {"我方": ("我", "我們")}
    assert PhraseCache.of(source, words).load().keys() == KEYS
    pack_of(RULES.replace('"{我方}不[太]管", ', ""), HEAD)
    assert PhraseCache.of(source, words).load().keys() == {"regex [沒没]用"}


def test_words_and_the_file_decide_what_is_kept(folder: Path) -> None:
    a, b = folder / "a.yaml", folder / "b.yaml"
    caches = [
        PhraseCache.of(a, {}),
        PhraseCache.of(b, {}),
        PhraseCache.of(a, {"我方": ("我",)}),
        PhraseCache.of(a, {"我方": ("我", "我们")}),
    ]
    assert len({cache.path for cache in caches}) == 4
    phrases = compiled("不[太]管", "不[太]好")
    caches[0].save(phrases)
    assert caches[0].load() == phrases
    assert caches[1].load() == {}
    assert list(folder.iterdir()) == [caches[0].path]


def test_without_a_place_to_keep_it_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache = PhraseCache.of(tmp_path / "a.yaml", {})
    assert cache.path is None
    cache.save(compiled("不管"))
    assert cache.load() == {}
