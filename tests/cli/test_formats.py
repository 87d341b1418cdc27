"""``servicelint formats``, ``check --input-format``, and what reports say of JSON documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servicelint.readers import FORMATS
from tests.cli.test_check import SCHEMA, servicelint

_DOCUMENT = """{"segments": [
  {"start": 0.5, "end": 2, "text": "您好", "speaker": "客服"},
  {"start": 3, "end": 4.5, "text": "这个我不知道", "speaker": "客服"},
  {"start": 5, "end": 6, "text": "再见", "speaker": "客服"}
]}"""


def test_the_formats_are_listed(tmp_path: Path) -> None:
    done = servicelint("formats", cwd=tmp_path)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [format.name for format in FORMATS]
    listed = json.loads(servicelint("formats", "--format", "json", cwd=tmp_path).stdout)
    assert [(one["name"], one["title"], tuple(one["suffixes"])) for one in listed] == [
        (format.name, format.title, format.suffixes) for format in FORMATS
    ]


def test_a_violation_points_into_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(_DOCUMENT, encoding="utf-8")
    parsed = json.loads(servicelint("check", "a.json", "--format", "json", cwd=tmp_path).stdout)
    SCHEMA.validate(parsed)
    (violation,) = parsed["transcripts"][0]["violations"]
    assert (violation["pointer"], violation["line"], violation["column"]) == ("/segments/1/text", 3, 4)
    shown = servicelint("check", "a.json", cwd=tmp_path).stdout
    assert "  3:4  /segments/1/text  严重  " in shown


def test_a_violation_of_a_text_has_no_pointer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("客服：您好\n客服：这个我不知道\n客服：再见\n", encoding="utf-8")
    parsed = json.loads(servicelint("check", "a.txt", "--format", "json", cwd=tmp_path).stdout)
    assert "pointer" not in parsed["transcripts"][0]["violations"][0]


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        pytest.param("whisper", 1, "", id="its own"),
        pytest.param("text", 2, "a.json:1:1: no turns: begin each with its speaker", id="another"),
        pytest.param("sca", 2, "a.json:1:1: dialogue: is missing; it must be a list", id="another vendor's"),
        pytest.param(
            "whispr",
            2,
            "no transcript format 'whispr' (did you mean 'whisper'?); 'servicelint formats' lists them",
            id="none",
        ),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_format_can_be_named(tmp_path: Path, name: str, code: int, message: str, jobs: str) -> None:
    (tmp_path / "a.json").write_text(_DOCUMENT, encoding="utf-8")
    done = servicelint("check", "a.json", "--input-format", name, "--jobs", jobs, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert message in done.stderr
