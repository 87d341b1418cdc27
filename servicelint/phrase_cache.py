"""Keeps compiled phrases from one edition of a pack to the next: once it is edited, only what is new is compiled.

A cache file is JSON, data and never code, for the path of the pack, its words and the code that compiles. One that is
missing, unreadable or of another shape is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from servicelint import user_cache
from servicelint.matching.compiled import Phrase


class Phrases(dict[str, Phrase]):
    """Phrases by what they are compiled from; ``used`` are those that were asked for."""

    def __init__(self, kept: Mapping[str, Phrase]) -> None:
        super().__init__(kept)
        self.used: set[str] = set()

    def __getitem__(self, key: str) -> Phrase:
        self.used.add(key)
        return super().__getitem__(key)


@dataclass(frozen=True, slots=True)
class PhraseCache:
    """The compiled phrases of one pack file; ``path`` is None where nothing can be kept."""

    path: Path | None

    @classmethod
    def of(cls, pack: Path, words: Mapping[str, tuple[str, ...]]) -> PhraseCache:
        """The cache for the pack file, with these word lists (its own and those it inherits)."""
        lists = orjson.dumps(sorted((name, *texts) for name, texts in words.items()))
        return cls(user_cache.cache_file("phrases", user_cache.code_stamp(), lists, str(pack.resolve())))

    def load(self) -> Phrases:
        """What was kept, or nothing."""
        try:
            kept = orjson.loads(user_cache.load(self.path) or b"{}")
            return Phrases({key: _phrase(value) for key, value in kept.items()})
        except (ValueError, TypeError, AttributeError, KeyError):
            return Phrases({})

    def save(self, phrases: Phrases) -> None:
        """Keep the phrases that were used."""
        used = {key: _plain(phrases[key]) for key in sorted(phrases.used)}
        user_cache.save(self.path, orjson.dumps(used))


def _plain(phrase: Phrase) -> dict[str, Any]:
    return asdict(phrase) | {name: sorted(getattr(phrase, name)) for name in ("tolerate", "pairs", "pieces")}


def _phrase(value: Mapping[str, Any]) -> Phrase:
    return Phrase(
        str(value["source"]),
        str(value["pattern"]),
        tuple(map(str, value["searches"])),
        bool(value["boundary"]),
        bool(value["linear"]),
        *(frozenset(map(str, value[name])) for name in ("tolerate", "pairs", "pieces")),
    )
