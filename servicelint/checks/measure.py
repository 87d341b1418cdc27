"""``measure``: a number or time is out of bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from servicelint.checks.breach import Breach, Outcome, Talk
from servicelint.checks.metrics import METRICS, Reading
from servicelint.checks.phrases import Language
from servicelint.located import Fields, Items, Scalar
from servicelint.matching.compiled import Phrase
from servicelint.matching.matcher import Roles
from servicelint.moments import UNITS, parse_moment, seconds_between
from servicelint.transcript import Fact, Transcript

_UNIT_NAMES = {"s": " 秒", "min": " 分钟", "h": " 小时", "d": " 天", "": ""}


@dataclass(frozen=True, slots=True)
class Measure:
    """One of ``field`` (a fact), ``between`` (from the first time to the second, in ``unit``) or ``metric``.

    Bounds are inclusive; ``tolerance`` widens them. With ``batch`` the mean over all transcripts is judged, not
    this one; an example is a batch of its own.
    """

    when_keys: ClassVar[frozenset[str]] = frozenset()
    field: str
    between: tuple[str, str] | None
    metric: str
    unit: str
    minimum: float | None
    maximum: float | None
    equals: Fact
    tolerance: float
    batch: bool

    @classmethod
    def parse(cls, fields: Fields, language: Language) -> Measure:
        """Reads ``field``, ``between``, ``metric``, ``unit``, the bounds, ``tolerance`` and ``scope``."""
        del language
        field, metric = fields.text("field"), fields.one_of("metric", ("", *METRICS), "")
        between = _between(fields)
        equals = fields.node("equals")
        bounds = fields.number("min"), fields.number("max")
        if bool(field) + bool(metric) + bool(between) != 1:
            fields.error(fields.table, "a 'measure' rule needs one of 'field', 'between' and 'metric'")
        if equals is None and bounds == (None, None):
            fields.error(fields.table, "a 'measure' rule needs 'min', 'max' or 'equals'")
        if None not in bounds and (bounds[0] or 0) > (bounds[1] or 0):
            fields.error(fields.table, "'min' is above 'max': nothing can satisfy the rule")
        return cls(
            field,
            between,
            metric,
            fields.one_of("unit", tuple(UNITS), "s") if between else "",
            *bounds,
            equals.value if isinstance(equals, Scalar) else None,
            fields.number("tolerance", 0, 0) or 0,
            fields.one_of("scope", ("talk", "batch"), "talk") == "batch",
        )

    def searched(self) -> Mapping[Phrase, Roles]:
        """None: no phrase is looked for."""
        return {}

    def exceptions(self) -> tuple[Phrase, ...]:
        """None."""
        return ()

    def run(self, talk: Talk) -> Outcome:
        """One breach when the value is out of bounds, at the turn where it was measured."""
        reading = self.read(talk.transcript)
        if isinstance(reading, str):
            return Outcome(not_assessed=reading)
        if self.batch and not talk.complete:
            if isinstance(reading.value, str):
                return Outcome(not_assessed=f"not a number: {self.field or self.metric}")
            return Outcome(batch_value=reading.value)
        if self.holds(reading.value):
            return Outcome()
        turn = talk.transcript.turns[reading.turn]
        end = len(turn.text) if self.metric in ("longest_turn", "unanswered_questions") else 0
        return Outcome((Breach(reading.turn, 0, end, detail=self._detail(reading.value)),))

    def read(self, talk: Transcript) -> Reading | str:
        """The value in this talk, or why there is none."""
        if self.metric:
            return METRICS[self.metric](talk)
        if self.between is None:
            value = talk.record.get(self.field)
            if value is None:
                return f"not recorded: {self.field}"
            return Reading(value if isinstance(value, str | int | float) else str(value), 0)
        missing = [name for name in self.between if talk.record.get(name) is None]
        if missing:
            return f"not recorded: {', '.join(missing)}"
        first, second = (parse_moment(str(talk.record[name])) for name in self.between)
        if first is None or second is None:
            return f"not a time: {self.between[0] if first is None else self.between[1]}"
        return Reading(seconds_between(first, second) / UNITS[self.unit], 0)

    def holds(self, value: float | str) -> bool:
        """Whether the value is within bounds; a text is within no numeric bounds."""
        if self.equals is not None:
            if isinstance(value, str) or isinstance(self.equals, str) or self.equals is None:
                return str(value).casefold() == str(self.equals).casefold()
            return (
                abs(value - float(str(self.equals))) <= self.tolerance
                if _is_number(self.equals)
                else value == self.equals
            )
        if isinstance(value, str):
            return False
        if self.minimum is not None and value < self.minimum - self.tolerance:
            return False
        return self.maximum is None or value <= self.maximum + self.tolerance

    def _detail(self, value: float | str) -> str:
        shown = f"{value:g}" if _is_number(value) else str(value)
        unit = _UNIT_NAMES[self.unit]
        what = self.metric or self.field or " → ".join(self.between or ())
        wanted = [f"应为 {self.equals}"] if self.equals is not None else []
        wanted += [f"不少于 {self.minimum:g}{unit}"] if self.minimum is not None else []
        wanted += [f"不超过 {self.maximum:g}{unit}"] if self.maximum is not None else []
        return f"{what}：{shown}{unit}，{'、'.join(wanted)}"


def _is_number(value: Fact) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _between(fields: Fields) -> tuple[str, str] | None:
    node = fields.node("between")
    if node is None:
        return None
    if isinstance(node, Items) and len(node.items) == 2:
        first, second = (fields.as_text(item, "between") for item in node.items)
        return first, second
    fields.error(node, "'between' must name two fields, [earlier, later]")
    return None
