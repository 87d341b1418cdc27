from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.cli import run
from servicelint.pack_loader import builtin_packs

BROKEN_EXAMPLE = """
pack: mine
rules:
- id: a
  check: forbidden
  title: 标题
  phrases: [不管]
  unless: [不管您, 不管多晚]
  examples:
    bad: [我们不管, 管]
    good:
    - 我们不管您来不来都好
    - 这个不管
"""


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list", "benq"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("benq ")
    assert "  general/says-dont-know  " in out
    assert "benq/2.2.1" in out


@pytest.mark.parametrize("name", ["says-dont-know", "general/says-dont-know"])
def test_show(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["rules", "show", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith("general/says-dont-know  (forbidden, ")
    assert "违规例：" in out


def test_show_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "says-dont-no"]) == 2
    assert "did you mean 'says-dont-know'?" in capsys.readouterr().err


def test_test_runs_every_example_of_every_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "test"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == list(builtin_packs())
    assert all(line.endswith("，0 处不符") for line in lines)


def test_examples_that_do_not_do_what_they_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(BROKEN_EXAMPLE, encoding="utf-8")
    expected = [
        f"{path}:4:3: mine/a: no example is let off by 'unless' phrase '不管多晚'; add one or drop it",
        f"{path}:10:17: mine/a: bad example is not flagged: 管",
        f"{path}:13:7: mine/a: good example is flagged: 这个不管",
    ]
    for command in ("test", "check"):
        assert run(["rules", command, str(path)]) == 2
        assert capsys.readouterr().err.splitlines() == expected


def test_check_reports_every_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("pack: a\nruels: []\n", encoding="utf-8")
    assert run(["rules", "check", str(tmp_path / "a.yaml"), "general"]) == 2
    captured = capsys.readouterr()
    assert "unknown key 'ruels'" in captured.err
    assert captured.out.startswith("general: ")


def test_show_keeps_apart_what_is_certain_and_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "general/says-no-way"]) == 0
    shown = capsys.readouterr().out
    (innocent,) = [line for line in shown.splitlines() if line.startswith("  除外：")]
    assert "in: condition（" in innocent
    (review,) = [line for line in shown.splitlines() if line.startswith("  待复核：")]
    assert "not_in: final（" in review
