"""Keeps compiled phrases from one run to the next: compiling a pack takes a second, reading it back a few milliseconds.

A cache file is JSON, data and never code, named by the hash of the pack, its words and our version. One that is
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

FORMAT = 6
"""To be raised whenever phrases compile differently, also because the dictionaries of folding have changed."""


@dataclass(frozen=True, slots=True)
class PhraseCache:
    """The compiled phrases of one pack file; ``path`` is None where nothing can be kept."""

    path: Path | None

    @classmethod
    def of(cls, pack: bytes, words: Mapping[str, tuple[str, ...]]) -> PhraseCache:
        """The cache for a pack of these bytes, with these word lists (its own and those it inherits)."""
        lists = orjson.dumps(sorted((name, *texts) for name, texts in words.items()))
        return cls(user_cache.cache_file("phrases", FORMAT, lists, pack))

    def load(self) -> dict[str, Phrase]:
        """What was kept, or nothing."""
        try:
            kept = orjson.loads(user_cache.load(self.path) or b"{}")
            return {key: _phrase(value) for key, value in kept.items()}
        except (ValueError, TypeError, AttributeError, KeyError):
            return {}

    def save(self, phrases: Mapping[str, Phrase]) -> None:
        """Keep the phrases."""
        user_cache.save(self.path, orjson.dumps({key: _plain(phrase) for key, phrase in phrases.items()}))


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
