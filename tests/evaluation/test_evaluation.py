from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from servicelint.cli import run
from servicelint.errors import TranscriptError
from servicelint.evaluation.corpus import read_rows
from servicelint.evaluation.figures import Counts, Evaluation, evaluate
from servicelint.evaluation.judging import judge
from servicelint.evaluation.sheet import COLUMNS
from servicelint.linter import Linter
from tests.evaluation.labelled import RULES, row, rows_of, write_corpus, write_pack

ROWS = [
    row("这个我不知道", "不知道", True, clause="1"),
    row("不知道您方便吗", "不知道", False, clause="1"),
    row("那就没办法了", "没办法", True, clause="2"),
    row("没办法的话再说", "没办法", False, clause="2"),
    row("您不知道吧", "不知道", True, clause="1"),
    row("我们不管理它", "不管", True, clause="3"),
    row("跟我无关", "无关", True, clause="3"),
    row("跟您无关", "无关", False, clause="3"),
    row("不知道，跟您无关", "无关", False, clause="3", part="kept"),
]


@pytest.fixture
def evaluation(linter_of: Callable[..., Linter]) -> Evaluation:
    return evaluate(judge(linter_of(RULES), rows_of(ROWS)), "clause")


def test_figures(evaluation: Evaluation) -> None:
    total = evaluation.total
    assert (total.labels, total.breaches) == (9, 5)
    assert (total.certain_right, total.certain_wrong, total.review_right, total.review_wrong) == (1, 1, 1, 1)
    assert (total.missed, total.passed) == (3, 2)
    assert (total.precision.value, total.recall_certain.value, total.recall.value) == (1 / 2, 1 / 5, 2 / 5)
    assert total.review_share.value == 2 / 9
    assert total.f1 == pytest.approx(2 * (1 / 2) * (1 / 5) / (1 / 2 + 1 / 5))
    assert {name: counts.labels for name, counts in evaluation.by_group.items()} == {"1": 3, "2": 2, "3": 4}


def test_an_unflagged_label_counts_with_every_rule_that_answers_for_it(evaluation: Evaluation) -> None:
    by_rule = evaluation.by_rule
    assert {name: (counts.labels, counts.missed) for name, counts in by_rule.items()} == {
        "test/a": (6, 2),
        "test/c": (3, 1),
    }
    assert (by_rule["test/a"].precision.value, by_rule["test/a"].recall.value) == (1 / 2, 2 / 4)


def test_each_rule_is_counted_by_what_it_says_itself(linter_of: Callable[..., Linter]) -> None:
    rules = """
    - {id: sure, check: forbidden, title: 甲, phrases: [不知道], examples: {bad: [不知道], good: [好]}}
    - {id: unsure, check: forbidden, title: 乙, review: [知道], examples: {review: [知道], good: [好]}}
    """
    figures = evaluate(judge(linter_of(rules), rows_of([row("这个我不知道", "不知道", True)])))
    assert (figures.by_rule["test/sure"].certain_right, figures.by_rule["test/sure"].review_right) == (1, 0)
    assert (figures.by_rule["test/unsure"].certain_right, figures.by_rule["test/unsure"].review_right) == (0, 1)


@pytest.mark.parametrize(
    ("counts", "f1", "low", "high"),
    [
        # Wilson's interval of 8/12 is 0.3906 to 0.8619, of 0/4 0 to 0.4899; x becomes 2x / (1 + x).
        pytest.param(
            Counts(certain_right=8, certain_wrong=1, review_right=1, missed=2, passed=9), 0.8, 0.5618, 0.9258, id="some"
        ),
        pytest.param(Counts(certain_wrong=1, missed=3), 0, 0, 0.6576, id="none right"),
        pytest.param(Counts(passed=3), 0, 0, 1, id="nothing to find"),
    ],
)
def test_f1_has_an_interval(counts: Counts, f1: float, low: float, high: float) -> None:
    assert counts.f1 == pytest.approx(f1)
    assert counts.f1_interval == pytest.approx((low, high), abs=1e-4)


def test_cases_have_reasons(evaluation: Evaluation) -> None:
    assert [one.reason for one in evaluation.misses] == [
        "unless “您不知道” 放过（test/a）",
        "词界：“不管” 会切断词（test/a）",
        "没有短语认得",
    ]
    assert [one.reason for one in evaluation.false_alarms] == ["test/a “不知道”"]
    assert [one.reason for one in evaluation.reviews] == ["test/a “没办法”"] * 2
    assert [one.violation.text for one in evaluation.unlabelled] == ["不知道"]


def test_other_shapes_of_a_row() -> None:
    flat, talk = rows_of(
        [
            {"speaker": "x", "context": [{"speaker": "customer", "text": "喂"}], "text": "不管", "start": 0, "end": 2,
             "violation": True, "category": "rude"},
            {"turns": [{"role": "客户", "text": "喂"}, {"role": "agent", "text": "不管", "spans": [
                {"start": 0, "end": 2, "violation": True}]}], "record": {"channel": "call"}},
        ]
    )  # fmt: skip
    assert [(turn.role, turn.text) for turn in flat.talk.turns] == [("customer", "喂"), ("agent", "不管")]
    assert (flat.labels[0].turn, flat.labels[0].category) == (1, "rude")
    assert [turn.role for turn in talk.talk.turns] == ["customer", "agent"]
    assert (talk.labels[0].turn, talk.talk.record) == (1, {"channel": "call"})


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "c.jsonl:2:2: not valid JSON"),
        ("{}", "c.jsonl:2:1: not a labelled row: missing key 'text'"),
        ("[]", "c.jsonl:2:1: not a labelled row"),
        ('{"text": "不管", "spans": [{"start": 0, "end": 3, "violation": true}]}', "span 0-3 is not within the text"),
        ('{"text": "不管", "spans": [{"start": 0, "end": 2, "violation": 1}]}', "'violation' must be true or false"),
    ],
)
def test_a_bad_line_is_located(line: str, complaint: str) -> None:
    with pytest.raises(TranscriptError) as error:
        list(read_rows(f"\n{line}\n".encode(), "c.jsonl"))
    assert complaint in str(error.value)


@pytest.fixture
def pack(tmp_path: Path) -> str:
    write_corpus(tmp_path, ROWS)
    (tmp_path / "t.txt").write_text("客户：喂\n客服：=这个不知道\n  也没办法\n", encoding="utf-8")
    return write_pack(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--min-precision", "0.5", "--min-recall", "0.4"], 0),
        (["--min-precision", "0.51"], 1),
        (["--min-recall", "0.41"], 1),
        (["--where", "clause=9"], 2),
        (["--where", "clause"], 2),
        (["--where", "clause=1", "--where", "clause=2"], 2),
        (["--min-recall", "40"], 2),
        (["--format", "yaml"], 2),
        (["--where", "part=kept", "--cases"], 0),
    ],
)
def test_command(pack: str, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", pack, str(Path(pack).with_name("c.jsonl")), *arguments]) == code
    if code < 2:
        assert "确定的判对率" in capsys.readouterr().out


def test_json_output(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", pack, str(Path(pack).with_name("c.jsonl")), "--format", "json", "--by", "clause"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["total"]["precision"] == {"count": 1, "total": 2, "rate": 0.5, "low": 0.0945, "high": 0.9055}
    assert figures["total"]["missed"] == 3
    assert sorted(figures["groups"]) == ["1", "2", "3"]
    assert figures["total"]["f1_interval"] == {"low": 0.0584, "high": 0.7208}
    miss = figures["misses"][0]
    assert miss["reason"] == "unless “您不知道” 放过（test/a）"
    assert miss["cause"] == {
        "obstacle": "unless",
        "rule": "test/a",
        "phrase": "您不知道",
        "start": 1,
        "end": 4,
        "detail": "",
    }
    assert figures["rules"]["test/a"]["missed"] == 2
    (found,) = figures["false_alarms"][0]["found"]
    assert (found["rule"], found["start"], found["end"]) == ("test/a", 0, 3)


def test_formats_go_to_files_together(pack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    formats = [f"text={tmp_path}/out.txt", f"json={tmp_path}/out.json", f"html={tmp_path}/out.html", "text"]
    options = [option for form in formats for option in ("--format", form)]
    assert run(["eval", pack, str(Path(pack).with_name("c.jsonl")), *options, "--min-recall", "0.5"]) == 1
    said = capsys.readouterr().out
    assert said == (tmp_path / "out.txt").read_text("utf-8")
    assert "要求确定加待复核的查全率不低于 50.0%：没有达到" in said
    figures = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert figures["floors"] == {"recall": {"least": 0.5, "met": False}}
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_text_has_every_rule_with_intervals(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", pack, str(Path(pack).with_name("c.jsonl"))]) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("test/a"))
    assert "50% (9%–91%)" in line
    assert "0.33 (0.07–0.77)" in line


def test_a_confidence_must_be_a_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = write_corpus(tmp_path, [row("不管", "不管", True, id="r1", confidence="high")])
    assert run(["eval", write_pack(tmp_path), corpus]) == 2
    assert "c.jsonl: row r1: 'confidence' must be a number" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_sheet_is_written_judged_and_read_back(pack: str, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(pack).parent
    sheet = folder / f"sheet.{suffix}"
    assert run(["eval", pack, str(folder / "t.txt"), "--make-sheet", str(sheet)]) == 0
    assert run(["eval", pack, str(sheet)]) == 2, "nothing is judged yet"
    if suffix == "csv":
        text = sheet.read_text(encoding="utf-8-sig")
        assert "'=这个不知道" in text
        sheet.write_text(text.replace(",certain,,", ",certain,是,rude").replace(",review,,", ",review,no,"), "utf-8")
    else:
        book = load_workbook(sheet)
        page = book.worksheets[0]
        assert [cell.value for cell in page[1]] == list(COLUMNS)
        assert page.cell(2, 4).data_type == "s"
        for number, verdict in ((2, "yes"), (3, "否")):
            page.cell(number, COLUMNS.index("violation") + 1).value = verdict
        book.save(sheet)
    capsys.readouterr()
    assert run(["eval", pack, str(sheet), "--format", "json"]) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert (total["certain"], total["review"]) == ({"right": 1, "wrong": 0}, {"right": 0, "wrong": 1})


def test_a_wrong_verdict_names_the_row(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Path(pack).with_name("sheet.csv")
    run(["eval", pack, str(Path(pack).with_name("t.txt")), "--make-sheet", str(sheet)])
    sheet.write_text(sheet.read_text("utf-8-sig").replace(",certain,,", ",certain,maybe,"), "utf-8")
    assert run(["eval", pack, str(sheet)]) == 2
    assert "sheet.csv:2:1: 'violation' must be yes or no, not 'maybe'" in capsys.readouterr().err
