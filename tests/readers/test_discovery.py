"""Which files are read for the paths a user names, and by which reader."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from servicelint.errors import TranscriptError, UsageError
from servicelint.readers import READERS, SUFFIXES, discover, read_transcript, read_transcripts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with transcripts and with all that is passed over."""
    for name in (
        *("b/2.txt", "b/10.TXT", "b/a/1.json", "a.jsonl", "c.ndjson"),
        *(
            "README.txt",
            "b/readme.json",
            "LICENSE.txt",
            "notes.md",
            "b/benq.labels.jsonl",
            "sound.wav",
            ".hidden.txt",
            ".git/1.txt",
        ),
    ):
        path = tmp_path / "calls" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("客服：您好", encoding="utf-8")
    return tmp_path / "calls"


def _found(folder: Path, *paths: str) -> list[str]:
    return [Path(path).relative_to(folder).as_posix() for path in discover(folder / path for path in paths)]


def test_a_folder_is_walked_in_order_of_names(folder: Path) -> None:
    assert _found(folder, ".") == ["a.jsonl", "b/10.TXT", "b/2.txt", "b/a/1.json", "c.ndjson"]


def test_the_order_given_is_kept_and_nothing_comes_twice(folder: Path) -> None:
    assert _found(folder, "c.ndjson", "b", "a.jsonl", "b/2.txt") == [
        *("c.ndjson", "b/10.TXT", "b/2.txt", "b/a/1.json", "a.jsonl")
    ]


@pytest.mark.parametrize("name", ["README.txt", "notes.md", ".hidden.txt", "sound.wav"])
def test_a_file_that_is_named_is_taken(folder: Path, name: str) -> None:
    assert _found(folder, name) == [name]


def test_paths_come_as_they_were_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert list(discover(["b/a", "a.jsonl"])) == [os.path.join("b/a", "1.json"), "a.jsonl"]  # noqa: PTH118


def test_a_path_that_is_not_there(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"missing\.txt: no such file or folder"):
        discover([folder / "a.jsonl", folder / "missing.txt"])


def test_links_to_folders_do_not_lead_in_circles(folder: Path) -> None:
    before = _found(folder, ".")
    (folder / "b" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "b" / "dead.txt").symlink_to(folder / "nowhere.txt")
    assert _found(folder, ".") == before


def test_a_link_to_a_file_is_read_and_a_named_link_to_a_folder_is_walked(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "sound.wav")
    (folder / "link").symlink_to(folder / "b" / "a", target_is_directory=True)
    assert _found(folder, "link", "link.txt") == ["link/1.json", "link.txt"]


@pytest.mark.parametrize("name", ["call.txt", "call.md", "call.log", "call"])
def test_files_are_plain_text_unless_their_suffix_says_otherwise(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("客服：您好", encoding="utf-8")
    assert read_transcript(path).id == "call"


def test_the_format_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text('{"turns": [{"role": "agent", "text": "您好"}]}', encoding="utf-8")
    assert read_transcript(path, format="json").turns[0].text == "您好"


def test_an_unknown_format_is_told_at_once() -> None:
    with pytest.raises(
        UsageError, match=r"no transcript format 'jsonn' \(did you mean 'json'\?\); 'servicelint formats'"
    ):
        read_transcripts("call.txt", format="jsonn")


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_an_error_in_its_place(tmp_path: Path, name: str) -> None:
    (error,) = read_transcripts(tmp_path / name)
    assert isinstance(error, TranscriptError)
    assert "cannot be read: " in str(error)
    with pytest.raises(TranscriptError):
        read_transcript(tmp_path / name)


def test_every_suffix_has_a_reader() -> None:
    assert set(SUFFIXES.values()) <= set(READERS)
