"""``--format F[=FILE]``: which format goes where."""

from __future__ import annotations

import sys
from collections.abc import Collection
from contextlib import ExitStack
from typing import TextIO

from servicelint.errors import UsageError

Output = tuple[str, str | None]
"""A format and the file it goes to; None is standard output."""


def output_of(text: str, names: Collection[str]) -> Output:
    """The output that ``F[=FILE]`` asks for. Raises UsageError for a format that is none of the names."""
    name, _, target = text.partition("=")
    if name not in names:
        raise UsageError(f"no format '{name}'; there are {', '.join(names)}")
    return name, target or None


def opened(target: str | None, stack: ExitStack) -> TextIO:
    """The stream of an output, closed with the stack. Raises UsageError when the file cannot be written."""
    if target is None:
        return sys.stdout
    try:
        return stack.enter_context(open(target, "w", encoding="utf-8", newline="\n"))
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror}") from None
