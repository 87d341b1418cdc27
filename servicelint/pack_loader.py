"""Loads a rule pack by name or path, with those it extends; one that was loaded before is not read again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from servicelint import pack_cache
from servicelint.errors import PackError, Problem, UsageError
from servicelint.example import Examples
from servicelint.located import did_you_mean
from servicelint.pack import Pack


def load_pack(name: str | os.PathLike[str], *, examples: bool = True) -> Pack:
    """Load a built-in pack by name (``benq``) or a pack file by path (``my/pack.yaml``).

    Without ``examples``, which no report needs, it loads faster. Raises UsageError when there is no such pack,
    PackError with every defect when it is not in order.
    """
    return load_file(_locate(name, Path()), examples=examples)


def load_file(path: Path, *, examples: bool = True) -> Pack:
    """Load the pack of a file. Raises PackError with every defect when it is not in order."""
    return _load(path, (), examples)


@cache
def builtin_packs() -> Mapping[str, Path]:
    """The packs that are shipped, by name."""
    spec = find_spec("servicelint.builtin_packs")
    if spec is None or spec.origin is None:
        return {}
    return {path.stem: path for path in sorted(Path(spec.origin).parent.glob("*.yaml"))}


def standard_path(name: str) -> Path:
    """The clause table of the standard that a built-in pack implements. Raises UsageError when there is none."""
    if not has_standard(name):
        known = ", ".join(filter(has_standard, builtin_packs()))
        raise UsageError(f"no clause table for pack '{name}'; there are {known}")
    return _standard(builtin_packs()[name])


def has_standard(name: str) -> bool:
    """Whether a clause table is shipped for a pack of this name."""
    pack = builtin_packs().get(name)
    return pack is not None and _standard(pack).is_file()


def _standard(pack: Path) -> Path:
    return pack.parent / "standards" / pack.name


def _locate(name: str | os.PathLike[str], folder: Path) -> Path:
    text = os.fspath(name)
    if text in builtin_packs():
        return builtin_packs()[text]
    path = folder / text
    if not path.is_file():
        known = ", ".join(builtin_packs())
        near = did_you_mean(text, list(builtin_packs()))
        raise UsageError(f"no pack '{text}'{near}: give a file, or one of the built-in packs {known}")
    return path


def _load(path: Path, above: tuple[Path, ...], examples: bool) -> Pack:
    if path.resolve() in above:
        raise PackError([Problem(str(path), 0, 0, "the pack extends itself")])
    data = path.read_bytes()
    file = pack_cache.file_of(path, examples)
    kept = pack_cache.load(file)
    if kept is not None and _is_current(kept, data):
        return kept
    from servicelint.pack_reader import read_pack  # YAML and the phrase language take long to import

    def load_extended(name: str) -> Pack:
        return _load(_locate(name, path.parent), (*above, path.resolve()), examples)

    pack = replace(read_pack(path, data, load_extended), sha256=_sha256(data))
    if not examples:
        rules = tuple(replace(rule, examples=Examples()) for rule in pack.rules)
        pack = replace(pack, rules=rules, context_examples={})
    pack_cache.save(file, pack)
    return pack


def _is_current(pack: Pack, data: bytes) -> bool:
    """Whether this is what a pack file of these bytes holds, and what it extends is still the same."""
    return pack.sha256 == _sha256(data) and all(
        _is_extended(base, name, Path(pack.source).parent)
        for name, base in zip(pack.extends, pack.extended, strict=True)
    )


def _is_extended(base: Pack, name: str, folder: Path) -> bool:
    try:
        path = _locate(name, folder)
        return str(path) == base.source and _is_current(base, path.read_bytes())
    except (UsageError, OSError):
        return False  # reading the pack anew will say what is wrong


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
