"""Keeps compiled phrases from one run to the next: compiling a pack takes a second, reading it back a few milliseconds.

A cache file is JSON, data and never code, named by the hash of the pack, its words and our version. One that is
missing, unreadable or of another shape is made anew.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
import platformdirs

from servicelint._version import __version__
from servicelint.matching.compiled import Phrase

FORMAT = 4
"""To be raised whenever phrases compile differently, also because the dictionaries of folding have changed."""


@dataclass(frozen=True, slots=True)
class PhraseCache:
    """The compiled phrases of one pack file; ``path`` is None where nothing can be kept."""

    path: Path | None

    @classmethod
    def of(cls, pack: bytes, words: Mapping[str, tuple[str, ...]]) -> PhraseCache:
        """The cache for a pack of these bytes, with these word lists (its own and those it inherits)."""
        content = orjson.dumps([FORMAT, __version__, sorted((name, *texts) for name, texts in words.items())])
        name = hashlib.sha256(content + pack).hexdigest()
        folder = platformdirs.user_cache_path("servicelint") / "phrases"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return cls(None)
        return cls(folder / f"{name}.json")

    def load(self) -> dict[str, Phrase]:
        """What was kept, or nothing."""
        if self.path is None:
            return {}
        try:
            kept = orjson.loads(self.path.read_bytes())
            return {key: _phrase(value) for key, value in kept.items()}
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            return {}

    def save(self, phrases: Mapping[str, Phrase]) -> None:
        """Keep the phrases; a file that is being read is replaced as a whole."""
        if self.path is None:
            return
        kept = {key: _plain(phrase) for key, phrase in phrases.items()}
        try:
            with tempfile.NamedTemporaryFile(dir=self.path.parent, delete=False) as file:
                file.write(orjson.dumps(kept))
            Path(file.name).replace(self.path)
        except OSError:
            return


def _plain(phrase: Phrase) -> dict[str, Any]:
    return asdict(phrase) | {
        name: sorted(getattr(phrase, name)) for name in ("spellings", "tolerate", "pairs", "pieces")
    }


def _phrase(value: Mapping[str, Any]) -> Phrase:
    return Phrase(
        str(value["source"]),
        str(value["pattern"]),
        frozenset(map(str, value["spellings"])),
        bool(value["boundary"]),
        bool(value["linear"]),
        *(frozenset(map(str, value[name])) for name in ("tolerate", "pairs", "pieces")),
    )
