from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

READER = '''
import os, signal
from pathlib import Path
from servicelint.readers.text import read as read_text

def read(data, source):
    """Plain text, but some calls kill the process that reads them."""
    once = Path(source).with_suffix(".tried")
    if b"deadly" in data or (b"weak" in data and not once.exists()):
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield from read_text(data, source)
'''

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def check(tmp_path: Path) -> Run:
    """Runs ``servicelint check`` in a folder of 200 calls, with a reader installed that some calls are deadly to."""
    package = tmp_path / "site" / "deadly-1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[servicelint.readers]\ndeadly = deadly:read\n")
    (tmp_path / "site" / "deadly.py").write_text(READER)
    (tmp_path / "calls").mkdir()
    for number in range(200):
        (tmp_path / "calls" / f"{number:03}.txt").write_text(
            "客服：您好，谢谢，再见\n客服：这个我不知道\n", encoding="utf-8"
        )
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "servicelint",
            "check",
            "calls",
            "--input-format",
            "deadly",
            "--format",
            "json",
        ]
        return subprocess.run(
            [*command, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_a_process_that_dies_costs_nothing(tmp_path: Path, check: Run) -> None:
    expected = check("--jobs", "2").stdout
    (tmp_path / "calls" / "070.txt").write_text("客服：weak\n客服：您好，谢谢，再见\n", encoding="utf-8")
    found = check("--jobs", "2")
    assert found.returncode == 1
    assert "a process that lints has died" in found.stderr
    assert found.stdout.count('"path"') == expected.count('"path"') == 200
    (tmp_path / "calls" / "070.txt").write_text("客服：您好，谢谢，再见\n客服：这个我不知道\n", encoding="utf-8")
    assert check("--jobs", "2").stdout == expected


def test_a_file_that_kills_twice_is_a_failure(tmp_path: Path, check: Run) -> None:
    for name in ("070.txt", "190.txt"):
        (tmp_path / "calls" / name).write_text("客服：deadly\n", encoding="utf-8")
    found = check("--jobs", "2")
    assert found.returncode == 2
    assert [
        f"{name}.txt: the process that lints it has died twice" in found.stderr for name in ("070", "190", "189")
    ] == [
        True,
        True,
        False,
    ]
    assert found.stdout.count('"score":') >= 198
