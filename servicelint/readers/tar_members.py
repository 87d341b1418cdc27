"""The members of a tar archive, packed or not, in the order they stand in: it is read once, and nothing is kept."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from servicelint.readers.member_names import decoded, is_nested, shown_name
from servicelint.readers.result import failure
from servicelint.readers.sources import NESTED, Item, Source, member_name
from servicelint.readers.unpacking import DAMAGED, MIB, Bounds, Gunzipped, size_of, too_large, too_many

_GZIP_MAGIC = b"\x1f\x8b"


class _Member(tarfile.TarInfo):
    """A header that is told when it is broken: tarfile takes a broken one for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> _Member:
        try:
            return super().fromtarfile(tarfile)
        except _BROKEN as error:
            raise _DamagedError from error


class _DamagedError(Exception):
    """A tar archive that is broken or ends where a header should be."""


# Not exported, and the only way to tell them from the end of the archive.
_BROKEN = tuple(getattr(tarfile, name) for name in ("InvalidHeaderError", "TruncatedHeaderError", "EmptyHeaderError"))


def tar_members(file: BinaryIO, name: str, wanted: Callable[[str], bool], bounds: Bounds) -> Iterator[Item]:
    """The members whose names are ``wanted``, and errors in the place of those that cannot be read."""
    try:
        stream = _unpacked(file, bounds)
        with tarfile.open(
            fileobj=stream, mode="r|", tarinfo=_Member, encoding="utf-8", errors="surrogateescape"
        ) as archive:
            yield from _members(archive, name, wanted, bounds)
        while stream.read(MIB):  # to the end, where gzip has its check sum
            pass
    except (_DamagedError, tarfile.TarError, OSError) as error:
        yield failure(name, getattr(error, "strerror", None) or DAMAGED)


def _unpacked(file: BinaryIO, bounds: Bounds) -> BinaryIO:
    size = size_of(file)
    is_packed = file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
    file.seek(0)
    return cast("BinaryIO", Gunzipped(file, bounds.allowance(size))) if is_packed else file


def _members(archive: tarfile.TarFile, name: str, wanted: Callable[[str], bool], bounds: Bounds) -> Iterator[Item]:
    count = 0
    while (info := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]  # or all headers would be kept
        count += 1
        if count > bounds.members:
            yield too_many(name, bounds)
            return
        member = shown_name(_name(info))
        if info.isfile() and wanted(member):
            yield _member(archive, info, member_name(name, member), bounds)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, bounds: Bounds) -> Item:
    if is_nested(name):
        return failure(name, NESTED)
    if info.size > bounds.member:
        return too_large(name, bounds)
    packed = archive.extractfile(info)
    if packed is None:
        raise _DamagedError
    return Source(name, packed.read())


def _name(info: tarfile.TarInfo) -> str:
    """What the member is called, where its name is not UTF-8 too."""
    raw = info.name.encode("utf-8", "surrogateescape")
    return decoded([raw], "latin-1")[0]
