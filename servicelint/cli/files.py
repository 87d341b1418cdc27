"""Which files a command reads: paths, lists of paths, standard input, and what is left out."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Any

import click

from servicelint.cli.reading import Reading
from servicelint.errors import UsageError
from servicelint.readers import SUFFIXES
from servicelint.readers.ignoring import Ignored
from servicelint.readers.sources import PACKED, STDIN, Item, Source, expand

_STDIN_NAME = "<stdin>"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Files:
    """What the options say."""

    lists: tuple[str, ...]
    exclude: tuple[str, ...]
    force_exclude: bool
    stdin_name: str | None

    def items(self, paths: Sequence[str], reading: Reading) -> Iterator[Item]:
        """All there is to read, by default in this folder; members of archives are read when they are asked for.

        Raises UsageError for paths that are not there, and when nothing is left unless it was to be left out.
        """
        named = list(paths) + [path for file in self.lists for path in _listed(file)]
        self._one_standard_input(named)
        if not paths and not self.lists:
            named = ["."]
        configuration = reading.configuration
        ignored = Ignored((".", self.exclude), (configuration.folder, configuration.exclude))
        files = list(reading.discovered(named, ignored, self.force_exclude))
        items = expand(map(self._item, self._kept(files, ignored)), ignored, {*named, self._name})
        first = next(items, None)
        if first is not None:
            return chain([first], items)
        if not self.force_exclude:
            raise UsageError(_nothing_in(named))
        return iter(())

    @property
    def _name(self) -> str:
        return self.stdin_name or _STDIN_NAME

    def _kept(self, files: Sequence[str], ignored: Ignored) -> Sequence[str]:
        if self.stdin_name is not None and self.force_exclude and ignored(self.stdin_name):
            return [file for file in files if file != STDIN]
        return files

    def _item(self, file: str) -> Item:
        return Source(self._name, sys.stdin.buffer.read()) if file == STDIN else file

    def _one_standard_input(self, named: Sequence[str]) -> None:
        if self.lists.count(STDIN) + (STDIN in named) > 1:
            raise UsageError("standard input is either a transcript (-) or a list of paths (--files-from -)")
        if self.stdin_name is not None and STDIN not in named:
            raise UsageError("--stdin-filename names what is read from standard input; give - as a path")


def files_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options and hands the command one ``files`` in their place."""

    @click.option(
        "--files-from",
        multiple=True,
        metavar="FILE|-",
        help="List of further paths, one a line (or NUL between them); - for standard input. May be given again.",
    )
    @click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Files of folders and archives to pass over, as in .gitignore. May be given again.",
    )
    @click.option(
        "--force-exclude", is_flag=True, help="Pass over what is excluded or ignored even where it is named as a path."
    )
    @click.option(
        "--stdin-filename", metavar="NAME", help="Name for what is read from - in reports; tells its format too."
    )
    @wraps(command)
    def with_files(
        *,
        files_from: tuple[str, ...],
        exclude: tuple[str, ...],
        force_exclude: bool,
        stdin_filename: str | None,
        **rest: Any,
    ) -> Any:
        return command(files=Files(files_from, exclude, force_exclude, stdin_filename), **rest)

    return with_files


def _listed(file: str) -> list[str]:
    """The paths in a list. Raises UsageError when it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: the list of paths cannot be read: {error.strerror}") from None
    if data.startswith(_WIDE_MARKS):  # as PowerShell writes them
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(line) for line in lines if line.strip()]


def _nothing_in(named: Sequence[str]) -> str:
    where = ", ".join(named[:3]) + (f" and {len(named) - 3} more" if len(named) > 3 else "")
    suffixes = ", ".join(sorted(SUFFIXES))
    return (
        f"no transcripts in {where or 'the list of paths, which is empty'}: "
        f"nothing ends in {suffixes} (or, packed, in {', '.join(PACKED)}, .gz), or all of it is ignored"
    )
