"""The generated calls that all contenders of a benchmark are given, as many as asked for, made once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import generate
from benchmarks.phrases import FIFTY

STARTED = 10
"""Calls after which all is loaded that is loaded when first needed: the tables of the other script, the dictionary."""


class Calls(NamedTuple):
    """A folder of calls and the bytes they have."""

    folder: Path
    size: int


class Corpora:
    """Makes folders of calls below a temporary one; fewer calls are always the first ones of more calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[int, Calls] = {}

    def calls(self, files: int) -> Calls:
        """So many calls, a few of which hold one of the fifty phrases."""
        if files not in self._made:
            folder = self.folder / f"calls-{files}"
            self._made[files] = Calls(folder, generate(folder, files, FIFTY))
        return self._made[files]

    def write(self, name: str, text: str) -> Path:
        """A file beside the calls."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
