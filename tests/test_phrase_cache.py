from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from servicelint.matching.compiled import compile_phrase
from servicelint.pack import Pack
from servicelint.pack_loader import load_pack
from servicelint.phrase_cache import PhraseCache

RULES = """
- {id: a, check: forbidden, title: 甲, phrases: ["{我方}不[太]管", {regex: "[沒没]用"}], examples: {bad: [我不管], good: [好]}}
"""
HEAD = "words: {我方: [我, 我們]}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "servicelint" / "phrases"


def test_a_pack_reads_back_as_it_was_compiled(pack_of: Callable[..., Pack], folder: Path) -> None:
    compiled = pack_of(RULES, HEAD)
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    assert load_pack(compiled.source) == compiled
    assert kept.stat().st_mtime_ns == before


def test_what_is_kept_is_used(pack_of: Callable[..., Pack], folder: Path) -> None:
    compiled = pack_of(RULES, HEAD)
    (kept,) = folder.iterdir()
    kept.write_text(kept.read_text("utf-8").replace('"pattern":"', '"pattern":"x'), "utf-8")
    assert load_pack(compiled.source) != compiled
    for broken in ('{"x": ["not a phrase"]}', "not json", "[]"):
        kept.write_text(broken)
        assert load_pack(compiled.source) == compiled
        assert kept.read_text("utf-8") != broken, "made anew"


def test_words_and_text_decide_what_is_kept(folder: Path) -> None:
    caches = [
        PhraseCache.of(b"pack: a", {}),
        PhraseCache.of(b"pack: b", {}),
        PhraseCache.of(b"pack: a", {"我方": ("我",)}),
        PhraseCache.of(b"pack: a", {"我方": ("我", "我们")}),
    ]
    assert len({cache.path for cache in caches}) == 4
    phrases = {name: compile_phrase("不[太]管", {}, homophones=name == "h") for name in ("h", "k")}
    caches[0].save(phrases)
    assert caches[0].load() == phrases
    assert caches[1].load() == {}
    assert list(folder.iterdir()) == [caches[0].path]


def test_without_a_place_to_keep_it_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache = PhraseCache.of(b"pack: a", {})
    assert cache.path is None
    cache.save({"k": compile_phrase("不管", {})})
    assert cache.load() == {}
