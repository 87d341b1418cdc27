"""From transcript to report everything is pure: no files, no printing, no exit, no clock. Only the edges may."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

EDGES = {
    "cli",
    "readers",
    "writers",
    "pack_loader",
    "phrase_cache",
    "user_cache",
    "pack_checker",
    "coverage",
    "batch",
    "__main__",
}
FORBIDDEN_CALLS = {"print", "open", "input", "exit"}
FORBIDDEN_MODULES = {"sys", "time", "random", "subprocess"}
FORBIDDEN_METHODS = {"now", "today", "utcnow"}
CORE = sorted(
    path
    for path in (ROOT / "servicelint").rglob("*.py")
    if path.relative_to(ROOT / "servicelint").parts[0].removesuffix(".py") not in EDGES
)


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & FORBIDDEN_CALLS
    methods = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not methods & FORBIDDEN_METHODS
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.partition(".")[0] for name in imported} & FORBIDDEN_MODULES
