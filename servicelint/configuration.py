"""The configuration ``servicelint.yaml``: what a team does not want to say on every command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from servicelint.errors import ConfigurationError, Problem, UsageError
from servicelint.located import Fields, Node, Scalar, Table, did_you_mean
from servicelint.pack_loader import builtin_packs
from servicelint.readers.options import DEFAULT, ReaderOptions
from servicelint.readers.reading import format_named
from servicelint.transcript import ROLES, Role

NAME = "servicelint.yaml"
"""What the file is called where it is found by itself."""


@dataclass(frozen=True, slots=True)
class RecordsSource:
    """The table of records to join, and the column of its ids (None: told by its name)."""

    file: str
    id_column: str | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the file says, with paths as they are seen from the working directory.

    ``packs`` apply where none is asked for, ``exclude`` are patterns of files that are not read, seen from ``folder``,
    ``options`` say how the others are read.
    """

    packs: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    records: RecordsSource | None = None
    options: ReaderOptions = DEFAULT
    folder: str = field(default=".", compare=False)


def find_configuration(folder: Path) -> Path | None:
    """The nearest ``servicelint.yaml`` in this absolute folder or one above it."""
    return next((path for above in (folder, *folder.parents) if (path := above / NAME).is_file()), None)


def load_configuration(path: str) -> Configuration:
    """The configuration in a file.

    Raises UsageError when the file cannot be read, ConfigurationError with every defect when it is not in order.
    """
    from servicelint import yaml_source  # takes long to import, and many have no configuration

    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: the configuration cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigurationError([Problem(path, 0, 0, f"not UTF-8 at byte {error.start}; save it as UTF-8")]) from None
    node = yaml_source.parse(text, path, ConfigurationError)
    if node is None:
        return Configuration()
    if not isinstance(node, Table):
        raise ConfigurationError([Problem(path, node.line, node.column, "must be a mapping of 'key: value'")])
    fields = Fields(node, path, [])
    configuration = _configuration(fields, Path(path).parent)
    fields.reject_unread()
    if fields.problems:
        raise ConfigurationError(fields.problems)
    return configuration


def _configuration(fields: Fields, folder: Path) -> Configuration:
    return Configuration(
        tuple(_pack(fields, node, folder) for node in fields.nodes("packs")),
        fields.texts("exclude"),
        _records(fields, folder),
        ReaderOptions(
            format=_format(fields),
            speakers=_roles(fields, "speakers"),
            channels={int(name): role for name, role in _roles(fields, "channels", numbered=True).items()},
            columns=_columns(fields),
            infer_roles=fields.flag("infer_roles", True),
        ),
        str(folder),
    )


def _pack(fields: Fields, node: Node, folder: Path) -> str:
    """The name of a built-in pack, or the path of a pack file, which is seen from the configuration."""
    name = fields.as_text(node, "packs")
    if not name or name in builtin_packs():
        return name
    path = _beside(folder, name)
    if not Path(path).is_file():
        known = ", ".join(builtin_packs())
        near = did_you_mean(name, list(builtin_packs()))
        fields.error(node, f"no pack '{name}'{near}: give a file, or one of the built-in packs {known}")
    return path


def _format(fields: Fields) -> str | None:
    node = fields.node("input_format")
    if node is None:
        return None
    name = fields.as_text(node, "input_format")
    try:
        format_named(name)
    except UsageError as error:
        fields.error(node, str(error))
    return name


def _roles(fields: Fields, key: str, numbered: bool = False) -> Mapping[str, Role]:
    """A mapping of labels, or of numbers, to roles."""
    table = fields.table_of(key)
    roles: dict[str, Role] = {}
    for name, node in table.items() if table else ():
        if numbered and not name.text.isdecimal():
            fields.error(name, f"'{key}' are numbers, 0 or more; not '{name.text}'")
        else:
            roles[name.text] = fields.as_one_of(node, name.text, ROLES, "unknown")
    return roles


def _columns(fields: Fields) -> Mapping[str, str]:
    table = fields.table_of("columns")
    return {name.text: fields.as_text(node, name.text) for name, node in table.items()} if table else {}


def _records(fields: Fields, folder: Path) -> RecordsSource | None:
    table = fields.table_of("records")
    if table is None:
        return None
    node = table.required("file")
    column = table.text("id_column")
    table.reject_unread()
    if not isinstance(node, Scalar):
        return None
    path = _beside(folder, node.text)
    if not Path(path).is_file():
        fields.error(node, f"no file '{path}'")
    return RecordsSource(path, column or None)


def _beside(folder: Path, name: str) -> str:
    return os.path.normpath(folder / name)
