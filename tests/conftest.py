"""Shared fixtures: packs and talks written in the tests themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import pytest

from servicelint.linter import Linter
from servicelint.pack import Pack
from servicelint.pack_loader import load_pack
from servicelint.readers.text import read
from servicelint.transcript import Transcript

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def private_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered from one test to the next, nor in the user's own cache, but for automata.

    These take seconds to compile, and are kept by all that they are compiled from.
    """
    cache = tmp_path_factory.mktemp("cache")
    automata = tmp_path_factory.getbasetemp().parent / "automata"
    automata.mkdir(exist_ok=True)
    (cache / "servicelint").mkdir()
    (cache / "servicelint" / "automata").symlink_to(automata, target_is_directory=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def pack_of(tmp_path: Path) -> Callable[..., Pack]:
    """Loads a pack from YAML; the rules alone will do."""

    def load(rules: str, head: str = "", name: str = "test") -> Pack:
        path = tmp_path / f"{name}.yaml"
        path.write_text(f"pack: {name}\n{dedent(head)}\nrules:\n{indent(dedent(rules), '  ')}", encoding="utf-8")
        return load_pack(path)

    return load


@pytest.fixture
def linter_of(pack_of: Callable[..., Pack]) -> Callable[..., Linter]:
    """A linter for rules given as YAML."""
    return lambda rules, head="": Linter([pack_of(rules, head)])


def talk(text: str, source: str = "talk.txt") -> Transcript:
    """A transcript in the plain-text format."""
    (transcript,) = read(dedent(text).lstrip("\n").encode(), source)
    assert isinstance(transcript, Transcript), transcript
    return transcript
