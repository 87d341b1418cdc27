"""Reads a rule pack from YAML: resolves what it extends, reads every rule, reports all defects at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from servicelint import yaml_source
from servicelint.checks.phrases import Language, read_tolerate
from servicelint.context_reader import read_contexts
from servicelint.errors import PackError, Problem, UsageError
from servicelint.located import Fields, Node, Table, did_you_mean
from servicelint.pack import Pack, Rule
from servicelint.phrase_cache import PhraseCache
from servicelint.rule_reader import read_override, read_rule
from servicelint.scoring import Scoring
from servicelint.violation import SEVERITIES

Extend = Callable[[str], Pack]
"""Loads a pack that is extended, by the name that stands there. Raises UsageError when there is none."""


def read_pack(path: Path, data: bytes, extend: Extend) -> Pack:
    """The pack in a file of these bytes. Raises PackError with every defect when it is not in order."""
    try:
        node = yaml_source.parse(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise PackError([Problem(str(path), 0, 0, f"not UTF-8 at byte {error.start}; save it as UTF-8")]) from None
    if not isinstance(node, Table):
        raise PackError([Problem(str(path), 1, 1, "a pack is a mapping with the keys pack, title, version and rules")])
    problems: list[Problem] = []
    pack = _PackReader(Fields(node, str(path), problems), path, extend).read()
    if problems:
        raise PackError(problems)
    return pack


class _PackReader:
    def __init__(self, fields: Fields, path: Path, extend: Extend) -> None:
        self.fields = fields
        self.path = path
        self.extend = extend

    def read(self) -> Pack:
        fields = self.fields
        fields.required("pack")
        fields.required("rules")
        name = fields.text("pack")
        called, extended = self._extended()
        words = self._words(extended)
        contexts, context_examples = read_contexts(fields, words)
        contexts = {name: one for base in extended for name, one in base.contexts.items()} | contexts
        cache = PhraseCache.of(self.path, words)
        phrases = cache.load()
        kept = set(phrases)
        own = self._rules(name, Language(words, read_tolerate(fields), phrases, contexts))
        if phrases.used != kept and not fields.problems:
            cache.save(phrases)
        overrides = fields.table_of("overrides")
        inherited = self._inherited(name, extended, overrides)
        pack = Pack(
            name,
            fields.text("title"),
            fields.text("version", "0"),
            (*inherited, *own),
            self._scoring(extended),
            words,
            extended,
            source=str(self.path),
            contexts=contexts,
            context_examples=context_examples,
            extends=called,
        )
        fields.reject_unread()
        return pack

    def _extended(self) -> tuple[tuple[str, ...], tuple[Pack, ...]]:
        """The packs that are extended, by their names and as they are."""
        packs: list[tuple[str, Pack]] = []
        for node in self.fields.nodes("extends"):
            name = self.fields.as_text(node, "extends")
            try:
                packs.append((name, self.extend(name)))
            except UsageError as error:
                self.fields.error(node, str(error))
        return tuple(name for name, _ in packs), tuple(pack for _, pack in packs)

    def _words(self, extended: tuple[Pack, ...]) -> dict[str, tuple[str, ...]]:
        words = {name: texts for pack in extended for name, texts in pack.words.items()}
        table = self.fields.table_of("words")
        for key, node in table.items() if table else ():
            texts = table.texts(key.text) if table else ()
            if not texts or not all(any(map(str.isalnum, text)) for text in texts):
                self.fields.error(
                    node, f"word list '{key.text}' must be a list of words, none empty or punctuation alone"
                )
            words[key.text] = texts
        return words

    def _rules(self, pack: str, language: Language) -> tuple[Rule, ...]:
        rules: dict[str, Rule] = {}
        for node in self.fields.nodes("rules"):
            if not isinstance(node, Table):
                self.fields.error(node, "a rule is a mapping with the keys id, check, title and examples")
                continue
            rule = read_rule(Fields(node, self.fields.source, self.fields.problems), pack, language)
            if rule is not None and rule.id in rules:
                self.fields.error(node, f"duplicate rule id '{rule.id}' (first on line {rules[rule.id].line})")
            elif rule is not None:
                rules[rule.id] = rule
        return tuple(rules.values())

    def _inherited(self, name: str, extended: tuple[Pack, ...], overrides: Fields | None) -> tuple[Rule, ...]:
        rules: dict[str, Rule | None] = {rule.name: rule for pack in extended for rule in pack.rules}
        for key, node in overrides.items() if overrides else ():
            rule = rules.get(key.text)
            if rule is None:
                near = did_you_mean(key.text, list(rules))
                self.fields.error(key, f"no extended pack has a rule '{key.text}'{near}")
            else:
                rules[key.text] = read_override(self._table(node), name, rule)
        return tuple(rule for rule in rules.values() if rule is not None)

    def _table(self, node: Node) -> Fields:
        if not isinstance(node, Table):
            self.fields.error(node, "an override is a mapping with severity, penalty, clauses or enabled")
            node = Table((), node.line, node.column)
        return Fields(node, self.fields.source, self.fields.problems)

    def _scoring(self, extended: tuple[Pack, ...]) -> Scoring:
        base = extended[0].scoring if extended else Scoring()
        fields = self.fields.table_of("scoring")
        if fields is None:
            return base
        penalties = dict(base.penalties)
        table = fields.table_of("penalties")
        for severity in SEVERITIES if table else ():
            penalties[severity] = (table and table.number(severity, penalties[severity], 0)) or 0
        if table:
            table.reject_unread()
        read = Scoring(
            fields.number("start", base.start, 1) or base.start,
            _or(fields.number("pass", base.pass_mark, 0), base.pass_mark),
            penalties,
            _or(fields.number("cap_per_rule", base.cap_per_rule, 0), base.cap_per_rule),
        )
        fields.reject_unread()
        return read


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
