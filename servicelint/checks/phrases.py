"""How a check reads its lists of phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from servicelint.located import Fields, Node, Table
from servicelint.matching.compiled import DEFAULT_GAP, Phrase, compile_phrase, compile_regex
from servicelint.matching.phrase import PhraseError


@dataclass(slots=True)
class Language:
    """What the phrases of a pack are written in: its word lists; and the phrases compiled so far, to be kept."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compiled: dict[str, Phrase] = field(default_factory=dict)

    def phrase(self, source: str, gap: int, boundary: bool) -> Phrase:
        """Compile a phrase. Raises PhraseError."""
        key = f"{gap} {boundary} {source}"
        if key not in self.compiled:
            self.compiled[key] = compile_phrase(source, self.words, gap=gap, boundary=boundary)
        return self.compiled[key]


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Compiles the phrases of one rule, with the rule's own defaults for ``gap`` and ``boundary``."""

    fields: Fields
    language: Language
    gap: int
    boundary: bool

    @classmethod
    def of(cls, fields: Fields, language: Language) -> PhraseReader:
        """Reads the keys ``gap`` and ``boundary`` of the rule."""
        return cls(fields, language, fields.whole("gap", DEFAULT_GAP), _boundary(fields))

    def phrases(self, key: str) -> tuple[Phrase, ...]:
        """The phrases of a key; those that do not compile are reported and left out."""
        found = (self._phrase(node, key) for node in self.fields.nodes(key))
        return tuple(phrase for phrase in found if phrase is not None)

    def _phrase(self, node: Node, key: str) -> Phrase | None:
        try:
            if isinstance(node, Table):
                return self._detailed(Fields(node, self.fields.source, self.fields.problems))
            text = self.fields.as_text(node, key)
            return self.language.phrase(text, self.gap, self.boundary) if text else None
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
        return self.language.phrase(text, gap, boundary)

    def _source(self, node: Node) -> str:
        if isinstance(node, Table):
            fields = Fields(node, self.fields.source, [])
            return fields.text("phrase") or fields.text("regex")
        return self.fields.as_text(node, "phrase")


def _boundary(fields: Fields, default: bool = True) -> bool:
    return fields.one_of("boundary", ("soft", "none"), "soft" if default else "none") == "soft"
