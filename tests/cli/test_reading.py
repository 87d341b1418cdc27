"""Configuration, records and inferred roles on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.test_check import PACK, check, report, servicelint

VENDOR = "SPEAKER_00：很高兴为您服务，请问有什么可以帮您？\nSPEAKER_01：我家洗衣机坏了，你们怎么还不来\nSPEAKER_00：这个我不知道\n"
VAGUE = "A：喂\nB：这个我不知道\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "calls").mkdir()
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_the_nearest_configuration_is_used(folder: Path) -> None:
    write(folder, "servicelint.yaml", "packs: [mine.yaml]\nspeakers: {A: customer, B: agent}\n")
    write(folder, "calls/a.txt", VAGUE)
    done = servicelint("check", cwd=folder / "calls")
    assert done.returncode == 1
    assert "a.txt  90 分  合格\n  2:6  严重  不知道  mine/says-dont-know" in done.stdout
    assert done.stderr == ""


def test_a_named_configuration_is_used_alone(folder: Path) -> None:
    write(folder, "servicelint.yaml", "packs: [mine.yaml]\nspeakers: {A: agent}\n")
    write(folder, "other.yaml", "packs: [mine.yaml]\nspeakers: {B: agent}\n")
    write(folder, "calls/a.txt", VAGUE)
    done = servicelint("check", "--config", "other.yaml", "calls", cwd=folder)
    assert done.returncode == 1
    assert "2:6  严重  不知道" in done.stdout
    assert "no role is known for 'A'" in done.stderr


def test_the_command_line_overrides_the_configuration(folder: Path) -> None:
    write(folder, "servicelint.yaml", "packs: [benq]\ninput_format: subtitles\ninfer_roles: false\n")
    write(folder, "calls/a.txt", VENDOR)
    done = servicelint("check", "--pack", "mine.yaml", "--input-format", "text", "--infer-roles", "calls", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert "mine/says-dont-know" in done.stdout
    assert "benq" not in done.stdout


@pytest.mark.parametrize(
    ("text", "arguments", "errors"),
    [
        pytest.param(
            "pakcs: [benq]\nspeakers: {A: agnt}\n",
            [],
            [
                "servicelint.yaml:1:1: unknown key 'pakcs' (did you mean 'packs'?)",
                "servicelint.yaml:2:15: 'A' must be one of agent, customer, action, system, unknown; not 'agnt' "
                "(did you mean 'agent'?)",
            ],
            id="a configuration that is not in order",
        ),
        pytest.param(
            "",
            ["--config", "x.yaml"],
            ["x.yaml: the configuration cannot be read: No such file or directory"],
            id="none",
        ),
        pytest.param(
            "", ["--id-column", "x"], ["--id-column names a column of --records; there are none"], id="column"
        ),
        pytest.param(
            "",
            ["--records", "calls.csv"],
            ["calls.csv:3:1: the id 'a' is that of row 2 too; keep one of them"],
            id="an id twice",
        ),
    ],
)
def test_what_is_wrong_exits_with_2(folder: Path, text: str, arguments: list[str], errors: list[str]) -> None:
    write(folder, "servicelint.yaml", text)
    write(folder, "calls.csv", "id,agent\na,A\na,B\n")
    write(folder, "calls/a.txt", VAGUE)
    done = check(folder, *arguments, "calls")
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (2, "", errors)


def test_inferred_roles_are_told(folder: Path) -> None:
    write(folder, "calls/a.txt", VENDOR)
    write(folder, "calls/b.txt", VAGUE)
    done = check(folder, "calls")
    assert (
        "calls/a.txt  90 分  合格\n  角色由对话推断：SPEAKER_00 = 客服（99%），SPEAKER_01 = 客户（99%）\n"
        in done.stdout
    )
    assert done.stderr.startswith("calls/b.txt: no role is known for 'A', 'B'; ")
    a, b = report(folder, "calls")["transcripts"]
    assert a["roles_inferred"] == {
        "SPEAKER_00": {"role": "agent", "confidence": 0.99},
        "SPEAKER_01": {"role": "customer", "confidence": 0.99},
    }
    assert "roles_inferred" not in b
    assert b["violations"] == []
    assert {"rule": "mine/says-dont-know", "reason": "no turns of role agent"} in b["not_assessed"]


def test_roles_need_not_be_inferred(folder: Path) -> None:
    write(folder, "calls/a.txt", VENDOR)
    done = check(folder, "--no-infer-roles", "calls")
    assert done.returncode == 0
    assert "推断" not in done.stdout
    assert "no role is known for 'SPEAKER_00', 'SPEAKER_01'" in done.stderr


def test_inferred_roles_are_the_same_with_any_number_of_jobs(folder: Path) -> None:
    for number in range(5):
        write(folder, f"calls/{number}.txt", VENDOR)
        write(folder, f"calls/{number}.meta.yaml", f"agent: A{number}\n")
    write(folder, "records.csv", "id,team\n1,red\n9,blue\n")
    runs = [check(folder, "--records", "records.csv", "--jobs", jobs, "--format", "json", "calls") for jobs in "12"]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stderr == runs[1].stderr == "records.csv: 1 of 2 records have no transcript: 9\n"


@pytest.mark.parametrize("configured", [False, True])
def test_records_are_joined(folder: Path, configured: bool) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["流水号", "坐席", "渠道"], ["a", "B102", "电话"], ["zz", "B103", "电话"]):
        page.append(row)
    book.save(folder / "calls" / "calls.xlsx")
    write(folder, "calls/a.txt", "客服：好的\n")
    write(folder, "calls/b.txt", "客服：好的\n")
    arguments = ["--records", "calls/calls.xlsx", "--id-column", "流水号"]
    if configured:
        write(folder, "servicelint.yaml", "records: {file: calls/calls.xlsx, id_column: 流水号}\n")
        arguments = []
    done = check(folder, *arguments, "calls")
    assert done.stderr == "calls/calls.xlsx: 1 of 2 records have no transcript: zz\n"
    a, b = report(folder, *arguments, "calls")["transcripts"]  # the table in the same folder is no transcript
    assert (a["agent"], a["channel"]) == ("B102", "call")
    assert [violation["rule"] for violation in a["violations"]] == ["mine/skips-greeting"]
    assert (b["agent"], b["channel"]) == (None, None)


def test_a_bad_record_beside_a_transcript_is_its_failure(folder: Path) -> None:
    for name in ("a", "b"):
        write(folder, f"calls/{name}.txt", "客服：好的\n")
    write(folder, "calls/a.meta.yaml", "agent: [x\n")
    write(folder, "calls/b.meta.json", '{"agent": "B"}')
    done = check(folder, "calls")
    assert done.returncode == 2
    assert done.stderr == "calls/a.meta.yaml:2:1: not valid YAML: did not find expected ',' or ']'\n"
    assert "calls/a.txt  读不了\n  calls/a.meta.yaml:2:1:" in done.stdout
    assert "calls/b.txt  客服 B  100 分" in done.stdout


def loaded_by(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return set(done.stderr.split())


def test_what_is_not_needed_is_not_loaded(folder: Path) -> None:
    write(folder, "calls/a.txt", "客服：好的\n")
    run = "from servicelint.cli import run; run({})"
    assert not loaded_by(run.format(["--version"]), folder) & {
        "yaml",
        "servicelint.configuration",
        "servicelint.readers",
    }
    checked = loaded_by(run.format(["check", "--pack", "mine.yaml", "calls"]), folder)
    assert "servicelint.configuration" in checked
    assert not checked & {"servicelint.readers.records", "servicelint.readers.role_inference", "openpyxl"}
