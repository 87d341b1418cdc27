"""The hook, run by the real pre-commit on a real git repository of transcripts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

WHEELS = ROOT / ".venv" / "wheelhouse"
CONFIG = """
repos:
- repo: {repo}
  rev: {rev}
  hooks:
  - id: servicelint
    args: [--pack, benq]
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, env={**os.environ, **environment}
    )


def git(*arguments: str | Path, cwd: Path) -> str:
    identity = ["-c", "user.name=tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false"]
    done = run("git", *identity, *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def tracked() -> list[str]:
    return git("ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """This project as it stands, committed: pre-commit installs hooks from a git repository."""
    copy = tmp_path / "servicelint"
    for name in tracked():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    git("init", "--quiet", cwd=copy)
    git("add", "--all", cwd=copy)
    git("commit", "--quiet", "--message", "as it stands", cwd=copy)
    return copy


def test_pre_commit_runs_the_hook(tmp_path: Path, project: Path) -> None:
    repo = tmp_path / "calls"
    repo.mkdir()
    git("init", "--quiet", cwd=repo)
    rev = git("rev-parse", "HEAD", cwd=project)
    (repo / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=project, rev=rev), encoding="utf-8")
    (repo / "good.txt").write_text("客户：喂\n", encoding="utf-8")
    (repo / "notes.md").write_text("客服：这个我不知道\n", encoding="utf-8")
    git("add", "--all", cwd=repo)

    def pre_commit() -> subprocess.CompletedProcess[str]:
        return run(
            Path(sys.executable).with_name("pre-commit"),
            "run",
            "--all-files",
            cwd=repo,
            PRE_COMMIT_HOME=str(tmp_path / "home"),
            PIP_NO_INDEX="1",
            PIP_FIND_LINKS=str(WHEELS),
        )

    clean = pre_commit()
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "Passed" in clean.stdout
    (repo / "bad.txt").write_text("客户：喂\n客服：这个我不知道\n", encoding="utf-8")
    git("add", "--all", cwd=repo)
    failing = pre_commit()
    assert failing.returncode == 1
    assert "general/says-dont-know" in failing.stdout
    assert "good.txt" in failing.stdout
    assert "notes.md" not in failing.stdout
