"""The names of archive members as people wrote them, whatever encoding the archive has them in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from servicelint.readers.discovery import is_transcript
from servicelint.readers.encodings import guess, to_text
from servicelint.readers.sources import is_archive, is_gzip, unpacked_name

_FOREIGN_FOLDERS = ("__MACOSX",)


def decoded(names: Sequence[bytes], fallback: str) -> list[str]:
    """Names that an archive has in an encoding it does not tell: UTF-8, else the one in which they make Chinese."""
    for encoding in filter(None, ("utf-8", guess(b"\n".join(names)), fallback)):
        try:
            return [to_text(name, encoding) for name in names]
        except UnicodeDecodeError:
            continue
    return [name.decode("latin-1") for name in names]


def shown_name(name: str) -> str:
    """The name with slashes between folders, and nothing in it that a terminal would obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name.replace("\\", "/"))


def is_taken(name: str) -> bool:
    """Whether a member of that name is a transcript, or an archive, which is refused but not passed over."""
    path = PurePosixPath(name)
    if any((part.startswith(".") and part not in (".", "..")) or part in _FOREIGN_FOLDERS for part in path.parts):
        return False
    return is_archive(path.name) or is_transcript(unpacked_name(path.name))


def is_nested(name: str) -> bool:
    """Whether a member of that name is an archive itself."""
    return is_archive(name) or is_gzip(name)
