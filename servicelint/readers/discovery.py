"""The transcript files among the paths a user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from servicelint.errors import UsageError
from servicelint.readers.formats import SUFFIXES
from servicelint.readers.ignoring import Ignored
from servicelint.readers.sources import PACKED, STDIN, unpacked_name

_NO_TRANSCRIPTS = ("readme", "license", "licence", "notice", "changelog")


def discover(
    paths: Iterable[str | os.PathLike[str]], ignored: Ignored | None = None, force_exclude: bool = False
) -> Iterator[str]:
    """The files to read, in the order given and each once; folders are walked in order of their names.

    A file that is named is taken whatever it is called, and though it is ignored unless ``force_exclude`` is set; ``-``
    (standard input) is passed on. In folders hidden files, README and its like, labelled corpora
    (``*.labels.jsonl``), records beside transcripts (``*.meta.json``), unknown suffixes, links to folders (which could
    lead in circles) and what is ignored are passed over; archives are taken. Raises UsageError, before anything is
    yielded, for a path that does not exist, and later for a folder that cannot be read.
    """
    named = [os.fspath(path) for path in paths]
    for path in named:
        if path != STDIN and not Path(path).exists():
            raise UsageError(f"{path}: no such file or folder")
    walk = _Walk(ignored or Ignored(), force_exclude)
    found = (file for path in named for file in walk.files(path))
    return _unique(found) if len(named) > 1 else found  # what has been seen takes memory, and a folder repeats nothing


def is_transcript(name: str) -> bool:
    """Whether a file of that name is taken from a folder or an archive."""
    stem, dot, suffix = name.lower().rpartition("/")[2].rpartition(".")  # a path object would take ten times as long
    if not stem or dot + suffix not in SUFFIXES:
        return False
    return stem not in _NO_TRANSCRIPTS and not stem.endswith((".labels", ".meta"))


def _unique(paths: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    here = Path.cwd()
    for path in paths:
        key = os.path.normpath(here / path)
        if key not in seen:
            seen.add(key)
            yield path


class _Walk:
    """Takes the files of folders that are not ignored."""

    def __init__(self, ignored: Ignored, force_exclude: bool) -> None:
        self._ignored = ignored
        self._force_exclude = force_exclude

    def files(self, path: str) -> Iterator[str]:
        if path != STDIN and Path(path).is_dir():
            yield from self._in(path)
        elif path == STDIN or not (self._force_exclude and self._ignored(path)):
            yield path

    def _in(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            raise UsageError(f"{folder}: the folder cannot be read: {error.strerror}") from None
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not self._ignored(entry.path, folder=True):
                    yield from self._in(entry.path)
            elif _is_taken(entry.name) and entry.is_file() and not self._ignored(entry.path):
                yield entry.path


def _is_taken(name: str) -> bool:
    return is_transcript(name) or name.lower().endswith(PACKED) or is_transcript(unpacked_name(name))
