"""The words and numbers that the text and the page share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from servicelint.summary import Rate

FLOORS: Mapping[str, str] = MappingProxyType({"precision": "确定的判对率", "recall": "确定加待复核的查全率"})
_KEYS = {"clause": "条款", "part": "部分", "style": "文体", "script": "字形", "category": "类别"}


def key_name(key: str) -> str:
    """A key of the labelled rows in Chinese; one of the user's own as it is."""
    return _KEYS.get(key, key)


def share(rate: Rate, decimals: int = 0) -> str:
    """A rate in percent; a dash when there is nothing to share."""
    return f"{rate.value:.{decimals}%}" if rate.total else "–"


def interval(rate: Rate, decimals: int = 0) -> str:
    """The 95 % interval of a rate in percent."""
    low, high = rate.interval
    return f"{low:.{decimals}%}–{high:.{decimals}%}"
