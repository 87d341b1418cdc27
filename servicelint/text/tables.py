"""The tables of folding, built once from the dictionaries that opencc-python-reimplemented ships.

OpenCC converts in two stages, variants to standard traditional characters and these to simplified ones, phrases
before characters. Here each character is first resolved to its end, then phrases are matched in folded characters: so
both scripts and any mixture of them meet the same entries, and folding twice changes nothing.
Its entries that only keep apart what the character tables fold together (乾隆 and 干燥, 著名 and 看着) are not used:
a phrase that holds one of them is matched all the same, as it is folded likewise.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from servicelint.text.wording import GUARDS, READINGS, SCRIPT, TRANSLATED, UNUSED_SCRIPT

_VARIANTS = ("HKVariantsRev", "TWVariantsRev")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_DRAWN = frozenset({"<font>", "<circle>", "<super>", "<sub>", "<fraction>"})


class Characters(dict[str, str]):
    """What each code point folds to: filled as text comes by, because Unicode is too large to prepare."""

    def __init__(self, simplified: Mapping[str, str]) -> None:
        super().__init__()
        self._simplified = simplified

    def __missing__(self, character: str) -> str:
        plain = plain_form(character)
        folded = "".join([self._simplified.get(each, each) for each in plain])
        self[character] = folded
        return folded


@dataclass(frozen=True, slots=True)
class Tables:
    """``characters`` maps any code point, ``phrases`` phrases of folded characters to what they become.

    ``script`` and ``wording`` are the phrases that change something; values of ``script`` are as long as their keys.
    The other phrases stay what they are, and keep others from being seen across their borders. ``heads`` has
    the phrases by their first two characters, the longest first.
    """

    simplified: Mapping[str, str]
    characters: Characters
    script: Mapping[str, str]
    wording: Mapping[str, str]
    phrases: Mapping[str, str]
    heads: Mapping[str, tuple[str, ...]]


@cache
def tables() -> Tables:
    """Read and resolve the dictionaries; about 10 ms, once a process."""
    simplified = _simplified()
    characters = Characters(simplified)
    script = _phrases("TSPhrases", characters)
    script = {key: value for key, value in script.items() if key != value and key not in UNUSED_SCRIPT} | SCRIPT
    wording = _phrases("TWPhrasesRev", characters)
    wording = {key: value for key, value in wording.items() if key in TRANSLATED}
    changing = script | wording
    phrases = {guard: guard for guard in (*GUARDS, *_guards(changing))} | changing
    return Tables(simplified, characters, script, wording, phrases, _heads(phrases))


def _phrases(name: str, characters: Characters) -> dict[str, str]:
    def folded(text: str) -> str:
        return "".join([characters[each] for each in text])

    return {folded(key): folded(value) for key, value in entries(name)}


def _guards(changing: Mapping[str, str]) -> Iterator[str]:
    """Every value, alone and behind the start of a key that would end in it: 打开 in 打开启动, 许可权限.

    So a key is not seen where its characters belong to a value, and folding again finds nothing to replace.
    """
    values = dict.fromkeys(changing.values())
    yield from values
    beginning: defaultdict[str, list[str]] = defaultdict(list)
    for value in values:
        for size in range(1, len(value) + 1):
            beginning[value[:size]].append(value)
    for key in changing:
        for size in range(1, len(key)):
            yield from [key[:-size] + value for value in beginning.get(key[-size:], ())]


@cache
def entries(name: str) -> tuple[tuple[str, str], ...]:
    """The entries of one OpenCC dictionary, with the first of several values."""
    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opencc-python-reimplemented is not installed", name="opencc")
    text = Path(spec.origin).with_name("dictionary").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line)
    return tuple([(key, value.split(" ")[0]) for key, value in pairs])


def plain_form(character: str) -> str:
    """One code point in compatibility form and lower case, without what cannot be seen.

    Letters and digits that are circled, raised or otherwise drawn stay themselves: nobody types them in a transcript,
    and they would make the number of spellings of a word run away.
    """
    if is_unseen(character):
        return ""
    form = unicodedata.normalize("NFKC", character)
    if is_drawn(character, form):
        return character
    form = unicodedata.normalize("NFKC", form.lower())
    return form if form == character else "".join([plain_form(each) for each in form])


def is_unseen(character: str) -> bool:
    """White space, controls, formats, zero-width characters, variation selectors."""
    if character.isspace() or unicodedata.category(character) in _UNSEEN:
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def is_drawn(character: str, form: str) -> bool:
    """Whether the character is a way of drawing ``form``: 𝐚, ⓐ, ², ½, ⒜, ⒈, ㈱, 🈛, ㏠; not ａ, ㎏, ⼈."""
    tag = unicodedata.decomposition(character).partition(" ")[0]
    if tag == "<compat>":
        return len(form) > 1 and (form[0] == "(" or form[-1] in ".,月点點日")
    return tag in _DRAWN or (tag == "<square>" and len(form) == 1)


def _simplified() -> dict[str, str]:
    step = dict(entries("TSCharacters"))
    variants = {key: value for name in _VARIANTS for key, value in entries(name)}
    step |= {key: step.get(value, value) for key, value in variants.items()}
    step |= READINGS
    # A simplified character whose traditional form is read otherwise in Taiwan goes with that form (颚, 腭).
    for key, value in entries("TSCharacters"):
        if value not in step and (end := _end(key, step)) != value:
            step[value] = end
    return {key: end for key in step if (end := _end(key, step)) != key}


def _end(character: str, step: Mapping[str, str]) -> str:
    while (following := step.get(character, character)) != character:
        character = following
    return character


def _heads(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Keys by their first two characters, the longest first."""
    heads: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(keys, key=len, reverse=True):
        heads[key[:2]].append(key)
    return {head: tuple(found) for head, found in heads.items()}
