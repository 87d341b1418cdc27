"""Reads the contexts of a pack: named surroundings that change what a match means, with examples of their own."""

from __future__ import annotations

from collections.abc import Mapping

from servicelint.example import ContextExamples, ExampleReader
from servicelint.located import Fields, Node, Table
from servicelint.matching.compiled import DEFAULT_GAP
from servicelint.matching.context import Barred, Context, Surrounding, compile_surrounding
from servicelint.matching.phrase import PhraseError


def read_contexts(
    fields: Fields, words: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Context], dict[str, ContextExamples]]:
    """The key ``contexts`` of a pack: contexts by name, and the examples that prove each."""
    contexts: dict[str, Context] = {}
    examples: dict[str, ContextExamples] = {}
    table = fields.table_of("contexts")
    for key, node in table.items() if table else ():
        if not isinstance(node, Table):
            fields.error(node, f"context '{key.text}' must be a mapping with phrases and examples")
            continue
        reader = _ContextReader(Fields(node, fields.source, fields.problems), words)
        contexts[key.text] = reader.context(key.text)
        examples[key.text] = ExampleReader(reader.fields, "agent").read_contexts()
        reader.fields.reject_unread()
    return contexts, examples


class _ContextReader:
    def __init__(self, fields: Fields, words: Mapping[str, tuple[str, ...]]) -> None:
        self.fields = fields
        self.words = words
        self.gap = fields.whole("gap", DEFAULT_GAP)

    def context(self, name: str) -> Context:
        found = (self._surrounding(node) for node in self.fields.nodes("phrases"))
        title, echo = self.fields.text("title"), self.fields.flag("echo", False)
        context = Context(name, title, tuple(filter(None, found)), echo)
        if not (self.fields.nodes("phrases") or context.echo):
            self.fields.error(self.fields.table, f"context '{name}' needs 'phrases' or 'echo: true'")
        return context

    def _surrounding(self, node: Node) -> Surrounding | None:
        fields = Fields(node, self.fields.source, self.fields.problems) if isinstance(node, Table) else None
        text = fields.text("phrase") if fields else self.fields.as_text(node, "phrases")
        gap, barred = self.gap, Barred()
        if fields:
            gap = fields.whole("gap", self.gap)
            barred = Barred(fields.texts("without"), fields.texts("not_after"), fields.texts("not_before"))
            fields.reject_unread()
        try:
            return compile_surrounding(text, self.words, gap=gap, barred=barred)
        except PhraseError as error:
            self.fields.error(node, f"phrase '{text}': {error}")
            return None
