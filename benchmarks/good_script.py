"""What a good engineer would write in an hour: every spelling in one expression, agents only. The fast script."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def main(spellings: list[str], folder: Path) -> None:
    """Print every phrase of an agent's line."""
    lines = re.compile(r"^(?:\[[\d:]+\] )?客服[:：](.*)$", re.MULTILINE)
    phrases = re.compile("|".join(map(re.escape, sorted(spellings, key=len, reverse=True))))
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for line in lines.finditer(text):
            for found in phrases.finditer(line[1]):
                print(path, line.start(), found[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines(), Path(sys.argv[2]))
