"""Records in files beside transcripts: ``0017.meta.yaml`` holds what is known of ``0017.txt``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePath
from types import MappingProxyType

from servicelint.readers.decoding import decode
from servicelint.readers.record_text import json_record, yaml_record
from servicelint.readers.result import failure
from servicelint.transcript import Fact

_MARK = ".meta"
_ENDINGS = (".meta.yaml", ".meta.yml", ".meta.json")
_NONE: Mapping[str, Fact] = MappingProxyType({})
_FOLDERS, _FILES = 1024, 8


def is_sidecar(name: str) -> bool:
    """Whether a file of this name is a record beside a transcript, and so none itself."""
    return _MARK in name and name.endswith(_ENDINGS)


class Sidecars:
    """Finds the sidecars of many files by listing a folder when a second file of it comes by.

    What appears beside them later is not seen.
    """

    def __init__(self) -> None:
        self._listed = lru_cache(maxsize=_FOLDERS)(_sidecars_in)
        self._read = lru_cache(maxsize=_FILES)(_read)  # a file of many talks has one sidecar
        self._seen: set[str] = set()
        self._bare = "\0"  # the last folder without a sidecar, with its separator; no path begins so yet

    def facts(self, path: str) -> Mapping[str, Fact]:
        """The facts beside a transcript file, none where there is no sidecar.

        Raises TranscriptError, with file and line, for a sidecar that cannot be read, and for several of them.
        """
        if path.startswith(self._bare) and path.rfind(os.sep) < len(self._bare):
            return _NONE
        folder, name = os.path.split(path)
        known = self._listed(folder) if folder in self._seen else None
        self._seen.add(folder)
        if known is not None and not known:
            self._bare = folder.removesuffix(os.sep) + os.sep if folder else self._bare
            return _NONE
        beside = [PurePath(name).stem + ending for ending in _ENDINGS]
        found = [one for one in beside if (one in known if known is not None else Path(folder, one).is_file())]
        if len(found) > 1:
            raise failure(path, f"has several records beside it, {' and '.join(found)}; keep one")
        return self._read(str(Path(folder, found[0]))) if found else _NONE


def _sidecars_in(folder: str) -> frozenset[str] | None:
    """The names of the sidecars in a folder; None where it cannot be listed.

    What is no folder has none: an archive, whose members are named as if they lay in it.
    """
    try:
        with os.scandir(folder or ".") as entries:
            return frozenset(entry.name for entry in entries if is_sidecar(entry.name))
    except (NotADirectoryError, FileNotFoundError):
        return frozenset()
    except OSError:
        return None


def _read(path: str) -> Mapping[str, Fact]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise failure(path, f"the record cannot be read: {error.strerror}") from None
    text = decode(data, path)
    return json_record(text, path) if path.endswith(".json") else yaml_record(text, path)
