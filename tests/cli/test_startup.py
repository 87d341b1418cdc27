"""What a run that finds a pack and its automaton kept does without: start-up is most of a short run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.test_reading import folder, loaded_by, write

__all__ = ["folder"]

CHECK = "from servicelint.cli import run; run({})"
READS_PACKS = {
    "yaml",
    "servicelint.yaml_source",
    "servicelint.pack_reader",
    "servicelint.rule_reader",
    "servicelint.phrase_cache",
}
EXAMINES_PACKS = {"servicelint.proof", "servicelint.pack_consistency", "servicelint.coverage"}
NEVER = {"jieba", "pypinyin", "opencc", "importlib.metadata", "asyncio", "multiprocessing", "concurrent.futures", "re2"}


def test_a_pack_that_is_kept_is_neither_read_nor_examined(folder: Path) -> None:
    write(folder, "calls/a.txt", "客服：好的\n")
    run = CHECK.format(["check", "--pack", "mine.yaml", "calls"])
    first = loaded_by(run, folder)
    assert first >= READS_PACKS | EXAMINES_PACKS
    second = loaded_by(run, folder)
    assert not second & (READS_PACKS | EXAMINES_PACKS | NEVER | {"wcwidth"})


def test_help_reads_nothing(folder: Path) -> None:
    loaded = loaded_by(CHECK.format(["--help"]), folder)
    assert "click" in loaded
    assert not loaded & (READS_PACKS | EXAMINES_PACKS | NEVER | {"orjson", "hyperscan", "servicelint.linter"})


def test_the_library_starts_without_the_command_line(folder: Path) -> None:
    loaded = loaded_by("import servicelint; servicelint.load_pack('mine.yaml')", folder)
    assert not loaded & {"click", "servicelint.cli"}


def test_the_same_is_reported_from_what_is_kept(folder: Path) -> None:
    write(folder, "calls/a.txt", "客服：这个我不知道\n客户：那算了\n")
    command = [sys.executable, "-m", "servicelint", "check", "--pack", "mine.yaml", "--format", "json", "calls"]
    first, second = (
        subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120) for _ in range(2)
    )
    assert (first.returncode, first.stderr) == (1, "")
    assert first.stdout == second.stdout
