"""How a check reads its lists of phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from servicelint.located import Fields, Node, Table, did_you_mean
from servicelint.matching.compiled import DEFAULT_GAP, Phrase, compile_phrase, compile_regex
from servicelint.matching.context import Context
from servicelint.matching.occurrences import Match, Occurrences
from servicelint.matching.phrase import PhraseError

TOLERANCES = ("fillers", "stutter", "homophones")
"""What may interrupt a phrase, 不嗯知道, 不不知道, and what may be misheard in it, 不只道."""


@dataclass(slots=True)
class Language:
    """What the phrases of a pack are written in: its word lists, its contexts and what it tolerates.

    ``compiled`` holds the phrases compiled so far, to be kept; in them no tolerance is set yet.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tolerate: frozenset[str] = frozenset()
    compiled: dict[str, Phrase] = field(default_factory=dict)
    contexts: Mapping[str, Context] = field(default_factory=dict)

    def phrase(self, source: str, gap: int, boundary: bool, tolerate: frozenset[str] = frozenset()) -> Phrase:
        """Compile a phrase. Raises PhraseError."""
        homophones = "homophones" in tolerate
        key = f"{gap} {boundary} {homophones} {source}"
        if key not in self.compiled:
            compiled = compile_phrase(source, self.words, gap=gap, boundary=boundary, homophones=homophones)
            self.compiled[key] = compiled
        return self.compiled[key]

    def regex(self, source: str) -> Phrase:
        """Compile a regular expression. Raises PhraseError."""
        key = f"regex {source}"
        if key not in self.compiled:
            self.compiled[key] = compile_regex(source)
        return self.compiled[key]


@dataclass(frozen=True, slots=True)
class Guard:
    """Where a match means something else.

    On a match of ``phrase`` (any when None), in one of the contexts ``inside`` (anywhere when empty) and in none of
    ``outside``.
    """

    phrase: Phrase | None
    inside: tuple[Context, ...]
    outside: tuple[Context, ...]

    def __str__(self) -> str:
        said = [self.phrase.source] if self.phrase else []
        inside = [f"in: {', '.join(map(str, self.inside))}"] if self.inside else []
        outside = [f"not_in: {', '.join(map(str, self.outside))}"] if self.outside else []
        return "; ".join(said + inside + outside)

    def reason(self, occurrences: Occurrences, match: Match) -> str | None:
        """Why the match means something else, as a report says it; None where it does not."""
        if self.phrase and not any(match.overlaps(one) for one in occurrences.find([self.phrase], [match.turn])):
            return None
        context = occurrences.context(match, self.inside)
        if (self.inside and context is None) or (self.outside and occurrences.context(match, self.outside)):
            return None
        said = self.phrase.source if self.phrase else ""
        where = f"in: {context}" if context else f"not_in: {', '.join(map(str, self.outside))}"
        return f"{said}; {where}" if said else where


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Compiles the phrases of one rule, with the rule's own defaults for ``gap`` and ``boundary``."""

    fields: Fields
    language: Language
    gap: int
    boundary: bool
    tolerate: frozenset[str]

    @classmethod
    def of(cls, fields: Fields, language: Language) -> PhraseReader:
        """Reads the keys ``gap``, ``boundary`` and ``tolerate`` of the rule."""
        tolerate = language.tolerate if fields.node("tolerate") is None else read_tolerate(fields)
        return cls(fields, language, fields.whole("gap", DEFAULT_GAP), _boundary(fields), tolerate)

    def phrases(self, key: str) -> tuple[Phrase, ...]:
        """The phrases of a key; those that do not compile are reported and left out."""
        return self._tolerant(self._phrase(node, key) for node in self.fields.nodes(key))

    def unguarded(self, key: str) -> tuple[Phrase, ...]:
        """The phrases of a key beside which guards may stand."""
        return self._tolerant(self._phrase(node, key) for node in self.fields.nodes(key) if not _names_contexts(node))

    def with_fixed(self, key: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
        """The phrases of a key, and those among them that say ``contexts: none``: they mean the same everywhere."""
        found: list[Phrase | None] = []
        fixed: list[Phrase | None] = []
        for node in self.fields.nodes(key):
            says_none = isinstance(node, Table) and any(name.text == "contexts" for name, _ in node.entries)
            phrase = self._phrase(node, key, may_be_fixed=True)
            found.append(phrase)
            fixed += [phrase] if says_none else []
        return self._tolerant(found), self._tolerant(fixed)

    def guards(self, key: str) -> tuple[Guard, ...]:
        """The entries of a key that name contexts: ``{phrase: ..., in: [...], not_in: [...]}``."""
        nodes = (node for node in self.fields.nodes(key) if _names_contexts(node))
        return tuple(self._guard(Fields(node, self.fields.source, self.fields.problems)) for node in nodes)

    def _guard(self, fields: Fields) -> Guard:
        inside, outside = (
            tuple(self._context(fields, node) for node in fields.nodes(side)) for side in ("in", "not_in")
        )
        phrase = None
        if fields.node("phrase") or fields.node("regex"):
            phrase = self._compiled(fields)
        else:
            fields.reject_unread()
        return Guard(next(iter(self._tolerant([phrase])), None), inside, outside)

    def _context(self, fields: Fields, node: Node) -> Context:
        name = fields.as_text(node, "in")
        if name not in self.language.contexts:
            near = did_you_mean(name, list(self.language.contexts))
            fields.error(node, f"no context is called '{name}'{near}; add it under 'contexts:'")
        return self.language.contexts.get(name, Context(name))

    def _tolerant(self, found: Iterable[Phrase | None]) -> tuple[Phrase, ...]:
        return tuple(replace(phrase, tolerate=self.tolerate) for phrase in found if phrase is not None)

    def _phrase(self, node: Node, key: str, *, may_be_fixed: bool = False) -> Phrase | None:
        if isinstance(node, Table):
            fields = Fields(node, self.fields.source, self.fields.problems)
            if may_be_fixed:
                fields.one_of("contexts", ("none",), "none")
            return self._compiled(fields)
        try:
            text = self.fields.as_text(node, key)
            return self.language.phrase(text, self.gap, self.boundary, self.tolerate) if text else None
        except PhraseError as error:
            self.fields.error(node, f"phrase '{self.fields.as_text(node, key)}': {error}")
            return None

    def _compiled(self, fields: Fields) -> Phrase | None:
        try:
            return self._detailed(fields)
        except PhraseError as error:
            fields.error(fields.table, f"phrase '{fields.text('phrase') or fields.text('regex')}': {error}")
            return None

    def _detailed(self, fields: Fields) -> Phrase | None:
        gap, boundary = fields.whole("gap", self.gap), _boundary(fields, self.boundary)
        regex, text = fields.text("regex"), fields.text("phrase")
        fields.reject_unread()
        if bool(regex) == bool(text):
            fields.error(fields.table, "needs either 'phrase' or 'regex'")
            return None
        if regex:
            return self.language.regex(regex)
        return self.language.phrase(text, gap, boundary, self.tolerate)


def read_tolerate(fields: Fields) -> frozenset[str]:
    """The key ``tolerate`` of a pack or a rule."""
    return frozenset(fields.as_one_of(node, "tolerate", TOLERANCES, TOLERANCES[0]) for node in fields.nodes("tolerate"))


def _boundary(fields: Fields, default: bool = True) -> bool:
    return fields.one_of("boundary", ("soft", "none"), "soft" if default else "none") == "soft"


def _names_contexts(node: Node) -> TypeGuard[Table]:
    return isinstance(node, Table) and any(key.text in ("in", "not_in") for key, _ in node.entries)
