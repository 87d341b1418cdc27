"""Readers of other packages, really installed, and used by the command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import ROOT

_LOG = "HOTLINE 1\nC 0.5 喂\nA 2 您好，这个我不知道。\n"
_BROKEN = """
[build-system]
requires = ["setuptools>=70.1"]
build-backend = "setuptools.build_meta"
[project]
name = "servicelint-broken"
version = "1.0"
[project.entry-points."servicelint.readers"]
broken = "servicelint_broken:read"
crashing = "servicelint_crashing:read"
number = "servicelint_crashing:NUMBER"
text = "servicelint_crashing:read"
[tool.setuptools]
py-modules = ["servicelint_crashing"]
"""
_CRASHING = '''
def read(data, source):
    """Crashes."""
    raise KeyError("spk")
    yield

NUMBER = 7
'''


def _install(package: Path, site: Path) -> None:
    command = [
        "-m",
        "pip",
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        site,
        package,
    ]
    done = subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    copytree(ROOT / "docs" / "example-reader", folder / "package")  # building writes into it
    _install(folder / "package", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    (folder / "package").mkdir()
    (folder / "package" / "pyproject.toml").write_text(_BROKEN, encoding="utf-8")
    (folder / "package" / "servicelint_crashing.py").write_text(_CRASHING, encoding="utf-8")
    _install(folder / "package", folder / "site")
    return folder / "site"


def _servicelint(site: Path | None, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = [str(ROOT), *([str(site)] if site else [])]
    return subprocess.run(
        [sys.executable, "-m", "servicelint", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", ["a.txt", "a.hot", "a.log"])
@pytest.mark.parametrize("options", [(), ("--input-format", "hotline"), ("--jobs", "2")], ids=["told", "named", "jobs"])
def test_an_installed_reader_is_used(example: Path, tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    (tmp_path / name).write_text(_LOG, encoding="utf-8")
    done = _servicelint(example, tmp_path, "check", name, "--format", "json", *options)
    (transcript,) = json.loads(done.stdout)["transcripts"]
    found = [(one["rule"], one["line"], one["column"], one["time"]) for one in transcript["violations"]]
    assert ("general/says-dont-know", 3, 11, 2.0) in found
    assert done.returncode == 1


def test_its_errors_are_failures_of_the_file(example: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("HOTLINE 1\nA soon 您好\n", encoding="utf-8")
    done = _servicelint(example, tmp_path, "check", "a.txt")
    assert done.returncode == 2
    assert done.stderr == "a.txt:2:1: a line is a speaker, a second and words, as in 'A 12.5 您好'\n"


def test_without_the_package_the_file_is_no_transcript(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_LOG, encoding="utf-8")
    assert "no turns: begin each" in _servicelint(None, tmp_path, "check", "a.txt").stderr
    done = _servicelint(None, tmp_path, "check", "a.txt", "--input-format", "hotline")
    assert (done.returncode, done.stderr) == (
        2,
        "no transcript format 'hotline'; 'servicelint formats' lists them\n",
    )


def test_installed_readers_are_listed(example: Path, tmp_path: Path) -> None:
    assert _servicelint(example, tmp_path, "formats").stdout.endswith(
        "hotline     Logs of the HOTLINE recorder, one call a file. (.hot)\n"
    )
    listed = json.loads(_servicelint(example, tmp_path, "formats", "--format", "json").stdout)
    assert listed[-1] == {
        "name": "hotline",
        "title": "Logs of the HOTLINE recorder, one call a file.",
        "suffixes": [".hot"],
        "installed": True,
    }
    assert {"name": "text", "title": listed[-2]["title"], "suffixes": [".txt"], "installed": False} == listed[-2]


def test_a_near_miss_is_told_its_name(example: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_LOG, encoding="utf-8")
    done = _servicelint(example, tmp_path, "check", "a.txt", "--input-format", "hotlin")
    assert (done.returncode, "(did you mean 'hotline'?)" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        pytest.param("broken", 2, "the reader 'broken' of the package servicelint-broken (", id="not importable"),
        pytest.param("number", 2, "is no function read(data, source) and no Format", id="no function"),
        pytest.param("crashing", 3, "the reader 'crashing' of the package servicelint-broken (", id="crash"),
        pytest.param("text", 2, "no turns: begin each", id="a built-in name is not theirs to take"),
    ],
)
def test_broken_readers_are_told_by_name(broken: Path, tmp_path: Path, name: str, code: int, message: str) -> None:
    (tmp_path / "a.txt").write_text(_LOG, encoding="utf-8")
    done = _servicelint(broken, tmp_path, "check", "a.txt", "--input-format", name)
    assert done.returncode == code, done.stderr
    assert message in done.stderr


def test_ordinary_files_do_not_wait_for_installed_readers(broken: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("客服：您好，再见\n", encoding="utf-8")
    script = (
        "import sys; from servicelint.readers import read_transcript; read_transcript('a.txt');"
        "print([name for name in sys.modules if 'metadata' in name or 'openpyxl' in name or 'vendors' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{broken}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "[]\n", done.stderr
