"""Frozen values as JSON and back: what is kept is data, and only the classes that the reader names are made of it.

Every object is a line of JSON: the number of its class and what its fields hold. A field is a scalar as it is, or a
list that begins with a tag. Lines refer to earlier lines by number, so equal objects are written, and made, once. (One
document for all would be read no faster, and takes twelve times its size for a moment.)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Any

import orjson

_SCALARS = (str, bool, int, type(None))


def dump(value: object, classes: Sequence[type]) -> bytes:
    """An object of one of the dataclasses, and all it holds. Raises TypeError for what JSON cannot hold."""
    writer = _Writer(classes)
    writer.number(value)
    return b"\n".join(writer.lines)


def restore(data: bytes, classes: Sequence[type]) -> Any:
    """The object that was dumped. Raises ValueError, TypeError or LookupError where nothing was."""
    objects: list[Any] = []
    for kind, *row in map(orjson.loads, data.split(b"\n")):
        objects.append(classes[kind](*[_TAGS[held[0]](held, objects) if type(held) is list else held for held in row]))
    return objects[-1]


class _Writer:
    def __init__(self, classes: Sequence[type]) -> None:
        self._kinds = {one: (number, [each.name for each in fields(one)]) for number, one in enumerate(classes)}
        self.lines: dict[bytes, int] = {}

    def number(self, value: object) -> int:
        """Of the line that holds the object."""
        if type(value) not in self._kinds:
            raise TypeError(f"{type(value).__name__} cannot be kept")
        kind, names = self._kinds[type(value)]
        line = orjson.dumps([kind, *(self._held(getattr(value, name)) for name in names)])
        return self.lines.setdefault(line, len(self.lines))

    def _held(self, value: object) -> object:
        if type(value) in _SCALARS or (type(value) is float and math.isfinite(value)):
            return value
        if type(value) is tuple:
            if all(type(each) in self._kinds for each in value):
                return ["objects", *map(self.number, value)]
            return ["tuple", *map(self._held, value)]
        if type(value) is list:
            return ["list", *map(self._held, value)]
        if type(value) is frozenset:
            return ["set", *sorted(value)]
        if type(value) is dict and all(type(key) is str for key in value):
            return ["dict", *(part for key, each in value.items() for part in (key, self._held(each)))]
        if type(value) is date:
            return ["date", value.isoformat()]
        return ["object", self.number(value)]


def _made(held: object, objects: list[Any]) -> Any:
    return _TAGS[held[0]](held, objects) if isinstance(held, list) else held


_TAGS: Mapping[str, Callable[[list[Any], list[Any]], Any]] = MappingProxyType(
    {
        "object": lambda held, objects: objects[held[1]],
        "objects": lambda held, objects: tuple([objects[number] for number in held[1:]]),
        "tuple": lambda held, objects: tuple([_made(each, objects) for each in held[1:]]),
        "list": lambda held, objects: [_made(each, objects) for each in held[1:]],
        "set": lambda held, objects: frozenset(held[1:]),
        "dict": lambda held, objects: {
            key: _made(each, objects) for key, each in zip(held[1::2], held[2::2], strict=True)
        },
        "date": lambda held, objects: date.fromisoformat(held[1]),
    }
)
