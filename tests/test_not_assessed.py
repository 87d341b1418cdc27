"""A record that does not let a rule be judged is no pass and no breach: it is told, with the reason."""

from __future__ import annotations

import pytest

from servicelint.linter import Linter
from servicelint.pack_loader import builtin_packs, load_pack
from servicelint.report import TranscriptReport
from tests.conftest import talk

FACTS_ALONE = {"measure", "record"}
METRICS_WITHOUT_TIMES = {"longest_turn", "unanswered_questions", "last_speaker"}


def bare(pack: str, channel: str) -> tuple[Linter, TranscriptReport]:
    linter = Linter([load_pack(pack)])
    return linter, linter.lint(talk(f"---\nchannel: {channel}\n---\n客户：你好\n客服：您好\n客户：再见\n"))


@pytest.mark.parametrize("channel", ["call", "visit", "training"])
@pytest.mark.parametrize("pack", builtin_packs())
def test_a_bare_record_lists_what_it_does_not_show(pack: str, channel: str) -> None:
    linter, report = bare(pack, channel)
    breached = {violation.rule for violation in report.violations}
    told = {one.rule: one.reason for one in report.not_assessed}
    for rule in linter.rules:
        if rule.kind in FACTS_ALONE and not rule.when.contradicted({"channel": channel}):
            if getattr(rule.check, "metric", "") in METRICS_WITHOUT_TIMES:
                continue
            assert rule.name not in breached
            assert told[rule.name].startswith(("not recorded: ", "no timestamps"))
    assert all(told.values())


@pytest.mark.parametrize("pack", builtin_packs())
def test_every_rule_is_judged_told_or_not_meant(pack: str) -> None:
    linter, report = bare(pack, "call")
    meant = [rule for rule in linter.rules if not rule.when.contradicted({"channel": "call"})]
    assert report.assessed + len(report.not_assessed) == len(meant)
