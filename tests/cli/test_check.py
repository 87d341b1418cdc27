"""The command line as its users run it: a process of its own, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT

SCHEMA = Draft202012Validator(
    json.loads(files("servicelint.schemas").joinpath("report.schema.json").read_text(encoding="utf-8"))
)
PACK = """
pack: mine
title: 我的规则
version: 1.2.0
rules:
- {id: says-dont-know, check: forbidden, title: 不知道, instead: 帮您核实, severity: major, phrases: [不知道], clauses: [1.10],
   why: 客户问的是公司, unless: [您不知道], examples: {bad: [不知道], good: [您不知道]}}
- {id: says-whatever, check: forbidden, title: 随便, review: [随便], examples: {review: [随便], good: [好]}}
- {id: skips-greeting, check: required, title: 未问候, when: {channel: call}, phrases: [您好], examples: {bad: [喂], good: [您好]}}
"""
CLEAN, BAD = "客服：好的\n", "客户：喂\n客服：這個，我不知道啦\n"


def servicelint(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "servicelint", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "a.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "calls" / "b.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return servicelint("check", *arguments, "--pack", "mine.yaml", cwd=folder)


def report(folder: Path, *arguments: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(check(folder, *arguments, "--format", "json").stdout)
    SCHEMA.validate(parsed)
    return parsed


def test_text_report(folder: Path) -> None:
    done = check(folder, "calls")
    assert done.returncode == 1
    assert done.stdout == (
        "calls/a.txt  100 分  合格\n"
        "  未评估 1 条规则（--explain 列出原因）\n"
        "\n"
        "calls/b.txt  90 分  合格\n"
        "  2:8  严重  不知道  mine/says-dont-know  [mine/1.10]\n"
        "      客服：這個，我不知道啦\n"
        "                    ^^^^^^\n"
        "      可以说：帮您核实\n"
        "  100 − 10 (mine/says-dont-know) = 90\n"
        "  未评估 1 条规则（--explain 列出原因）\n"
        "\n"
        "共 2 份，违规 1 处（致命 0，严重 1，一般 0，提示 0），待复核 0 处\n"
        "平均 95 分，合格率 100%（95% 区间 34%–100%，n=2）\n"
    )
    assert done.stderr == ""


def test_explain(folder: Path) -> None:
    (folder / "c.txt").write_text("客服：您不知道啊\n客服：我不知道\n", encoding="utf-8")
    out = check(folder, "c.txt", "--explain").stdout
    assert "为什么：客户问的是公司" in out
    assert "1:5  不算：“不知道”，因 unless “您不知道”（mine/says-dont-know）" in out
    assert "mine/skips-greeting: not recorded: channel" in out


def test_json_report(folder: Path) -> None:
    parsed = report(folder, "calls")
    assert parsed["packs"][0]["pack"] == "mine"
    assert [one["path"] for one in parsed["transcripts"]] == ["calls/a.txt", "calls/b.txt"]
    (violation,) = parsed["transcripts"][1]["violations"]
    fingerprint = violation.pop("fingerprint")
    assert len(fingerprint) == 16
    assert violation == {
        "rule": "mine/says-dont-know",
        "kind": "forbidden",
        "clauses": ["mine/1.10"],
        "severity": "major",
        "penalty": 10,
        "certainty": "certain",
        "message": "不知道",
        "role": "agent",
        "turn": 2,
        "time": None,
        "line": 2,
        "column": 8,
        "end_line": 2,
        "end_column": 11,
        "text": "不知道",
    }
    assert parsed["transcripts"][1]["ledger"] == [{"rule": "mine/says-dont-know", "penalty": 10}]
    assert parsed["transcripts"][1]["not_assessed"] == [
        {"rule": "mine/skips-greeting", "reason": "not recorded: channel"}
    ]
    assert parsed["summary"]["violations"] == {"critical": 0, "major": 1, "minor": 0, "info": 0}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["calls/a.txt"], 0, id="clean"),
        pytest.param(["calls"], 1, id="violation"),
        pytest.param(["calls", "--fail-on", "major"], 1, id="at the severity"),
        pytest.param(["calls", "--fail-on", "critical"], 0, id="below the severity"),
        pytest.param(["calls", "--fail-on", "critical", "--fail-under", "91"], 1, id="score too low"),
        pytest.param(["calls", "--fail-on", "never", "--fail-under", "90"], 0, id="score high enough"),
        pytest.param(["review.txt"], 0, id="review does not fail"),
        pytest.param(["review.txt", "--fail-on", "review"], 1, id="unless asked to"),
        pytest.param(["calls", "broken.txt"], 2, id="unreadable file outweighs"),
        pytest.param(["nowhere"], 2, id="no such path"),
        pytest.param(["empty"], 2, id="no files"),
        pytest.param(["calls", "--pack", "nothing"], 2, id="no such pack"),
        pytest.param(["calls", "--format", "pdf"], 2, id="no such format"),
        pytest.param(["calls", "--format", "json=no/where.json"], 2, id="cannot write"),
        pytest.param(["calls", "--no-such-option"], 2, id="no such option"),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    (folder / "review.txt").write_text("客服：随便\n", encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02")
    (folder / "empty").mkdir()
    done = check(folder, *arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) == (code == 2)


def test_a_bad_file_costs_the_others_nothing(folder: Path) -> None:
    (folder / "calls" / "aa.txt").write_text("---\nchannel: [\n---\n客服：好\n", encoding="utf-8")
    (folder / "calls" / "ab.json").write_text('{"turns": [\n}', encoding="utf-8")
    (folder / "calls" / "ac.txt").write_text("", encoding="utf-8")
    (folder / "calls" / "ad.jsonl").write_text(
        '{"turns": [{"role": "agent", "text": "不知道"}]}\nnot json\n{"turns": [{"role": "agent", "text": "好"}]}\n',
        encoding="utf-8",
    )
    parsed = report(folder, "calls")
    assert [one["id"] for one in parsed["transcripts"]] == ["a", "ad#1", "ad#3", "b"]
    assert [one["error"].split(":")[:2] for one in parsed["failures"]] == [
        ["calls/aa.txt", "3"],
        ["calls/ab.json", "2"],
        ["calls/ac.txt", "1"],
        ["calls/ad.jsonl", "2"],
    ]


def test_the_same_bytes_whatever_the_number_of_jobs(folder: Path) -> None:
    for number in range(150):
        (folder / "calls" / f"n{number:03}.txt").write_text(BAD if number % 3 else CLEAN, encoding="utf-8")
    outputs = {check(folder, "calls", "--format", "json", "--jobs", jobs).stdout for jobs in ("1", "2", "4")}
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())["transcripts"]) == 152


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_the_same_bytes_in_every_locale(folder: Path, encoding: str) -> None:
    for form in ("json", "text"):
        arguments = ("check", "calls", "--pack", "mine.yaml", "--format", form)
        plain, other = (servicelint(*arguments, cwd=folder, PYTHONIOENCODING=name) for name in ("utf-8", encoding))
        assert (other.stdout, other.returncode) == (plain.stdout, 1)


def test_several_formats_at_once(folder: Path) -> None:
    done = check(folder, "calls", "--format", "text", "--format", "json=report.json")
    assert "共 2 份" in done.stdout
    SCHEMA.validate(json.loads((folder / "report.json").read_text(encoding="utf-8")))


def test_the_corpora_against_a_standard() -> None:
    done = servicelint("check", "corpora", "--pack", "benq", "--format", "json", cwd=ROOT)
    assert done.returncode == 1, done.stderr[:1000]
    parsed = json.loads(done.stdout)
    SCHEMA.validate(parsed)
    for one in parsed["transcripts"]:
        assert 100 - sum(line["penalty"] for line in one["ledger"]) == pytest.approx(one["score"], abs=1e-9)


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    for number in range(300):
        (folder / "calls" / f"n{number:03}.txt").write_text(BAD, encoding="utf-8")
    command = f"{sys.executable} -m servicelint check calls --pack mine.yaml | head -n 1"
    done = subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_rule_in_one_script_flags_a_talk_in_the_other(folder: Path) -> None:
    rule = "{{id: a, check: forbidden, title: t, phrases: [{}], examples: {{bad: [{}], good: [x]}}}}"
    for name, phrase, text in (
        ("trad", "軟體沒辦法", "客服：这个软件没办法的"),
        ("simp", "软件没办法", "客服：這個軟體沒辦法的"),
    ):
        (folder / f"{name}.yaml").write_text(
            f"pack: {name}\nrules: [{rule.format(phrase, phrase)}]\n", encoding="utf-8"
        )
        (folder / "t.txt").write_text(text, encoding="utf-8")
        done = servicelint("check", "t.txt", "--pack", f"{name}.yaml", "--format", "json", cwd=folder)
        (violation,) = json.loads(done.stdout)["transcripts"][0]["violations"]
        assert (violation["line"], violation["column"], violation["end_column"]) == (1, 6, 11)
        assert violation["text"] == text[5:10]
