"""Words in quotation marks: spoken of rather than said."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^“”]+”|「[^「」]+」|『[^『』]+』|‘[^‘’]+’|\"[^\"]+\"|＂[^＂]+＂")


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands in quotation marks; marks around the whole text quote nothing."""
    return any(
        found.start() < start and end < found.end() for found in _QUOTED.finditer(text) if found[0] != text.strip()
    )
