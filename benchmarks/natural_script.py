"""What anyone would write first: OpenCC and jieba on every line, then a look at each phrase. The slow peer."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jieba
import opencc


def main(phrases: list[str], folder: Path) -> None:
    """Print every line of an agent that holds a phrase."""
    converter = opencc.OpenCC("t2s")
    for path in sorted(folder.rglob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            text = converter.convert(line)
            words = "".join(jieba.lcut(text))
            if "客服" in text[:20]:
                for phrase in phrases:
                    if phrase in words:
                        print(path, number, phrase)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
