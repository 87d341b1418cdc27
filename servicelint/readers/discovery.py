"""The transcript files among the paths a user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

from servicelint.errors import UsageError

SUFFIXES: Mapping[str, str] = MappingProxyType({".txt": "text", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"})
"""The suffixes of the files that are taken from folders, with the format of each."""

_NO_TRANSCRIPTS = ("readme", "license", "licence", "notice", "changelog")


def discover(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files to read, in the order given and each once; folders are walked in order of their names.

    A file that is named is taken whatever it is called. In folders hidden files, README and its like, labelled
    corpora (``*.labels.jsonl``), unknown suffixes and links to folders (which could lead in circles) are passed over.
    Raises UsageError, before anything is yielded, for a path that does not exist, and later for a folder that cannot
    be read.
    """
    named = [os.fspath(path) for path in paths]
    for path in named:
        if not Path(path).exists():
            raise UsageError(f"{path}: no such file or folder")
    return _unique(found for path in named for found in _files(path))


def format_of(path: str) -> str:
    """The name of the format that the suffix of ``path`` stands for; plain text for a suffix we do not know."""
    return SUFFIXES.get(PurePath(path).suffix.lower(), "text")


def _unique(paths: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    here = Path.cwd()
    for path in paths:
        key = os.path.normpath(here / path)
        if key not in seen:
            seen.add(key)
            yield path


def _files(path: str) -> Iterator[str]:
    if Path(path).is_dir():
        yield from _walk(path)
    else:
        yield path


def _walk(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise UsageError(f"{folder}: the folder cannot be read: {error.strerror}") from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.is_file() and _is_transcript(entry.name):
            yield entry.path


def _is_transcript(name: str) -> bool:
    path = PurePath(name.lower())
    return path.suffix in SUFFIXES and path.stem not in _NO_TRANSCRIPTS and not path.stem.endswith(".labels")
