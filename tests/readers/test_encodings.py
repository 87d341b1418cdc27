"""Which encoding is guessed, and where the table that it is guessed by comes from."""

from __future__ import annotations

import json
from collections import Counter
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest
from opencc import OpenCC

from servicelint.readers.common_characters import COMMON, SPOKEN
from servicelint.readers.encodings import guess, known_share
from tests.conftest import ROOT

LABELLED = sorted((ROOT / "corpora" / "labelled").glob("*.labels.jsonl"))


def test_the_table_is_what_it_says() -> None:
    spec = find_spec("jieba")
    assert spec
    assert spec.origin
    frequency: Counter[str] = Counter()
    for line in Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        for char in word:
            frequency[char] += int(count)
    han = sorted((char for char in frequency if "一" <= char <= "鿿"), key=lambda char: (-frequency[char], char))
    simplified = [*han[:1500], *SPOKEN]
    lines = "\n".join(simplified)
    traditional = (char for name in ("s2t", "s2tw", "s2hk") for char in OpenCC(name).convert(lines).split("\n"))
    assert "".join(sorted(set(chain(simplified, *traditional)))) == COMMON


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name.partition(".")[0])
def test_every_labelled_utterance_is_told_by_itself(path: Path) -> None:
    told = Counter[bool]()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        codec = {"hans": "gb18030", "tw": "cp950", "hk": "big5hkscs"}[row["script"]]
        data = ("客服：" + row["text"]).encode(codec, "ignore")
        told[guess(data) == ("gb18030" if codec == "gb18030" else "big5hkscs")] += 1
    assert told[True] >= 150
    assert told[False] == 0


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 1.0), ("agent: hi", 1.0), ("客服：您好", 1.0), ("您龘", 0.5), ("\ufffd", 0.0)],
)
def test_known_share(text: str, share: float) -> None:
    assert known_share(text) == share
