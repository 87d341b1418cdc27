"""Everything that can be wrong with a pack that loads: examples, contradictions between rules, unknown clauses.

What has been found in order once is remembered by its hash, so that a pack of the user's own is examined only once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from servicelint._version import __version__
from servicelint.coverage import unknown_clauses
from servicelint.errors import PackError, Problem
from servicelint.pack import Pack
from servicelint.pack_consistency import inconsistencies
from servicelint.pack_loader import builtin_packs, has_standard
from servicelint.proof import prove


def defects(pack: Pack) -> list[Problem]:
    """All that is wrong with the pack's own rules, in file order."""
    unknown = unknown_clauses(pack) if has_standard(pack.name) else ()
    return sorted({*prove(pack), *inconsistencies(pack), *unknown})


def verify(pack: Pack) -> None:
    """Examine a pack of the user's own, and those it extends, once; the built-in ones are proven by their tests.

    Raises PackError with every defect.
    """
    for base in pack.extended:
        verify(base)
    if pack.source == str(builtin_packs().get(pack.name)):
        return
    remembered = _remembered(pack)
    if remembered is not None and remembered.exists():
        return
    problems = defects(pack)
    if problems:
        raise PackError(problems)
    if remembered is not None:
        with suppress(OSError):  # A cache that cannot be written only costs the next run its time.
            remembered.touch()


def _remembered(pack: Pack) -> Path | None:
    """An empty file whose name is the hash of all that was examined; None where no cache can be written."""
    import platformdirs

    content = "\0".join((__version__, *_hashes(pack)))
    folder = platformdirs.user_cache_path("servicelint") / "verified"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / hashlib.sha256(content.encode()).hexdigest()


def _hashes(pack: Pack) -> Iterator[str]:
    yield pack.sha256
    for base in pack.extended:
        yield from _hashes(base)
