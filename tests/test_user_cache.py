from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from servicelint.user_cache import TOUCHED, UNUSED, cache_file, load, save


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "servicelint"


def aged(path: Path, seconds: float) -> float:
    """Makes a file that many seconds older than now, and says when that was."""
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path.stat().st_mtime


def kept(name: str, folder: str = "kind") -> Path:
    path = cache_file(folder, name)
    assert path is not None
    save(path, name.encode())
    return path


def test_every_part_of_a_key_counts(folder: Path) -> None:
    keys = [("k",), ("k", ""), ("", "k"), ("k", 1), ("k", "1", "2"), ("k", "12"), ("k1",)]
    assert len({cache_file("kind", *key) for key in keys}) == len(keys)
    assert cache_file("kind", "k", 1) == cache_file("kind", b"k", "1")


def test_what_nobody_has_used_goes_when_something_is_kept(folder: Path) -> None:
    old, young, other = kept("old"), kept("young"), kept("other", "another kind")
    aged(old, UNUSED + 60)
    aged(young, UNUSED - 60)
    aged(other, UNUSED + 60)
    (old.parent / "folder").mkdir()
    aged(old.parent / "folder", UNUSED + 60)
    new = kept("new")
    assert set(new.parent.iterdir()) == {young, new, new.parent / "folder"}
    assert other.exists()


def test_what_is_read_counts_as_used(folder: Path) -> None:
    path = kept("old")
    aged(path, UNUSED + 60)
    assert load(path) == b"old"
    assert path.stat().st_mtime > time.time() - TOUCHED
    kept("new")
    assert load(path) == b"old"


def test_what_was_just_used_is_not_written_to(folder: Path) -> None:
    path = kept("young")
    then = aged(path, TOUCHED - 60)
    assert load(path) == b"young"
    assert path.stat().st_mtime == then


def test_what_is_not_there_is_not_loaded(folder: Path) -> None:
    assert load(cache_file("kind", "nothing")) is None
    assert load(None) is None
    save(None, b"lost")
    assert list(folder.rglob("*")) == [folder / "kind"]
