"""The peers: other ways to look for the same fifty phrases in the same files. `make peers` sets them up.

ripgrep, Semgrep and textlint look for all spellings in every role, without exceptions, scores or a look at words. A
peer that is not installed is told on standard error and left out.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.calls import Corpora
from benchmarks.measure import Command
from benchmarks.phrases import spellings_of

HERE = Path(__file__).parent
SEMGREP = HERE / ".peers" / "semgrep" / "bin" / "semgrep"
TEXTLINT = HERE / "textlint" / "node_modules" / ".bin" / "textlint"
OPEN_FILES = 0.75
"""The share of the files a process may open that textlint is given: it opens all files at once."""


class Contender(NamedTuple):
    """How a folder is searched, and how many files at most."""

    command: Callable[[Path], Command]
    most: int = sys.maxsize


def contenders(corpora: Corpora, phrases: Sequence[str], few: int) -> Mapping[str, Contender]:
    """All peers that are there; the natural script is so slow that it is given ``few`` files."""
    spellings = corpora.write("spellings.txt", "\n".join(spellings_of(phrases)))
    listed = corpora.write("phrases.json", json.dumps(phrases))
    tools: tuple[tuple[str, str | None, Callable[[], Contender]], ...] = (
        ("ripgrep", shutil.which("rg"), lambda: _ripgrep(spellings)),
        ("Semgrep", shutil.which(SEMGREP), lambda: _semgrep(corpora, phrases)),
        ("textlint", shutil.which(TEXTLINT), lambda: _textlint(corpora, phrases)),
    )
    for name, path, _ in tools:
        if path is None:
            print(f"{name} is not installed and left out: make peers", file=sys.stderr)
    return {
        **{name: make() for name, path, make in tools if path is not None},
        "good script": Contender(lambda folder: _script("good_script.py", spellings, folder)),
        "natural script": Contender(lambda folder: _script("natural_script.py", listed, folder), few),
    }


def _script(name: str, phrases: Path, folder: Path) -> Command:
    return sys.executable, str(HERE / name), str(phrases), str(folder)


def _ripgrep(spellings: Path) -> Contender:
    return Contender(lambda folder: ("rg", "-j1", "-F", "-f", str(spellings), "--count-matches", str(folder)))


def _semgrep(corpora: Corpora, phrases: Sequence[str]) -> Contender:
    """Regular expressions in its generic mode, one process, nothing sent or looked up, nothing kept at home."""
    rules = [
        {
            "id": f"phrase-{number}",
            "languages": ["generic"],
            "severity": "WARNING",
            "message": phrase,
            "pattern-regex": "|".join(spellings_of([phrase])),
        }
        for number, phrase in enumerate(phrases)
    ]
    config = corpora.write("semgrep.json", json.dumps({"rules": rules}))
    options = ("--quiet", "--metrics", "off", "--disable-version-check", "--no-git-ignore", "-j1")
    own = ("env", *(f"SEMGREP_{name}_FILE={corpora.folder / name}" for name in ("SETTINGS", "LOG")))
    report = ("--json", "--output", str(corpora.folder / "semgrep-report.json"))
    return Contender(
        lambda folder: (*own, str(SEMGREP), "scan", *options, "--config", str(config), *report, str(folder))
    )


def _textlint(corpora: Corpora, phrases: Sequence[str]) -> Contender:
    """Its rule for lists of phrases to be replaced."""
    rules = [{"expected": f"〔{phrase}〕", "patterns": spellings_of([phrase])} for phrase in phrases]
    listed = corpora.write("prh.yml", json.dumps({"version": 1, "rules": rules}))
    config = corpora.write("textlint.json", json.dumps({"rules": {"prh": {"rulePaths": [str(listed)]}}}))
    report = ("--format", "json", "--output-file", str(corpora.folder / "textlint-report.json"))
    opened, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Contender(
        lambda folder: (str(TEXTLINT), "--config", str(config), *report, str(folder)), int(opened * OPEN_FILES)
    )
