"""How characters sound: the syllables of Mandarin, tones aside, that each is read as.

The readings are those of pypinyin's table of characters. It is read without importing pypinyin, which would load its
large dictionary of phrases as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import orjson

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))

OTHER_READINGS: Mapping[str, tuple[str, ...]] = {
    **{"长": ("chang",), "行": ("hang",), "重": ("chong",), "调": ("tiao",), "了": ("liao",), "似": ("si",)},
    **{"的": ("di",), "地": ("de",), "得": ("dei",), "乐": ("yue",), "着": ("zhuo", "zhao"), "率": ("shuai",)},
    **{"藏": ("zang",), "还": ("huan",), "降": ("xiang",), "弹": ("tan",), "没": ("mo",), "模": ("mu",)},
    **{"角": ("jue",), "薄": ("bo",), "勒": ("le",), "差": ("chai",), "朝": ("zhao",), "血": ("xie",)},
    **{"便": ("pian",), "传": ("zhuan",), "称": ("chen",), "觉": ("jiao",), "塞": ("se",), "劲": ("jing",)},
    **{"落": ("la",), "校": ("jiao",), "壳": ("qiao",), "粘": ("nian",), "省": ("xing",), "宿": ("xiu",)},
    **{"屏": ("bing",), "曾": ("zeng",), "佛": ("fo",), "吓": ("he",), "削": ("xiao",), "迫": ("pai",)},
    **{"卡": ("qia",), "剥": ("bao",), "畜": ("xu",), "恶": ("wu",), "露": ("lou",), "秘": ("bi",)},
    **{"厦": ("xia",), "曝": ("bao",), "嚼": ("jiao",), "辗": ("zhan",), "茄": ("qie",)},
}
"""Readings that a character has in common words besides the first that the table lists. The table's other readings
are left out: by them 不 would sound like 夫 and 会 like 快."""


@lru_cache(maxsize=1 << 14)
def syllables(character: str) -> tuple[str, ...]:
    """The syllables a folded character is read as, tones aside; none for what is no Chinese character."""
    listed = _table().get(str(ord(character)))
    if listed is None:
        return ()
    first = unicodedata.normalize("NFD", listed.partition(",")[0]).translate(_TONES)
    return tuple(dict.fromkeys((unicodedata.normalize("NFC", first), *OTHER_READINGS.get(character, ()))))


@cache
def _table() -> Mapping[str, str]:
    """The readings of each character, by its decimal code point; about 10 ms, once a process."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed", name="pypinyin")
    table: Mapping[str, str] = orjson.loads(Path(spec.origin).with_name("pinyin_dict.json").read_bytes())
    return table
