"""Speakers whose label names no role: the warning about them, and roles given to labels by the user or inferred."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from servicelint.labels import fold_label
from servicelint.lazy_turns import labels_of, roles_of, with_turn_roles
from servicelint.transcript import Role, Transcript, Turn

_NAMED_IN_WARNING = 5


def role_warnings(turns: Sequence[Turn]) -> tuple[str, ...]:
    """One sentence that lists the labels without a role, or none when every turn has one."""
    roles = roles_of(turns)
    if "unknown" not in roles:
        return ()
    pairs = zip(roles, labels_of(turns), strict=True)
    return label_warnings(list(dict.fromkeys(label for role, label in pairs if role == "unknown")))


def label_warnings(labels: Sequence[str]) -> tuple[str, ...]:
    """The same by the labels without a role, each once, in the order of their first turns."""
    if not labels:
        return ()
    names = ", ".join(f"'{label}'" if label else "turns without a speaker" for label in labels[:_NAMED_IN_WARNING])
    if len(labels) > _NAMED_IN_WARNING:
        names += f" and {len(labels) - _NAMED_IN_WARNING} more"
    return (f"no role is known for {names}; name the speakers 客服 and 客户, or give them roles in servicelint.yaml",)


def with_roles(transcript: Transcript, roles: Mapping[str, Role]) -> Transcript:
    """The transcript with the roles that ``roles`` gives to labels, whatever their case and width.

    A given role counts more than the one that the label names. The warning about labels without a role is drawn
    up again.
    """
    by_label = {fold_label(label): role for label, role in roles.items()}
    return _with_turns(transcript, lambda role, label: by_label.get(fold_label(label), role) if label else role)


def with_inferred_roles(transcript: Transcript) -> Transcript:
    """The transcript with the roles of its unknown speakers where what is said tells them, marked as inferred."""
    if "unknown" not in roles_of(transcript.turns):
        return transcript
    from servicelint.readers.role_inference import inferred_roles

    inferred = inferred_roles(transcript.turns)
    if not inferred:
        return transcript
    known = _with_turns(transcript, lambda role, label: inferred[label].role if role == "unknown" else role)
    return replace(known, inferred_roles=inferred)


def _with_turns(transcript: Transcript, role_of: Callable[[Role, str], Role]) -> Transcript:
    """The transcript with other roles, by role and label, and the warning about unknown ones drawn up again."""
    roles = list(map(role_of, roles_of(transcript.turns), labels_of(transcript.turns)))
    turns = with_turn_roles(transcript.turns, roles)
    stale = role_warnings(transcript.turns)
    kept = tuple(warning for warning in transcript.warnings if warning not in stale)
    return replace(transcript, turns=turns, warnings=kept + role_warnings(turns))
