"""Every transcript of the corpora has exactly the violations written beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from servicelint.linter import Linter
from servicelint.pack_loader import load_pack
from servicelint.readers import read_transcript
from tests.conftest import ROOT

TRANSCRIPTS = sorted((ROOT / "corpora").glob("*/*.txt"))


@cache
def linter(pack: str) -> Linter:
    return Linter([load_pack(pack)])


def expectation(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    return loaded


def test_there_are_enough_of_all_sorts() -> None:
    channels = [read_transcript(path).record["channel"] for path in TRANSCRIPTS]
    assert len(TRANSCRIPTS) >= 60
    assert set(channels) == {"call", "visit", "chat", "training"}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_expected_violations(path: Path) -> None:
    expected = expectation(path)
    report = linter(expected["pack"]).lint(read_transcript(path))
    assert [(v.rule, f"{v.line}:{v.column}", v.text, v.certainty) for v in report.violations] == [
        (v["rule"], v["at"], v["text"], v.get("certainty", "certain")) for v in expected["violations"]
    ]
    assert linter(expected["pack"]).lint_plainly(read_transcript(path)) == report
    assert report.path.endswith(path.name)
    assert not report.warnings
