"""Keeps what takes long to make from one run to the next, in the user's cache folder. Files there are data, never code.

Nothing depends on it: what is missing or cannot be written is made anew.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from servicelint._version import __version__


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


def load(path: Path | None) -> bytes | None:
    """What was kept, or None."""
    try:
        return None if path is None else path.read_bytes()
    except OSError:
        return None


def save(path: Path | None, data: bytes) -> None:
    """Keep the data; a file that is being read is replaced as a whole."""
    if path is None:
        return
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return
