"""How a check reads its lists of phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from servicelint.located import Fields, Node, Table
from servicelint.matching.compiled import DEFAULT_GAP, Phrase, compile_phrase, compile_regex
from servicelint.matching.phrase import PhraseError

TOLERANCES = ("fillers", "stutter", "homophones")
"""What may interrupt a phrase, 不嗯知道, 不不知道, and what may be misheard in it, 不只道."""


@dataclass(slots=True)
class Language:
    """What the phrases of a pack are written in: its word lists and what it tolerates.

    ``compiled`` holds the phrases compiled so far, to be kept; in them no tolerance is set yet.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tolerate: frozenset[str] = frozenset()
    compiled: dict[str, Phrase] = field(default_factory=dict)

    def phrase(self, source: str, gap: int, boundary: bool, tolerate: frozenset[str] = frozenset()) -> Phrase:
        """Compile a phrase. Raises PhraseError."""
        homophones = "homophones" in tolerate
        key = f"{gap} {boundary} {homophones} {source}"
        if key not in self.compiled:
            compiled = compile_phrase(source, self.words, gap=gap, boundary=boundary, homophones=homophones)
            self.compiled[key] = compiled
        return self.compiled[key]


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
        found = (self._phrase(node, key) for node in self.fields.nodes(key))
        return tuple(replace(phrase, tolerate=self.tolerate) for phrase in found if phrase is not None)

    def _phrase(self, node: Node, key: str) -> Phrase | None:
        try:
            if isinstance(node, Table):
                return self._detailed(Fields(node, self.fields.source, self.fields.problems))
            text = self.fields.as_text(node, key)
            return self.language.phrase(text, self.gap, self.boundary, self.tolerate) if text else None
        except PhraseError as error:
            self.fields.error(node, f"phrase '{self._source(node)}': {error}")
            return None

    def _detailed(self, fields: Fields) -> Phrase | None:
        gap, boundary = fields.whole("gap", self.gap), _boundary(fields, self.boundary)
        regex, text = fields.text("regex"), fields.text("phrase")
        fields.reject_unread()
        if bool(regex) == bool(text):
            fields.error(fields.table, "needs either 'phrase' or 'regex'")
            return None
        if regex:
            return compile_regex(regex)
        return self.language.phrase(text, gap, boundary, self.tolerate)

    def _source(self, node: Node) -> str:
        if isinstance(node, Table):
            fields = Fields(node, self.fields.source, [])
            return fields.text("phrase") or fields.text("regex")
        return self.fields.as_text(node, "phrase")


def read_tolerate(fields: Fields) -> frozenset[str]:
    """The key ``tolerate`` of a pack or a rule."""
    return frozenset(fields.as_one_of(node, "tolerate", TOLERANCES, TOLERANCES[0]) for node in fields.nodes("tolerate"))


def _boundary(fields: Fields, default: bool = True) -> bool:
    return fields.one_of("boundary", ("soft", "none"), "soft" if default else "none") == "soft"
