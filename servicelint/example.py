"""Examples that a rule carries as its own proof: little talks, parsed from the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servicelint.labels import parse_line
from servicelint.located import Fields, Items, Node, Scalar, Table, plain
from servicelint.transcript import Fact, Role, Transcript, Turn


@dataclass(frozen=True, slots=True)
class Example:
    """A talk and its place in the pack. ``with_record`` tells whether facts were given: only then ``when`` counts."""

    talk: Transcript
    with_record: bool
    line: int
    column: int

    def __str__(self) -> str:
        return " / ".join(f"{turn.label}：{turn.text}" if turn.label else turn.text for turn in self.talk.turns)


@dataclass(frozen=True, slots=True)
class Examples:
    """``bad`` must be flagged, ``good`` must not, ``review`` must be flagged for review only."""

    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    review: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextExamples:
    """Talks in which the words between 【 and 】 stand in a context (``inside``) and such in which they do not."""

    inside: tuple[Example, ...] = ()
    outside: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleReader:
    """Reads the examples of one rule; a line without a label is said by ``role``."""

    fields: Fields
    role: Role

    def read(self) -> Examples:
        """The key ``examples``."""
        table = self.fields.table_of("examples")
        if table is None:
            if not any(key.text == "examples" for key, _ in self.fields.table.entries):
                self.fields.error(self.fields.table, "missing key 'examples': a rule carries its own proof")
            return Examples()
        examples = Examples(*(tuple(map(self._example, table.nodes(key))) for key in ("bad", "good", "review")))
        table.reject_unread()
        if not (examples.bad or examples.review):
            self.fields.error(table.table, "needs at least one bad example (or one for review)")
        if not examples.good:
            self.fields.error(table.table, "needs at least one good example")
        return examples

    def read_contexts(self) -> ContextExamples:
        """The key ``examples`` of a context."""
        table = self.fields.table_of("examples")
        inside, outside = (tuple(map(self._marked, table.nodes(key))) if table else () for key in ("in", "out"))
        if table:
            table.reject_unread()
        if not (inside and outside):
            self.fields.error(
                self.fields.table, "a context needs examples: 'in' where it holds, 'out' where it does not"
            )
        return ContextExamples(inside, outside)

    def _marked(self, node: Node) -> Example:
        example = self._example(node)
        text = example.talk.turns[-1].text if example.talk.turns else ""
        if not 0 <= text.find("【") < text.find("】") - 1:
            self.fields.error(node, "mark the words that the context is about: 如果还【不行】")
        return example

    def _example(self, node: Node) -> Example:
        if isinstance(node, Scalar):
            turn = Turn(self.role, node.text, line=node.line, column=node.column)
            return Example(Transcript("example", (turn,)), False, node.line, node.column)
        if isinstance(node, Items):
            return Example(Transcript("example", self._turns(node.items)), False, node.line, node.column)
        return self._with_record(node)

    def _with_record(self, node: Table) -> Example:
        fields = Fields(node, self.fields.source, self.fields.problems)
        record = fields.table_of("record")
        facts: Mapping[str, Fact] = plain(record.table) if record else {}
        turns = self._turns(fields.nodes("turns"))
        fields.reject_unread()
        return Example(Transcript("example", turns, facts), record is not None, node.line, node.column)

    def _turns(self, nodes: tuple[Node, ...]) -> tuple[Turn, ...]:
        return tuple(self._turn(node) for node in nodes)

    def _turn(self, node: Node) -> Turn:
        text = self.fields.as_text(node, "examples")
        line = parse_line(text)
        if line is None or line.role == "unknown":
            return Turn(self.role, text, line=node.line, column=node.column)
        return Turn(line.role, line.text, line.start, line.end, node.line, node.column + line.column - 1, line.label)
