"""The members of a zip archive, in order of their names; the list of them is all that is kept in memory."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from servicelint.readers.member_names import decoded, is_nested, shown_name
from servicelint.readers.result import failure
from servicelint.readers.sources import NESTED, Item, Source, member_name
from servicelint.readers.unpacking import DAMAGED, TOO_LARGE, Bounds, size_of, too_large, too_many

_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
# What zipfile raises for broken archives, most of it without meaning to.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError),
    *(ValueError, LookupError, ArithmeticError, RuntimeError),
)
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def zip_members(file: BinaryIO, name: str, wanted: Callable[[str], bool], bounds: Bounds) -> Iterator[Item]:
    """The members whose names are ``wanted``, and errors in the place of those that cannot be read."""
    left = bounds.allowance(size_of(file))
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN:
        yield failure(name, DAMAGED)
        return
    with archive:
        infos = archive.infolist()
        if len(infos) > bounds.members:
            yield too_many(name, bounds)
            return
        for member, info in sorted(zip(_names(infos), infos, strict=True), key=lambda pair: pair[0]):
            if info.filename.endswith("/") or stat.S_ISLNK(info.external_attr >> 16) or not wanted(member):
                continue
            item = _member(archive, info, member_name(name, member), bounds)
            left -= len(item.data) if isinstance(item, Source) else 0
            if left < 0:
                yield failure(name, TOO_LARGE)
                return
            yield item


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, bounds: Bounds) -> Item:
    if is_nested(name):
        return failure(name, NESTED)
    if info.flag_bits & _ENCRYPTED:
        return failure(name, "encrypted; unpack the archive first")
    if info.compress_type not in _READABLE:
        return failure(name, "compressed in an unusual way; unpack the archive first")
    if info.file_size > bounds.member:
        return too_large(name, bounds)
    try:
        with archive.open(info) as packed:
            data = packed.read(bounds.member + 1)
    except _BROKEN:
        return failure(name, DAMAGED)
    return Source(name, data) if len(data) <= bounds.member else too_large(name, bounds)


def _names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """What the members are called; names in an encoding that is not told are looked at together."""
    untold = [info for info in infos if not info.flag_bits & _UTF8_NAME and not info.filename.isascii()]
    found = decoded([info.orig_filename.encode("cp437") for info in untold], "cp437")
    by_place = dict(zip(map(id, untold), found, strict=True))
    return [shown_name(by_place.get(id(info), info.filename)) for info in infos]
