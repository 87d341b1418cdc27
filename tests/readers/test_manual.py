"""The samples of the manual are read as the formats that they are samples of."""

from __future__ import annotations

import re

import pytest

from servicelint.readers.formats import BY_NAME, detect
from servicelint.readers.sample import Sample
from servicelint.transcript import Transcript
from tests.conftest import ROOT

_BLOCK = re.compile(r"```(?:text|html)\n(.*?)```", re.DOTALL)


def _samples(heading: str) -> list[str]:
    manual = (ROOT / "docs" / "readers.md").read_text(encoding="utf-8")
    section = manual.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return _BLOCK.findall(section)


@pytest.mark.parametrize(
    ("heading", "format", "turns"),
    [
        ("Tables: CSV, TSV and Excel", "table", [2, 2]),
        ("Subtitles: SRT and WebVTT", "subtitles", [2]),
        ("Bank quality inspection: HTML", "bank-html", [1]),
        ("Meeting exports", "meeting", [2]),
        ("Chat exports", "chat", [2, 2]),
    ],
)
def test_samples(heading: str, format: str, turns: list[int]) -> None:
    samples = _samples(heading)
    assert len(samples) == len(turns)
    for text, count in zip(samples, turns, strict=True):
        sample = Sample("sample", text.encode())
        assert detect(sample).name == format
        (result,) = BY_NAME[format].read(sample.data, sample.source)
        assert isinstance(result, Transcript)
        assert len(result.turns) == count
        assert result.turns[0].text.startswith("您好")
