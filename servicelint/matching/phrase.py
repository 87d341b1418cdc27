"""The phrase language: a phrase is parsed to a tree.

Grammar: text, ``[optional|...]``, ``(one|of)``, ``…`` a gap, ``{word list}``, ``^`` and ``$`` sentence ends,
``\\x`` the character x.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


class PhraseError(ValueError):
    """A phrase that cannot be parsed or can never match; the message is for the pack's author."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters as written by the author."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many significant characters within a sentence."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Start (``^``) or end (``$``) of a sentence."""

    mark: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences, or none when ``optional``."""

    options: tuple[Sequence, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another."""

    parts: tuple[Literal | Gap | Edge | Choice, ...]


def parse(source: str, words: Mapping[str, tuple[str, ...]]) -> Sequence:
    """The tree of a phrase. Raises PhraseError for unbalanced brackets, empty alternatives and unknown word lists."""
    return _Parser(source, words).whole()


class _Parser:
    def __init__(self, source: str, words: Mapping[str, tuple[str, ...]]) -> None:
        self.source = source
        self.words = words
        self.at = 0

    def whole(self) -> Sequence:
        tree = self.sequence("")
        if self.at < len(self.source):
            raise PhraseError(
                f"'{self.source[self.at]}' closes nothing; write \\{self.source[self.at]} for the character"
            )
        return tree

    def sequence(self, stops: str) -> Sequence:
        parts: list[Literal | Gap | Edge | Choice] = []
        while self.at < len(self.source):
            char = self.source[self.at]
            if char in "|)]}":
                if char in stops:
                    break
                raise PhraseError(f"'{char}' closes nothing; write \\{char} for the character")
            self.at += 1
            parts.append(self.part(char))
        return Sequence(tuple(_joined(parts)))

    def part(self, char: str) -> Literal | Gap | Edge | Choice:
        if char == "[":
            return self.choice("]", optional=True)
        if char == "(":
            return self.choice(")", optional=False)
        if char == "{":
            return self.word_list()
        if char == "…":
            return Gap()
        if char in "^$":
            return Edge(char)
        if char == "\\":
            if self.at == len(self.source):
                raise PhraseError("nothing follows the last \\")
            char = self.source[self.at]
            self.at += 1
        return Literal(char)

    def choice(self, closing: str, *, optional: bool) -> Choice:
        options = []
        while True:
            option = self.sequence("|" + closing)
            if not option.parts:
                raise PhraseError("empty alternative; write [a|b] for an optional one")
            options.append(option)
            if self.at == len(self.source):
                raise PhraseError(f"'{closing}' is missing")
            self.at += 1
            if self.source[self.at - 1] == closing:
                return Choice(tuple(options), optional)

    def word_list(self) -> Choice:
        end = self.source.find("}", self.at)
        if end < 0:
            raise PhraseError("'}' is missing")
        name = self.source[self.at : end]
        self.at = end + 1
        if name not in self.words:
            raise PhraseError(f"no word list is called '{name}'; add it under 'words:'")
        return Choice(tuple(Sequence((Literal(word),)) for word in self.words[name]), optional=False)


def _joined(parts: list[Literal | Gap | Edge | Choice]) -> Iterator[Literal | Gap | Edge | Choice]:
    """Neighbouring literals as one, neighbouring gaps as one."""
    last: Literal | Gap | Edge | Choice | None = None
    for part in parts:
        if isinstance(part, Literal) and isinstance(last, Literal):
            last = Literal(last.text + part.text)
        elif not (isinstance(part, Gap) and isinstance(last, Gap)):
            if last is not None:
                yield last
            last = part
    if last is not None:
        yield last
