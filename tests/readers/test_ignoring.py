"""Which files are ignored: files of patterns, patterns that are given, and which of them counts more."""

from __future__ import annotations

from pathlib import Path

import pytest

from servicelint.errors import UsageError
from servicelint.readers import discover
from servicelint.readers.ignoring import IGNORE_FILE, Ignored

FILES = ("a.txt", "b.txt", "drafts/1.txt", "drafts/2.json", "march/drafts/3.txt", "march/4.txt", "march/5.json")


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, in which we stand."""
    for name in FILES:
        path = tmp_path / "calls" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("客服：您好", encoding="utf-8")
    (tmp_path / "calls" / ".git").mkdir()
    monkeypatch.chdir(tmp_path / "calls")
    return tmp_path / "calls"


def found(*paths: str, exclude: tuple[str, ...] = (), force: bool = False) -> list[str]:
    return [Path(path).as_posix() for path in discover(paths or (".",), Ignored((".", exclude)), force)]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        pytest.param([], set(FILES), id="none"),
        pytest.param(["# all of them", "", "   "], set(FILES), id="comments"),
        pytest.param(["drafts/"], {"a.txt", "b.txt", "march/4.txt", "march/5.json"}, id="a folder anywhere"),
        pytest.param(["/drafts/"], set(FILES) - {"drafts/1.txt", "drafts/2.json"}, id="a folder at the top"),
        pytest.param(["*.json", "!5.json"], set(FILES) - {"drafts/2.json"}, id="but"),
        pytest.param(["march/**", "!march/4.txt"], set(FILES) - {"march/drafts/3.txt", "march/5.json"}, id="stars"),
        pytest.param(["[ab].txt"], set(FILES) - {"a.txt", "b.txt"}, id="characters"),
        pytest.param(["A.TXT"], set(FILES), id="case counts"),
    ],
)
@pytest.mark.parametrize("how", ["ignore file", "given"])
def test_patterns_are_those_of_gitignore(calls: Path, patterns: list[str], left: set[str], how: str) -> None:
    if how == "given":
        assert set(found(exclude=tuple(patterns))) == left
    else:
        (calls / IGNORE_FILE).write_text("\n".join(patterns), encoding="utf-8-sig")
        assert set(found()) == left


def test_the_nearest_file_decides_and_given_patterns_before_all(calls: Path) -> None:
    (calls / IGNORE_FILE).write_text("*.json\n", encoding="utf-8")
    (calls / "march" / IGNORE_FILE).write_text("!5.json\n4.txt\n/drafts\n", encoding="utf-8")
    assert found() == ["a.txt", "b.txt", "drafts/1.txt", "march/5.json"]
    assert found(exclude=("!4.txt", "a.*")) == ["b.txt", "drafts/1.txt", "march/4.txt", "march/5.json"]


def test_files_above_count_up_to_the_repository(calls: Path) -> None:
    (calls / IGNORE_FILE).write_text("march/*.json\n", encoding="utf-8")
    (calls.parent / IGNORE_FILE).write_text("*.txt\n", encoding="utf-8")
    assert found("march") == ["march/4.txt", "march/drafts/3.txt"]
    (calls / ".git").rmdir()
    with pytest.raises(StopIteration):
        next(discover(["march"]))


def test_patterns_are_seen_from_their_folder(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(calls / "march")
    seen = Ignored((str(calls), ["/a.txt", "/march/4.txt", "/5.json"]))
    assert [Path(path).name for path in discover([calls], seen)] == ["b.txt", "1.txt", "2.json", "5.json", "3.txt"]
    assert list(discover(["4.txt"], seen)) == ["4.txt"]
    assert list(discover(["4.txt"], seen, force_exclude=True)) == []


def test_what_is_named_is_taken_unless_that_is_forbidden_too(calls: Path) -> None:
    (calls / IGNORE_FILE).write_text("drafts/\n", encoding="utf-8")
    named = ("drafts/1.txt", "a.txt", "b.txt")
    assert found(*named, exclude=("a.txt",)) == ["drafts/1.txt", "a.txt", "b.txt"]
    assert found(*named, exclude=("a.txt",), force=True) == ["b.txt"]


def test_a_folder_outside_is_not_seen_from_here(calls: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("客服：您好", encoding="utf-8")
    assert found(str(other), exclude=("a.txt",)) == [(other / "a.txt").as_posix()]


def test_members_of_archives_are_asked_for_as_of_folders(calls: Path) -> None:
    (calls / IGNORE_FILE).write_text("drafts/\n/march.zip/*.json\nold.zip\n", encoding="utf-8")
    ignored = Ignored()
    assert [ignored(f"march.zip/{name}") for name in ("drafts/1.txt", "1.json", "more/1.json", "1.txt")] == [
        True,
        True,
        False,
        False,
    ]
    assert ignored("old.zip")
    assert ignored("old.zip/1.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"*.json\n!\n", "{file}:2:1: '!' is no pattern as in .gitignore", id="no pattern"),
        pytest.param("草稿".encode("gbk"), "{file}: not UTF-8 at byte 0; save it as UTF-8", id="GBK"),
    ],
)
def test_a_broken_file(calls: Path, data: bytes, message: str) -> None:
    (calls / IGNORE_FILE).write_bytes(data)
    with pytest.raises(UsageError) as caught:
        found()
    assert str(caught.value) == message.format(file=IGNORE_FILE)


def test_a_broken_pattern() -> None:
    with pytest.raises(UsageError, match=r"^'!' is no pattern as in \.gitignore$"):
        Ignored((".", ["a", "!"]))
