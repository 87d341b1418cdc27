"""Everything that can be wrong with a pack that loads: examples, contradictions between rules, unknown clauses.

What has been found in order once is remembered by its hash, so that a pack of the user's own is examined only once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from servicelint import user_cache
from servicelint.errors import PackError, Problem
from servicelint.pack import Pack
from servicelint.pack_loader import builtin_packs, has_standard, load_file, load_pack


def defects(pack: Pack) -> list[Problem]:
    """All that is wrong with the pack's own rules, in file order."""
    from servicelint.coverage import unknown_clauses  # most runs examine nothing
    from servicelint.pack_consistency import inconsistencies
    from servicelint.proof import prove

    unknown = unknown_clauses(pack) if has_standard(pack.name) else ()
    return sorted({*prove(pack), *inconsistencies(pack), *unknown})


def load_verified(name: str | os.PathLike[str]) -> Pack:
    """Load a pack to lint with, without its examples; one of the user's own, and those it extends, is examined once.

    The built-in ones are proven by their tests. Raises UsageError, and PackError with every defect, like ``load_pack``.
    """
    pack = load_pack(name, examples=False)
    _verify(pack)
    return pack


def _verify(pack: Pack) -> None:
    for base in pack.extended:
        _verify(base)
    if pack.source == str(builtin_packs().get(pack.name)):
        return
    if user_cache.load(_remembered(pack)) is not None:
        return
    whole = load_file(Path(pack.source))
    problems = defects(whole)
    if problems:
        raise PackError(problems)
    user_cache.save(_remembered(whole), b"")


def _remembered(pack: Pack) -> Path | None:
    """An empty file whose name is the hash of all that was examined; None where no cache can be written."""
    return user_cache.cache_file("verified", user_cache.code_stamp(), *_hashes(pack))


def _hashes(pack: Pack) -> Iterator[str]:
    yield pack.sha256
    for base in pack.extended:
        yield from _hashes(base)
