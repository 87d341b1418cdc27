"""How a check reads its lists of phrases."""

from __future__ import annotations

from dataclasses import dataclass

from servicelint.located import Fields, Node, Table
from servicelint.matching.compiled import DEFAULT_GAP, Phrase, compile_phrase, compile_regex
from servicelint.matching.phrase import PhraseError

Words = dict[str, tuple[str, ...]]
"""Word lists by name, as ``{name}`` uses them in a phrase."""


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Compiles the phrases of one rule, with the rule's own defaults for ``gap`` and ``boundary``."""

    fields: Fields
    words: Words
    gap: int
    boundary: bool

    @classmethod
    def of(cls, fields: Fields, words: Words) -> PhraseReader:
        """Reads the keys ``gap`` and ``boundary`` of the rule."""
        return cls(fields, words, fields.whole("gap", DEFAULT_GAP), _boundary(fields))

    def phrases(self, key: str) -> tuple[Phrase, ...]:
        """The phrases of a key; those that do not compile are reported and left out."""
        found = (self._phrase(node, key) for node in self.fields.nodes(key))
        return tuple(phrase for phrase in found if phrase is not None)

    def _phrase(self, node: Node, key: str) -> Phrase | None:
        try:
            if isinstance(node, Table):
                return self._detailed(Fields(node, self.fields.source, self.fields.problems))
            text = self.fields.as_text(node, key)
            return compile_phrase(text, self.words, gap=self.gap, boundary=self.boundary) if text else None
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
        return compile_phrase(text, self.words, gap=gap, boundary=boundary)

    def _source(self, node: Node) -> str:
        if isinstance(node, Table):
            fields = Fields(node, self.fields.source, [])
            return fields.text("phrase") or fields.text("regex")
        return self.fields.as_text(node, "phrase")


def _boundary(fields: Fields, default: bool = True) -> bool:
    return fields.one_of("boundary", ("soft", "none"), "soft" if default else "none") == "soft"
