"""Roles told by what speakers say, where neither a label nor the user tells them; with a confidence, or not at all.

A speaker collects the weights of the cues heard from him. Evidence that speaks against a role counts three times what
speaks for it: speakers that a diarisation mixed up are heard saying both, and nothing is inferred for them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from servicelint.labels import fold_label
from servicelint.lazy_turns import labels_of, roles_of, texts_of
from servicelint.readers.role_cues import CUES
from servicelint.text.tables import tables
from servicelint.transcript import InferredRole, Role, Turn

MARGIN = 0.9
"""The confidence below which a role stays unknown."""

_HIGHEST = 0.99
_MOST_SPEAKERS = 3
_AGAINST = 3.0
# The only speaker without a role beside a side that is known is most likely of the other side.
_OTHER_SIDE = 2.0
# What only one of two speakers is heard saying may have been said by either, where a diarisation is bad.
_ONE_SIDED = 1.5
_POLITE_TURNS, _POLITE = 3, 1.5
_NO_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log odds heard from one speaker: for an agent and for a customer, both 0 or more."""

    agent: float
    customer: float

    @property
    def likelier(self) -> Role:
        """The role that more speaks for."""
        return "agent" if self.agent > self.customer else "customer"

    def of(self, role: Role) -> float:
        """The log odds of this role rather than the other."""
        return self.agent - _AGAINST * self.customer if role == "agent" else self.customer - _AGAINST * self.agent


def inferred_roles(turns: Sequence[Turn]) -> dict[str, InferredRole]:
    """The roles of the labels without one that can be told with ``MARGIN``: of all of them, or of none.

    They can be told of two or three speakers without a role, and of one beside a side that is known.
    """
    speech: dict[str, list[str]] = {}
    known: set[Role] = set()
    for role, label, text in zip(roles_of(turns), labels_of(turns), texts_of(turns), strict=True):
        if role == "unknown":
            speech.setdefault(label, []).append(text)
        elif role in ("agent", "customer"):
            known.add(role)
    heard = {speaker: evidence(texts) for speaker, texts in _by_speaker(speech).items()}
    told = _assigned(heard, known)
    return {label: told[speaker] for label in speech if (speaker := fold_label(label)) in told}


def evidence(texts: Iterable[str]) -> Evidence:
    """What the turns of one speaker say about the role."""
    turns = [_NO_WORDS.sub("", text).translate(_simplified()) for text in texts]
    said = "\n".join(turns)
    weights = [weight for weight, phrases, but in CUES if _is_heard(said, phrases, but)]
    if sum("您" in turn for turn in turns) >= _POLITE_TURNS:
        weights.append(_POLITE)
    return Evidence(sum(weight for weight in weights if weight > 0), -sum(weight for weight in weights if weight < 0))


def _is_heard(said: str, phrases: Iterable[str], but: Iterable[str]) -> bool:
    return any(phrase in said for phrase in phrases) and not any(phrase in said for phrase in but)


@cache
def _simplified() -> Mapping[int, str]:
    return str.maketrans(dict(tables().simplified))


def _by_speaker(speech: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The turns by label whatever its case and width; nothing where somebody has no label or there are too many."""
    speakers: dict[str, list[str]] = {}
    for label, texts in speech.items():
        speakers.setdefault(fold_label(label), []).extend(texts)
    return speakers if "" not in speakers and len(speakers) <= _MOST_SPEAKERS else {}


def _assigned(heard: Mapping[str, Evidence], known: set[Role]) -> dict[str, InferredRole]:
    """Roles for all the speakers, or for none of them."""
    if len(heard) == 1 and len(known) == 1:
        return _sure(
            {speaker: (_other(*known), one.of(_other(*known)) + _OTHER_SIDE) for speaker, one in heard.items()}
        )
    if known or len(heard) < 2:
        return {}
    if len(heard) == 2:
        return _sure(_pair(heard))
    roles = {speaker: (one.likelier, one.of(one.likelier)) for speaker, one in heard.items()}
    return _sure(roles) if len({role for role, _ in roles.values()}) == 2 else {}


def _pair(heard: Mapping[str, Evidence]) -> dict[str, tuple[Role, float]]:
    """Two speakers as agent and customer, whichever way round has more for it: what one says tells of both."""
    first, second = heard
    roles: tuple[Role, Role] = ("agent", "customer")
    odds, role = max((heard[first].of(role) + heard[second].of(_other(role)), role) for role in roles)
    if min(heard[first].of(role), heard[second].of(_other(role))) <= 0:
        odds -= _ONE_SIDED
    return {first: (role, odds), second: (_other(role), odds)}


def _other(role: Role) -> Role:
    return "customer" if role == "agent" else "agent"


def _sure(roles: Mapping[str, tuple[Role, float]]) -> dict[str, InferredRole]:
    told = {speaker: InferredRole(role, _confidence(odds)) for speaker, (role, odds) in roles.items()}
    return told if all(one.confidence >= MARGIN for one in told.values()) else {}


def _confidence(odds: float) -> float:
    return round(min(_HIGHEST, 1 / (1 + math.exp(-max(odds, -50)))), 2)
