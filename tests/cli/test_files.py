"""What the command reads: standard input, lists of paths, archives, and what it passes over. Real processes."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import orjson
import pytest

PACK = """
pack: mine
title: 我的规则
version: 1.0.0
rules:
- {id: says-dont-know, check: forbidden, title: 不知道, severity: major, phrases: [不知道], examples: {bad: [不知道], good: [好]}}
"""
CLEAN, BAD = "客服：好的\n", "客户：喂\n客服：我不知道\n"
LINES = '{"id": "l1", "turns": [{"role": "agent", "text": "我不知道"}]}\n{"id": "l2", "turns": [{"role": "agent", "text": "好"}]}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    for name, text in {"a.txt": CLEAN, "b.txt": BAD, "drafts/c.txt": BAD}.items():
        (tmp_path / "calls" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "calls" / name).write_text(text, encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "servicelint", "check", *arguments, "--pack", "mine.yaml"],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )


def linted(folder: Path, *arguments: str, stdin: bytes = b"") -> list[str]:
    """The paths in the report, with a mark at those with a violation, and the failures."""
    done = check(folder, *arguments, "--format", "json", stdin=stdin)
    assert done.stdout, done.stderr.decode()
    report: dict[str, Any] = orjson.loads(done.stdout)
    talks = [one["path"] + "!" * len(one["violations"]) for one in report["transcripts"]]
    return talks + [one["error"] for one in report["failures"]]


class TestStandardInput:
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_read(self, folder: Path, encoding: str) -> None:
        done = check(folder, "-", stdin=BAD.encode(encoding))
        assert done.returncode == 1
        assert done.stdout.decode().startswith("<stdin>  90 分")

    def test_its_name_is_shown_and_tells_the_format(self, folder: Path) -> None:
        arguments = ("-", "--stdin-filename", "queue/today.jsonl")
        assert linted(folder, *arguments, stdin=LINES.encode()) == ["queue/today.jsonl!", "queue/today.jsonl"]

    def test_among_files_in_the_order_given(self, folder: Path) -> None:
        assert linted(folder, "calls/b.txt", "-", "calls/a.txt", stdin=CLEAN.encode()) == [
            *("calls/b.txt!", "<stdin>", "calls/a.txt")
        ]

    def test_an_archive(self, folder: Path) -> None:
        packed = _zip({"1.txt": BAD})
        assert linted(folder, "-", "--stdin-filename", "x.zip", stdin=packed) == ["x.zip!/1.txt!"]
        assert linted(folder, "-", "--stdin-filename", "l.jsonl.gz", stdin=gzip.compress(LINES.encode())) == [
            *("l.jsonl.gz!/l.jsonl!", "l.jsonl.gz!/l.jsonl")
        ]

    def test_nothing_comes(self, folder: Path) -> None:
        assert linted(folder, "-") == ["<stdin>:1:1: no turns: the file is empty"]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            pytest.param(["-", "--files-from", "-"], "standard input is either a transcript", id="twice"),
            pytest.param(["calls", "--stdin-filename", "a.txt"], "give - as a path", id="not asked for"),
        ],
    )
    def test_wrong_use(self, folder: Path, arguments: list[str], message: str) -> None:
        done = check(folder, *arguments)
        assert done.returncode == 2
        assert message in done.stderr.decode()


class TestFilesFrom:
    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"calls/b.txt\ncalls/a.txt\n", id="lines"),
            pytest.param(b"calls/b.txt\r\n\r\ncalls/a.txt", id="Windows lines"),
            pytest.param(b"\xef\xbb\xbfcalls/b.txt\ncalls/a.txt\n", id="a mark"),
            pytest.param("calls/b.txt\r\ncalls/a.txt\r\n".encode("utf-16"), id="PowerShell"),
            pytest.param(b"calls/b.txt\0calls/a.txt\0", id="NUL"),
        ],
    )
    @pytest.mark.parametrize("where", ["list.txt", "-"])
    def test_paths_are_read_in_order(self, folder: Path, data: bytes, where: str) -> None:
        (folder / "list.txt").write_bytes(data)
        assert linted(folder, "--files-from", where, stdin=data) == ["calls/b.txt!", "calls/a.txt"]

    def test_a_name_with_a_line_end(self, folder: Path) -> None:
        (folder / "calls" / "a\nb.txt").write_text(CLEAN, encoding="utf-8")
        assert linted(folder, "--files-from", "-", stdin=b"calls/a\nb.txt\0") == ["calls/a\nb.txt"]

    def test_paths_of_the_command_line_come_first_and_folders_are_walked(self, folder: Path) -> None:
        assert linted(folder, "calls/b.txt", "--files-from", "-", stdin=b"calls\n") == [
            *("calls/b.txt!", "calls/a.txt", "calls/drafts/c.txt!")
        ]

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            pytest.param("-", b"", "no transcripts in the list of paths, which is empty", id="empty"),
            pytest.param("-", b"gone.txt\n", "gone.txt: no such file or folder", id="no such file"),
            pytest.param("gone", b"", "gone: the list of paths cannot be read: No such file", id="no list"),
        ],
    )
    def test_wrong_use(self, folder: Path, name: str, data: bytes, message: str) -> None:
        done = check(folder, "--files-from", name, stdin=data)
        assert done.returncode == 2
        assert message in done.stderr.decode()


class TestExclude:
    def test_patterns(self, folder: Path) -> None:
        assert linted(folder, "calls", "--exclude", "drafts/", "--exclude", "a.*") == ["calls/b.txt!"]

    def test_those_of_the_configuration_are_seen_from_its_folder(self, folder: Path) -> None:
        (folder / "servicelint.yaml").write_text("exclude: [/calls/drafts/]\n", encoding="utf-8")
        (folder / "calls" / "mine.yaml").write_text(PACK, encoding="utf-8")
        assert linted(folder / "calls") == ["./a.txt", "./b.txt!"]

    def test_an_ignore_file(self, folder: Path) -> None:
        (folder / ".servicelintignore").write_text("drafts/\n", encoding="utf-8")
        assert linted(folder, "calls") == ["calls/a.txt", "calls/b.txt!"]
        assert linted(folder, "calls/drafts/c.txt") == ["calls/drafts/c.txt!"]

    def test_forced_for_what_is_named(self, folder: Path) -> None:
        (folder / ".servicelintignore").write_text("drafts/\n", encoding="utf-8")
        assert linted(folder, "calls/a.txt", "calls/drafts/c.txt", "--force-exclude") == ["calls/a.txt"]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            pytest.param(["calls", "--exclude", "*.txt"], 2, id="all excluded is no input"),
            pytest.param(
                ["calls/b.txt", "--exclude", "*.txt", "--force-exclude"], 0, id="unless it is forced, as hooks do"
            ),
            pytest.param(
                ["-", "--stdin-filename", "drafts/x.txt", "--exclude", "drafts/", "--force-exclude"],
                0,
                id="standard input",
            ),
            pytest.param(["calls", "--exclude", "!"], 2, id="no pattern"),
        ],
    )
    def test_exit_codes(self, folder: Path, arguments: list[str], code: int) -> None:
        assert check(folder, *arguments, stdin=BAD.encode()).returncode == code


def _zip(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


class TestArchives:
    @pytest.fixture
    def packed(self, folder: Path) -> Path:
        (folder / "calls" / "z.zip").write_bytes(_zip({"2.txt": BAD, "1.txt": CLEAN, "drafts/3.txt": BAD, "3.mp3": ""}))
        (folder / "calls" / "voices.zip").write_bytes(_zip({"1.mp3": ""}))
        (folder / "calls" / "lines.jsonl.gz").write_bytes(gzip.compress(LINES.encode()))
        (folder / "calls" / "dump.sql.gz").write_bytes(gzip.compress(b"SELECT"))
        with tarfile.open(folder / "calls" / "t.tgz", "w:gz") as archive:
            archive.add(folder / "calls" / "b.txt", "b.txt")
        return folder

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_read_in_their_place(self, packed: Path, jobs: str) -> None:
        (packed / ".servicelintignore").write_text("drafts/\n", encoding="utf-8")
        assert linted(packed, "calls", "--jobs", jobs) == [
            "calls/a.txt",
            "calls/b.txt!",
            "calls/lines.jsonl.gz!/lines.jsonl!",
            "calls/lines.jsonl.gz!/lines.jsonl",
            "calls/t.tgz!/b.txt!",
            "calls/z.zip!/1.txt",
            "calls/z.zip!/2.txt!",
        ]

    def test_named(self, packed: Path) -> None:
        assert linted(packed, "calls/voices.zip", "calls/t.tgz") == [
            "calls/t.tgz!/b.txt!",
            "calls/voices.zip: no transcripts in this archive",
        ]

    def test_a_folder_with_nothing_but_other_archives(self, packed: Path) -> None:
        (packed / "voices").mkdir()
        (packed / "calls" / "voices.zip").rename(packed / "voices" / "voices.zip")
        done = check(packed, "voices")
        assert done.returncode == 2
        assert done.stderr.decode().startswith("no transcripts in voices: ")

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_broken_one_is_a_failure_and_the_rest_is_linted(self, packed: Path, jobs: str) -> None:
        path = packed / "calls" / "t.tgz"
        path.write_bytes(path.read_bytes()[:-4])
        found = linted(packed, "calls/t.tgz", "calls/z.zip", "--exclude", "drafts/", "--jobs", jobs)
        assert found[:3] == ["calls/t.tgz!/b.txt!", "calls/z.zip!/1.txt", "calls/z.zip!/2.txt!"]
        assert found[3:] == ["calls/t.tgz: the archive is damaged; pack it again"]


def test_a_large_archive_takes_no_more_memory_than_a_small_one(folder: Path) -> None:
    """Twenty thousand members, eighty megabytes of talk, pass by one after the other."""
    sizes = {}
    for count in (200, 20_000):
        path = folder / f"{count}.tar.gz"
        data = (CLEAN * 250).encode()
        with tarfile.open(path, "w:gz", compresslevel=1) as archive:
            for number in range(count):
                info = tarfile.TarInfo(f"{number:05}.txt")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data + os.urandom(8).hex().encode()))
        code = (
            "import resource, sys; from servicelint.readers.sources import expand\n"
            "print(sum(1 for item in expand(sys.argv[1:])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, encoding="utf-8", check=True)
        read, sizes[count] = map(int, done.stdout.split())
        assert read == count
    assert sizes[20_000] < sizes[200] + 8_000
