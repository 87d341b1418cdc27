"""Keeps packs as they were loaded: to read YAML and to find the phrases again would take most of a short run.

There is one file for each pack file. It holds data and never code, and is made anew when it is damaged, or when the
code that loads packs has changed; whether it is still that of the pack on disk is for the loader to tell.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import cast

from servicelint import user_cache
from servicelint.checks import CHECKS
from servicelint.checks.order import Step
from servicelint.checks.phrases import Guard
from servicelint.checks.scope import Scope, Window
from servicelint.checks.speech import Speech
from servicelint.example import ContextExamples, Example, Examples
from servicelint.kept_values import dump, restore
from servicelint.matching.compiled import Phrase
from servicelint.matching.context import Context, Surrounding
from servicelint.pack import Effective, Pack, Rule, When
from servicelint.scoring import Scoring
from servicelint.transcript import Transcript, Turn

_CHECKS = cast("tuple[type, ...]", tuple(CHECKS.values()))
_PARTS_OF_CHECKS = (Speech, Step, Scope, Window, Guard, Phrase, Context, Surrounding)
_EXAMPLES = (ContextExamples, Examples, Example, Transcript, Turn)
CLASSES: tuple[type, ...] = (Pack, Scoring, Rule, When, Effective, *_CHECKS, *_PARTS_OF_CHECKS, *_EXAMPLES)
"""All that a pack is made of."""

_CHECKSUM = 4
"""Bytes before the rest."""


def file_of(path: Path, examples: bool) -> Path | None:
    """Where the pack of a file is kept, with or without its examples; None where nothing can be kept."""
    return user_cache.cache_file("packs", user_cache.code_stamp(), str(path), str(path.resolve()), examples)


def load(file: Path | None) -> Pack | None:
    """What was kept, unless it is damaged."""
    data = user_cache.load(file)
    if data is None or data[:_CHECKSUM] != _checksum(data[_CHECKSUM:]):
        return None
    return cast(Pack, restore(data[_CHECKSUM:], CLASSES))


def save(file: Path | None, pack: Pack) -> None:
    """Keep the pack, unless there is a value in it that JSON has no room for, such as a number of a hundred digits."""
    try:
        data = dump(pack, CLASSES)
    except TypeError:
        return
    user_cache.save(file, _checksum(data) + data)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM)
