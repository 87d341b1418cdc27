"""What there is to read: files by their path, and what lies in no file of its own by its bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from servicelint.errors import TranscriptError
from servicelint.readers.formats import Lazy

STDIN = "-"
"""The path that stands for standard input."""

SEPARATOR = "!/"
"""Stands between an archive and its member: ``calls.zip!/2026-03/0001.txt``."""

PACKED = (".zip", ".tar", ".tgz", ".tar.gz")
"""The suffixes of archives that hold files, in lower case."""

NESTED = "an archive within an archive; unpack it first"

_GZIP = ".gz"
_members = Lazy("archives", "members")


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read that is in memory: standard input, or a member of an archive. ``name`` is shown in reports."""

    name: str
    data: bytes


Item = str | Source | TranscriptError
"""A file by its path, a source, or why there is none in its place; picklable, so that any process can take it."""


def is_archive(name: str) -> bool:
    """Whether that is the name of an archive with members."""
    return name.lower().endswith(PACKED)


def is_gzip(name: str) -> bool:
    """Whether that is the name of a single compressed file."""
    return name.lower().endswith(_GZIP) and not is_archive(name)


def unpacked_name(name: str) -> str:
    """The name of the file that a compressed one holds, in its folder; the name itself for all others."""
    return name[: -len(_GZIP)] if is_gzip(name) else name


def shown(item: Item) -> str:
    """The name under which reports show what is read."""
    if isinstance(item, TranscriptError):
        return item.problem.source
    name = own_name(item)
    return member_name(name, PurePath(unpacked_name(name)).name) if is_gzip(name) else name


def own_name(item: str | Source) -> str:
    """The path of a file, or the name of a source."""
    return item if isinstance(item, str) else item.name


def member_name(archive: str, member: str) -> str:
    """The name under which reports show a member of an archive."""
    return f"{archive}{SEPARATOR}{member}"


def expand(
    items: Iterable[Item], ignored: Callable[[str], bool] | None = None, named: Container[str] | None = None
) -> Iterator[Item]:
    """The items with the members of every archive in its place; each is read when it is asked for.

    Members that are ``ignored`` (as ``calls.zip/0001.txt``) are passed over. An archive without a transcript is an
    error when it is ``named``, as all of them are by default.
    """
    for item in items:
        if isinstance(item, TranscriptError) or not is_archive(own_name(item)):
            yield item
        else:
            yield from _members(item, ignored, named is None or own_name(item) in named)


def opened(item: str | Source) -> BinaryIO:
    """The bytes as they are, packed ones too. Raises OSError."""
    return io.BytesIO(item.data) if isinstance(item, Source) else open(item, "rb")
