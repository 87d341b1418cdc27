"""Files that are not to be read: patterns of ``.servicelintignore`` files, and patterns that are given.

Patterns are those of gitignore. An ignore file counts for its folder and all below; the nearest one that says anything
of a file decides, and patterns that are given decide before all of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from servicelint.errors import UsageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".servicelintignore"
"""What the file of patterns is called."""

_REPOSITORY = ".git"


class Ignored:
    """Tells which files are ignored. ``given`` are folders with the patterns seen from them; the first says most.

    Raises UsageError for a pattern that is none, and when asked, for an ignore file that cannot be read.
    """

    def __init__(self, *given: tuple[str, Sequence[str]]) -> None:
        self._given = tuple((_slashed(_absolute(root)), _spec(patterns)) for root, patterns in given if patterns)
        self._by_folder: dict[str, tuple[tuple[str, GitIgnoreSpec], ...]] = {}

    def __call__(self, path: str, folder: bool = False) -> bool:
        """Whether a file, or with ``folder`` a folder and all in it, is ignored.

        The members of an archive are asked for as if it were a folder.
        """
        above = os.path.dirname(path)  # noqa: PTH120 (once a file)
        if above not in self._by_folder:
            self._by_folder[above] = self._given + _specs_above(_absolute(above))
        specs = self._by_folder[above]
        if not specs:
            return False
        absolute = _absolute(path) + ("/" if folder else "")
        for base, spec in specs:
            if absolute.startswith(base):
                verdict = spec.check_file(absolute[len(base) :])
                if verdict.include is not None:
                    return verdict.include and not (folder and _is_of_contents(spec, verdict.index))
        return False


def _is_of_contents(spec: GitIgnoreSpec, index: int | None) -> bool:
    """Whether a pattern is of what is in a folder (``calls/**``): some of it may be let in again."""
    pattern = getattr(spec.patterns[index or 0], "pattern", None)
    return isinstance(pattern, str) and pattern.rstrip().endswith("/**")


def _specs_above(folder: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
    """The ignore files of a folder and those above it, up to the repository's, nearest first."""
    specs = []
    for above in (Path(folder), *Path(folder).parents):
        file = above / IGNORE_FILE
        if file.is_file():
            specs.append((_slashed(above.as_posix()), _read(file)))
        if (above / _REPOSITORY).exists():
            break
    return tuple(specs)


def _read(file: Path) -> GitIgnoreSpec:
    shown = os.path.relpath(file)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{shown}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    return _spec(text.splitlines(), shown)


def _spec(lines: Sequence[str], file: str = "") -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # takes 40 ms, and nearly nobody has patterns

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        number, line = next((at, line) for at, line in enumerate(lines, 1) if not _is_pattern(line))
        place = f"{file}:{number}:1: " if file else ""
        raise UsageError(f"{place}'{line}' is no pattern as in .gitignore") from None


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _absolute(path: str) -> str:
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 (links are not followed, '..' is resolved)


def _slashed(folder: str) -> str:
    return folder if folder.endswith("/") else folder + "/"
