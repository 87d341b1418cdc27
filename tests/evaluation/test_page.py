from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from servicelint.cli import run
from tests.evaluation.labelled import row, write_corpus, write_pack

ROWS = [row("跟我无关", "无关", True, clause="1"), row("不知道", "不知道", False, clause="1")]


def test_the_page_depends_on_nothing_but_what_was_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["eval", write_pack(tmp_path), write_corpus(tmp_path, ROWS), "--format", "html", "--by", "clause"]
    pages = []
    for _ in range(2):
        assert run(asked) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[1]
    assert pages[0].endswith("</html>\n")


LOADED = """
import sys
from servicelint.cli import run
assert run(sys.argv[2:]) == 0
assert ("jinja2" in sys.modules) == (sys.argv[1] == "loaded"), "jinja2" in sys.modules
"""
WITHOUT = """
import sys
sys.modules["jinja2"] = None  # what import does when there is none
from servicelint.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(("form", "state"), [("text", "absent"), ("json", "absent"), ("html", "loaded")])
def test_the_template_engine_is_loaded_for_the_page_only(tmp_path: Path, form: str, state: str) -> None:
    asked = ["eval", write_pack(tmp_path), write_corpus(tmp_path, ROWS), "--format", form]
    done = subprocess.run([sys.executable, "-c", LOADED, state, *asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_without_the_template_engine_the_extra_is_named_and_no_file_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("before", encoding="utf-8")
    asked = ["eval", write_pack(tmp_path), write_corpus(tmp_path, ROWS), "--format", f"html={page}"]
    done = subprocess.run([sys.executable, "-c", WITHOUT, *asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "the page needs jinja2: pip install 'servicelint[html]'\n")
    assert page.read_text(encoding="utf-8") == "before"
