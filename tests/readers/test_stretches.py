"""Large files of JSON lines: read in stretches they give what the whole gives, in memory that does not grow."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from servicelint.batch import lint_files
from servicelint.pack_loader import load_pack
from servicelint.readers.stretches import SIZE, Stretch, stretches
from tests.conftest import ROOT

_LINE = '{"id": "%d", "turns": [{"role": "agent", "text": "您好，这个我不知道，再见"}]}\n'


def _write(path: Path, lines: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_LINE % number for number in range(lines))
        file.write('{"turns": [\n\n{"turns": []}')
    return path


@pytest.mark.parametrize("lines", [0, 3, 30_000])
def test_stretches_are_the_file(tmp_path: Path, lines: int) -> None:
    path = _write(tmp_path / "day.jsonl", lines)
    found = list(stretches(str(path)))
    assert (len(found) > 1) == (path.stat().st_size > SIZE)
    if len(found) > 1:
        assert b"".join(one.lines or b"" for one in found) == path.read_bytes()
        assert all((one.lines or b"").count(b"\n") == other.first - one.first for one, other in pairwise(found))


@pytest.mark.parametrize("name", ["day.json", "day.txt", "missing.jsonl"])
def test_other_files_are_not_cut(tmp_path: Path, name: str) -> None:
    _write(tmp_path / "day.json", 30_000)
    _write(tmp_path / "day.txt", 30_000)
    assert list(stretches(str(tmp_path / name))) == [Stretch(str(tmp_path / name))]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_not_cut(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text("".join(_LINE % number for number in range(30_000)), encoding=encoding)
    assert list(stretches(str(path))) == [Stretch(str(path))]


def test_many_processes_share_a_file_and_keep_the_order(tmp_path: Path) -> None:
    paths = [
        str(_write(tmp_path / name, lines)) for name, lines in (("a.jsonl", 2), ("b.jsonl", 30_000), ("c.jsonl", 1))
    ]
    pack = load_pack("general")
    assert list(lint_files([pack], paths, jobs=2)) == list(lint_files([pack], paths))


_MEASURE = """
import resource, sys
from collections import deque
from servicelint.readers import read_transcripts
deque(read_transcripts(sys.argv[1]), 0)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_lines(tmp_path: Path) -> None:
    used = []
    for lines in (1_000, 200_000):
        path = _write(tmp_path / "day.jsonl", lines)
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        used.append(int(done.stdout))
    assert used[1] - used[0] < 5_000  # kilobytes; the larger file has 20,000
