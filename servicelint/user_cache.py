"""Keeps what takes long to make from one run to the next, in the user's cache folder. Files there are data, never code.

Nothing depends on it: what is missing or cannot be written is made anew. What nobody has used for a while is removed
when something of its kind is kept.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from servicelint._version import __version__

UNUSED = 30 * 24 * 3600
"""Seconds after which a file that nobody has read is removed."""
TOUCHED = 24 * 3600
"""Seconds for which a file counts as just used, so that most runs write nothing."""

_OWN_CODE = ("", "checks", "matching", "text")
"""The folders of the package whose code decides what a pack is loaded as."""
_FOLDING = ("opencc", "pypinyin")
"""The packages whose dictionaries decide how phrases compile."""


def cache_file(folder: str, *key: bytes | str | int) -> Path | None:
    """The file for a key of any parts and our version, or None where nothing can be kept."""
    import platformdirs  # not wanted by those who only import the library

    parts = [part if isinstance(part, bytes) else str(part).encode() for part in (__version__, *key)]
    digest = hashlib.sha256(b"".join(b"%d:%s" % (len(part), part) for part in parts)).hexdigest()
    path = platformdirs.user_cache_path("servicelint") / folder
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return path / digest


@cache
def code_stamp() -> str:
    """Changes whenever the code that loads packs does, or a dictionary it compiles with: also within one version."""
    own = Path(__file__).parent
    stamps = [_stamp(entry) for name in _OWN_CODE for entry in os.scandir(own / name) if entry.name.endswith(".py")]
    specs = (find_spec(name) for name in _FOLDING)
    stamps += [f"{spec.origin} {Path(spec.origin).stat().st_mtime_ns}" for spec in specs if spec and spec.origin]
    return "\n".join(sorted(stamps))


def _stamp(entry: os.DirEntry[str]) -> str:
    facts = entry.stat()
    return f"{entry.name} {facts.st_mtime_ns} {facts.st_size}"


def load(path: Path | None) -> bytes | None:
    """What was kept, or None. It counts as used now."""
    try:
        data = None if path is None else path.read_bytes()
    except OSError:
        return None
    if path is not None:
        _touch(path)
    return data


def _touch(path: Path) -> None:
    try:
        if path.stat().st_mtime < time.time() - TOUCHED:
            os.utime(path)
    except (FileNotFoundError, PermissionError):
        return  # removed by another process, or another user's
    except OSError as error:
        if error.errno != errno.EROFS:
            raise


def save(path: Path | None, data: bytes) -> None:
    """Keep the data; a file that is being read is replaced as a whole. Others of its kind go when they are unused."""
    if path is None:
        return
    import tempfile  # takes long to import, and most runs keep nothing

    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return  # what is left of it, on a full disk, is removed like all that is unused
    _remove_unused(path.parent)


def _remove_unused(folder: Path) -> None:
    oldest = time.time() - UNUSED
    with suppress(FileNotFoundError):
        for entry in list(os.scandir(folder)):
            with suppress(FileNotFoundError, PermissionError):  # another process was faster, or it is another user's
                if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < oldest:
                    Path(entry).unlink()
