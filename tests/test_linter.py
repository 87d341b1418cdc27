from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servicelint.linter import Linter
from servicelint.pack import Pack
from servicelint.pack_loader import builtin_packs, load_pack
from servicelint.transcript import Transcript, Turn
from tests.conftest import talk

RULES = """
- {id: a, check: forbidden, title: 甲, severity: major, phrases: [不知道], examples: {bad: [不知道], good: [好]}}
- {id: b, check: forbidden, title: 乙, phrases: [没空], clauses: [1], examples: {bad: [没空], good: [好]}}
- {id: c, check: forbidden, title: 丙, phrases: [随便], certainty: review, examples: {bad: [随便], good: [好]}}
"""


def test_a_report(linter_of: Callable[..., Linter]) -> None:
    report = linter_of(RULES).lint(
        talk("---\nid: '0017'\nchannel: call\nagent: B102\n---\n[00:12.5] 客服：没空，不知道，随便\n")
    )
    assert (report.id, report.channel, report.agent) == ("0017", "call", "B102")
    assert [(v.rule, v.text, v.time, v.turn) for v in report.violations] == [
        ("test/b", "没空", 12.5, 1),
        ("test/a", "不知道", 12.5, 1),
        ("test/c", "随便", 12.5, 1),
    ]
    assert (report.score, report.possible_score, report.passed) == (87, 84, True)
    assert report.violations[0].clauses == ("test/1",)


def test_fingerprints_stay_when_lines_are_added(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    before = linter.lint(talk("客服：不知道\n客服：不知道"))
    after = linter.lint(talk("客户：喂\n客服：好的\n客服：不知道\n客服：這個不知道"))
    assert [v.fingerprint for v in before.violations] == [v.fingerprint for v in after.violations]
    assert len({v.fingerprint for v in before.violations}) == 2


def test_shared_rules_are_applied_once(pack_of: Callable[..., Pack]) -> None:
    pack_of(RULES, name="base")
    head = "extends: [base.yaml]\noverrides: {{base/a: {{clauses: [{}], severity: {}}}}}"
    own = "- {id: z, check: forbidden, title: 丁, phrases: [没门], examples: {bad: [没门], good: [好]}}"
    packs = [
        pack_of(own, head.format(n, severity), name)
        for n, severity, name in ((1, "minor", "one"), (2, "critical", "two"))
    ]
    linter = Linter(packs)
    (violation,) = linter.lint(talk("客服：不知道")).violations
    assert (violation.rule, violation.severity, violation.clauses) == ("base/a", "critical", ("one/1", "two/2"))
    assert [info.pack for info in linter.pack_infos] == ["one", "two", "base"]


def test_a_linter_can_be_sent_to_another_process(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(RULES)
    copy = pickle.loads(pickle.dumps(linter))
    assert copy.lint(talk("客服：不知道")) == linter.lint(talk("客服：不知道"))


def test_a_bug_in_a_check_names_rule_and_transcript(
    linter_of: Callable[..., Linter], monkeypatch: pytest.MonkeyPatch
) -> None:
    from servicelint.checks.forbidden import Forbidden

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Forbidden, "run", broken)
    with pytest.raises(ZeroDivisionError) as error:
        linter_of(RULES).lint(talk("客服：不知道"))
    assert error.value.__notes__ == ["rule test/a, transcript talk.txt"]


@pytest.mark.parametrize(
    ("record", "violations", "reasons"),
    [
        ("started_at: 2026-06-30T10:00", 1, []),
        ("started_at: 2026-07-01", 0, []),
        ("arrived_at: 2025-12-31", 0, []),
        ("channel: call", 0, ["not recorded: started_at"]),
    ],
)
def test_effective(linter_of: Callable[..., Linter], record: str, violations: int, reasons: list[str]) -> None:
    linter = linter_of("""
        - {id: a, check: forbidden, title: 甲, effective: {from: 2026-01-01, to: 2026-06-30}, phrases: [不管],
           examples: {bad: [不管], good: [好]}}
        """)
    report = linter.lint(talk(f"---\n{record}\n---\n客服：不管"))
    assert len(report.violations) == violations
    assert [one.reason for one in report.not_assessed] == reasons


def test_a_bonus_adds_up_to_the_start(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of(
        RULES
        + """
- {id: z, check: required, title: 赠言, bonus: 5, phrases: [生活愉快], examples: {bad: [好], good: [生活愉快]}}
"""
    )
    kept = linter.lint(talk("客服：没空，祝您生活愉快"))
    assert (kept.score, [(line.rule, line.penalty) for line in kept.ledger]) == (100, [("test/b", 3), ("test/z", -3)])
    missed = linter.lint(talk("客服：没空"))
    assert (missed.score, len(missed.violations)) == (97, 1)


def test_error_classes(linter_of: Callable[..., Linter]) -> None:
    linter = linter_of("""
        - {id: a, check: forbidden, title: 甲, severity: critical, class: compliance, phrases: [破解], examples: {bad: [破解], good: [好]}}
        - {id: b, check: forbidden, title: 乙, severity: major, class: customer, phrases: [没空], examples: {bad: [没空], good: [好]}}
        """)
    assert linter.lint(talk("客服：没空，帮您破解")).critical_classes == ("compliance",)


@pytest.fixture(scope="module")
def whole() -> Linter:
    return Linter([load_pack(name) for name in builtin_packs()])


@pytest.fixture(scope="module")
def tolerant(tmp_path_factory: pytest.TempPathFactory) -> Linter:
    path = tmp_path_factory.mktemp("tolerant") / "general.yaml"
    text = builtin_packs()["general"].read_text("utf-8")
    path.write_text(f"tolerate: [fillers, stutter, homophones]\n{text}", "utf-8")
    return Linter([load_pack(path)])


UTTERANCES = [
    "不知道",
    "您好",
    "沒辦法",
    "软體",
    "随便您",
    "我们不管",
    "再見",
    "這個",
    "，",
    "。",
    " ",
    "嗯",
    "請稍等",
    "不行",
    "谁叫你乱按",
    "使用者",
    "不只道",
    "隨遍",
    "我门不管",
    "在见",
    "不",
]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["agent", "customer"]), st.lists(st.sampled_from(UTTERANCES)).map("".join)),
        max_size=8,
    )
)
def test_the_fast_way_and_the_plain_way_agree(whole: Linter, tolerant: Linter, turns: list[tuple[str, str]]) -> None:
    transcript = Transcript("t", tuple(Turn(role, text) for role, text in turns), {"channel": "call"})  # type: ignore[arg-type]
    assert whole.lint(transcript) == whole.lint_plainly(transcript)
    assert tolerant.lint(transcript) == tolerant.lint_plainly(transcript)
