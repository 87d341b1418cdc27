"""Where a rule looks: whose turns, and which part of the talk."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from servicelint.lazy_turns import roles_of
from servicelint.located import Fields, Items
from servicelint.transcript import ROLES, Role, Transcript

_WINDOW = re.compile(r"(first|last)\s+(\d+(?:\.\d+)?)\s*(turns?|s|seconds?|%)\Z")
_ROLE_NAMES = {"agent": "客服", "customer": "客户", "action": "动作", "system": "系统", "unknown": "未知说话人"}


@dataclass(frozen=True, slots=True)
class Window:
    """The first or last so many turns (of the scope's roles), seconds, or per cent of all turns of the talk."""

    side: str
    amount: float
    unit: str

    def __str__(self) -> str:
        unit = {"turns": "轮", "s": "秒", "%": "%"}[self.unit]
        return f"{'前' if self.side == 'first' else '后'} {self.amount:g} {unit}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Turns of these roles (any role when empty) within the window (the whole talk when None)."""

    roles: tuple[Role, ...] = ("agent",)
    window: Window | None = None

    def __str__(self) -> str:
        who = "、".join(_ROLE_NAMES[role] for role in self.roles) or "所有人"
        return f"{who}{self.window}" if self.window else f"{who}全程"

    def speakers(self, talk: Transcript) -> tuple[int, ...]:
        """The numbers (from 0) of all turns of the scope's roles."""
        if not self.roles:
            return tuple(range(len(talk.turns)))
        return tuple([n for n, role in enumerate(roles_of(talk.turns)) if role in self.roles])

    def turns(self, talk: Transcript, spoken: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers (from 0) of the turns in scope; ``spoken`` are those of its roles."""
        if self.window is None:
            return spoken
        first, amount = self.window.side == "first", self.window.amount
        if self.window.unit == "turns":
            count = int(amount)
            return spoken[:count] if first else spoken[max(0, len(spoken) - count) :]
        if self.window.unit == "%":
            count = math.ceil(len(talk.turns) * amount / 100)
            return tuple(n for n in spoken if (n < count if first else n >= len(talk.turns) - count))
        starts = [turn.start for turn in talk.turns if turn.start is not None]
        ends = [end for turn in talk.turns if (end := turn.end if turn.end is not None else turn.start) is not None]
        if first:
            return tuple(n for n in spoken if _time(talk, n) < min(starts) + amount)
        return tuple(n for n in spoken if _time(talk, n) >= max(ends) - amount)

    def unassessable(self, talk: Transcript, spoken: tuple[int, ...]) -> str | None:
        """Why the scope cannot be told in this talk, or None; ``spoken`` are the turns of its roles."""
        if not spoken:
            return f"no turns of role {' or '.join(self.roles)}" if self.roles else "no turns"
        if self.window and self.window.unit == "s" and any(turn.start is None for turn in talk.turns):
            return "no timestamps"
        return None


def _time(talk: Transcript, turn: int) -> float:
    return talk.turns[turn].start or 0.0


def parse_scope(fields: Fields) -> Scope:
    """The keys ``role`` and ``scope`` of a rule."""
    return Scope(_roles(fields), _window(fields))


def _roles(fields: Fields) -> tuple[Role, ...]:
    nodes = fields.nodes("role")
    if len(nodes) == 1 and not isinstance(nodes[0], Items) and fields.as_text(nodes[0], "role") == "any":
        return ()
    return tuple(fields.as_one_of(node, "role", ROLES, "agent") for node in nodes) or ("agent",)


def _window(fields: Fields) -> Window | None:
    node = fields.node("scope")
    if node is None:
        return None
    found = _WINDOW.match(fields.as_text(node, "scope"))
    if found is None:
        fields.error(node, "'scope' must read like 'first 2 turns', 'last 30 s' or 'first 20 %'")
        return None
    unit = "turns" if found[3].startswith("turn") else "%" if found[3] == "%" else "s"
    if float(found[2]) <= 0 or (unit == "turns" and "." in found[2]):
        fields.error(node, "'scope' must span something: a whole number of turns, or seconds or per cent above 0")
        return None
    return Window(found[1], float(found[2]), unit)
