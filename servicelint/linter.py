"""The linter: packs in, transcripts through, reports out. Pure: no files, no clock, no printing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from servicelint.checks.breach import Breach, LetOff, Outcome, Talk
from servicelint.matching.matcher import Matcher, merged
from servicelint.matching.occurrences import Occurrences
from servicelint.pack import Pack, Rule
from servicelint.plan import Plan, not_recorded
from servicelint.report import BatchValue, Innocent, NotAssessed, PackInfo, TranscriptReport
from servicelint.scoring import Scoring, score
from servicelint.text.folding import fold
from servicelint.transcript import Transcript
from servicelint.violation import SEVERITIES, Violation


class Linter:
    """Applies the rules of some packs to any number of transcripts.

    A rule that several packs share is applied once, with the clauses of all and the gravest severity. The scoring is
    that of the first pack. Raises ValueError when ``packs`` is empty.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        if not packs:
            raise ValueError("a linter needs at least one pack")
        self.packs = tuple(packs)
        self.scoring = packs[0].scoring
        self.rules = _merged(packs)
        self._plan = Plan(self.rules)
        self._matcher = Matcher(merged(rule.check.searched() for rule in self.rules))

    def __reduce__(self) -> tuple[type[Linter], tuple[tuple[Pack, ...]]]:
        # The automaton holds native memory: a worker process compiles its own.
        return Linter, (self.packs,)

    @property
    def pack_infos(self) -> tuple[PackInfo, ...]:
        """The packs applied and those they extend, each once."""
        infos: dict[str, PackInfo] = {}
        waiting = list(self.packs)
        while waiting:
            pack = waiting.pop(0)
            infos.setdefault(pack.name, PackInfo(pack.name, pack.version, pack.sha256))
            waiting.extend(pack.extended)
        return tuple(infos.values())

    def prepare(self) -> None:
        """Load now what the transcripts of most calls need."""
        self._matcher.prepare(("agent", "customer"))

    def lint(self, transcript: Transcript) -> TranscriptReport:
        """The report on one transcript."""
        return self._report(transcript, self._matcher.scan(transcript.turns))

    def lint_plainly(self, transcript: Transcript) -> TranscriptReport:
        """The same report the slow way: every turn is folded and tried for every phrase. The reference for ``lint``."""
        return self._report(transcript, self._matcher.everywhere(transcript.turns))

    def _report(self, transcript: Transcript, occurrences: Occurrences) -> TranscriptReport:
        talk = Talk(transcript, occurrences)
        found: list[tuple[Rule, Breach]] = []
        innocent: list[Innocent] = []
        batch_values: list[BatchValue] = []
        bonuses: dict[str, float] = {}
        settled = self._plan.settle(talk)
        not_assessed, assessed = settled.not_assessed, settled.assessed
        for number in settled.open:
            rule = self.rules[number]
            if rule.when.facts and rule.when.contradicted(transcript.record):
                continue
            if not rule.effective.covers(transcript.record):
                continue
            outcome = _run(rule, talk)
            if outcome.not_assessed is not None:
                not_assessed[number] = NotAssessed(rule.name, outcome.not_assessed)
                continue
            assessed += 1
            if rule.bonus:
                bonuses |= {} if outcome.breaches else {rule.name: rule.bonus}
                continue
            found.extend((rule, breach) for breach in outcome.breaches)
            innocent.extend(_innocent(rule, let_off, transcript) for let_off in outcome.let_off)
            if outcome.batch_value is not None:
                batch_values.append(BatchValue(rule.name, outcome.batch_value))
        violations = [_violation(rule, breach, transcript, self.scoring) for rule, breach in _worth_telling(found)]
        ordered = _fingerprinted(sorted(violations, key=_place), transcript.id)
        total = score(ordered, self.scoring, bonuses)
        return TranscriptReport(
            transcript.source,
            transcript.id,
            _text(transcript, "channel"),
            _text(transcript, "agent"),
            _text(transcript, "team"),
            total.value,
            total.possible,
            total.value >= self.scoring.pass_mark,
            total.ledger,
            tuple(ordered),
            self._plan.in_order(not_assessed),
            tuple(innocent),
            assessed,
            self._critical_classes(ordered),
            tuple(batch_values),
            transcript.warnings,
            transcript.inferred_roles,
        )

    def _critical_classes(self, violations: Iterable[Violation]) -> tuple[str, ...]:
        breached = {v.rule for v in violations if v.severity == "critical" and v.certainty == "certain"}
        if not breached:
            return ()
        return tuple(sorted({rule.error_class for rule in self.rules if rule.error_class and rule.name in breached}))


def _run(rule: Rule, talk: Talk) -> Outcome:
    missing = not_recorded(rule, talk.transcript.record)
    if missing:
        return Outcome(not_assessed=missing)
    try:
        return rule.check.run(talk)
    except Exception as error:
        error.add_note(f"rule {rule.name}, transcript {talk.transcript.source or talk.transcript.id}")
        raise


def _worth_telling(found: list[tuple[Rule, Breach]]) -> Iterator[tuple[Rule, Breach]]:
    """All breaches but the mere suspicions where a rule is certainly breached by the same words."""
    certain = [breach for rule, breach in found if (rule.certainty, breach.certainty) == ("certain", "certain")]
    for rule, breach in found:
        if not (breach.suspected and any(map(breach.overlaps, certain))):
            yield rule, breach


def _merged(packs: Iterable[Pack]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for rule in (rule for pack in packs for rule in pack.rules):
        known = rules.get(rule.name)
        if known is None:
            rules[rule.name] = rule
        else:
            gravest = min(known, rule, key=lambda one: SEVERITIES.index(one.severity))
            rules[rule.name] = replace(gravest, clauses=tuple(dict.fromkeys(known.clauses + rule.clauses)))
    return tuple(rules.values())


def _violation(rule: Rule, breach: Breach, transcript: Transcript, scoring: Scoring) -> Violation:
    """A breach of a rule as a violation, its fingerprint still open."""
    turn = transcript.turns[breach.turn]
    line, column = turn.place(breach.start)
    end_line, end_column = turn.place(max(breach.start, breach.end - 1))
    line_start = turn.text.rfind("\n", 0, breach.start) + 1
    line_end = turn.text.find("\n", breach.start)
    return Violation(
        rule.name,
        rule.kind,
        rule.clauses,
        rule.severity,
        scoring.penalties[rule.severity] if rule.penalty is None else rule.penalty,
        "review" if rule.certainty == "review" else breach.certainty,
        f"{rule.title}（{breach.detail}）" if breach.detail else rule.title,
        turn.role,
        breach.turn + 1,
        turn.start,
        line,
        column,
        end_line,
        end_column + (breach.end > breach.start),
        turn.text[breach.start : breach.end],
        "",
        turn.text[line_start : line_end if line_end >= 0 else None],
        column - (breach.start - line_start),
        turn.pointer,
    )


def _place(found: Violation) -> tuple[int, int, int, int, int, str]:
    return found.turn, found.line, found.column, found.end_line, found.end_column, found.rule


def _fingerprinted(violations: Iterable[Violation], transcript_id: str) -> list[Violation]:
    """With fingerprints of transcript, rule, folded quote and occurrence: they stay when lines are added."""
    seen: dict[tuple[str, str], int] = {}
    marked = []
    for found in violations:
        key = found.rule, fold(found.text).text
        seen[key] = seen.get(key, 0) + 1
        print_of = "\0".join((transcript_id, *key, str(seen[key])))
        marked.append(replace(found, fingerprint=hashlib.sha256(print_of.encode()).hexdigest()[:16]))
    return marked


def _innocent(rule: Rule, let_off: LetOff, transcript: Transcript) -> Innocent:
    turn = transcript.turns[let_off.turn]
    line, column = turn.place(let_off.start)
    return Innocent(rule.name, let_off.turn + 1, line, column, turn.text[let_off.start : let_off.end], let_off.unless)


def _text(transcript: Transcript, fact: str) -> str | None:
    value = transcript.record.get(fact)
    return None if value is None else str(value)
