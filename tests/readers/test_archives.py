"""Archives read in place: which members, under which names, within which bounds, and what is told of broken ones."""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicelint.errors import TranscriptError
from servicelint.readers import read_transcripts
from servicelint.readers.archives import members
from servicelint.readers.sources import Item, Source, expand
from servicelint.readers.unpacking import Bounds

TALK = "客服：您好\n客户：你好\n".encode()
FILES = {
    "b/0002.txt": TALK,
    "b/": b"",
    "a/0001.txt": TALK,
    "0003.jsonl": b'{"turns": [{"role": "agent", "text": "hello"}]}\n',
    "README.txt": TALK,
    "a/.hidden.txt": TALK,
    ".git/0001.txt": TALK,
    "__MACOSX/a/._0001.txt": b"\0\5\x16\7",
    "a/voice.mp3": b"\xff\xfb\x90\x00",
    "benq.labels.jsonl": b"{}",
}
SORTED = ["0003.jsonl", "a/0001.txt", "b/0002.txt"]

Pack = Callable[[Path, Mapping[str, bytes]], Path]


def as_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def as_tar(path: Path, files: Mapping[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name.rstrip("/"))
            info.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def told(items: list[Item]) -> list[str]:
    """The names of sources, and the errors."""
    return [item.name if isinstance(item, Source) else str(item) for item in items]


def read_all(path: Path) -> list[Item]:
    return list(members(str(path)))


@pytest.mark.parametrize(
    ("name", "pack", "order"),
    [
        pytest.param("calls.zip", as_zip, SORTED, id="zip, sorted"),
        pytest.param("CALLS.ZIP", as_zip, SORTED, id="upper case"),
        pytest.param("calls.tar", as_tar, ["b/0002.txt", "a/0001.txt", "0003.jsonl"], id="tar, as it stands"),
        pytest.param("calls.tar.gz", as_tar, ["b/0002.txt", "a/0001.txt", "0003.jsonl"], id="tar.gz"),
        pytest.param("calls.tgz", as_tar, ["b/0002.txt", "a/0001.txt", "0003.jsonl"], id="tgz"),
    ],
)
def test_members_are_chosen_as_from_a_folder(tmp_path: Path, name: str, pack: Pack, order: list[str]) -> None:
    path = pack(tmp_path / name, FILES)
    assert read_all(path) == [Source(f"{path}!/{member}", FILES[member]) for member in order]


def test_members_are_read_like_files(tmp_path: Path) -> None:
    path = as_zip(
        tmp_path / "calls.zip",
        {"0001.txt": TALK, "0002.txt": "客服：您好，请稍等".encode("gbk"), "0003.txt": b"\xff\0"},
    )
    first, second, third = read_transcripts(path)
    assert not isinstance(first, TranscriptError)
    assert (first.id, first.source, first.turns[0].text) == ("0001", f"{path}!/0001.txt", "您好")
    assert not isinstance(second, TranscriptError)
    assert second.turns[0].text == "您好，请稍等"
    assert str(third).startswith(f"{path}!/0003.txt: not a text file")


def test_a_single_compressed_file(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.gz"
    path.write_bytes(gzip.compress(FILES["0003.jsonl"] * 3))
    found = list(read_transcripts(path))
    assert [one.id for one in found if not isinstance(one, TranscriptError)] == ["day#1", "day#2", "day#3"]
    assert {one.source for one in found if not isinstance(one, TranscriptError)} == {f"{path}!/day.jsonl"}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("a.txt.gz", b"no gzip", "a.txt.gz!/a.txt: cannot be read: the archive is damaged", id="none"),
        pytest.param("a.txt.gz", gzip.compress(TALK)[:-9], "the archive is damaged; pack it again", id="cut off"),
        pytest.param("a.txt.gz", gzip.compress(TALK)[:-8] + b"\0" * 8, "the archive is damaged", id="check sum"),
        pytest.param("a.zip.gz", gzip.compress(TALK), "an archive within an archive; unpack it first", id="an archive"),
        pytest.param("a.txt.gz", gzip.compress(b"0" * (20 << 20)), "far larger unpacked than its size lets", id="bomb"),
    ],
)
def test_a_broken_compressed_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    (error,) = read_transcripts(tmp_path / name)
    assert isinstance(error, TranscriptError)
    assert message in str(error)


def test_lines_before_the_damage_are_read(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.gz"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    whole = packer.compress(FILES["0003.jsonl"] * 5000) + packer.flush(zlib.Z_FULL_FLUSH)
    path.write_bytes(whole + b"\xff\xff\xff\xff")
    *read, error = read_transcripts(path)
    assert len(read) > 1000
    assert "damaged" in str(error)


class TestNames:
    """Names of members are as people wrote them."""

    def _renamed(self, path: Path, name: bytes) -> Path:
        """A zip as older programs write it: the bytes of the name in their own encoding, and no word of which."""
        placeholder = b"x" * len(name)
        as_zip(path, {placeholder.decode(): TALK})
        path.write_bytes(path.read_bytes().replace(placeholder, name))
        return path

    @pytest.mark.parametrize(
        ("name", "encoding"),
        [
            pytest.param("三月/客服小王的录音.txt", "gbk", id="GBK"),
            pytest.param("三月/客服的錄音檔.txt", "big5", id="Big5"),
            pytest.param("三月/客服小王的录音.txt", "utf-8", id="UTF-8 untold"),
            pytest.param("été/appel.txt", "cp437", id="what DOS had"),
        ],
    )
    def test_in_a_zip(self, tmp_path: Path, name: str, encoding: str) -> None:
        path = self._renamed(tmp_path / "calls.zip", name.encode(encoding))
        assert told(read_all(path)) == [f"{path}!/{name}"]

    def test_in_a_zip_that_tells(self, tmp_path: Path) -> None:
        path = as_zip(tmp_path / "calls.zip", {"三月/录音.txt": TALK})
        assert told(read_all(path)) == [f"{path}!/三月/录音.txt"]

    def test_in_a_tar(self, tmp_path: Path) -> None:
        path = tmp_path / "calls.tar"
        with tarfile.open(path, "w", format=tarfile.GNU_FORMAT, encoding="gbk") as archive:
            info = tarfile.TarInfo("三月/客服小王的录音.txt")
            info.size = len(TALK)
            archive.addfile(info, io.BytesIO(TALK))
        assert told(read_all(path)) == [f"{path}!/三月/客服小王的录音.txt"]

    def test_backslashes_and_what_a_terminal_would_obey(self, tmp_path: Path) -> None:
        path = self._renamed(tmp_path / "calls.zip", b"march\\\x1b[2J.txt")
        assert told(read_all(path)) == [f"{path}!/march/\ufffd[2J.txt"]


class TestBroken:
    """What cannot be read is told, and the others are read."""

    @pytest.mark.parametrize("name", ["calls.zip", "calls.tar", "calls.tgz"])
    @pytest.mark.parametrize("data", [b"", b"no archive at all", b"\x1f\x8b\x08", b"PK\x05\x06"])
    def test_no_archive(self, tmp_path: Path, name: str, data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        (error,) = read_all(tmp_path / name)
        assert str(error) == f"{tmp_path / name}: the archive is damaged; pack it again"

    def test_a_member_with_a_wrong_check_sum(self, tmp_path: Path) -> None:
        path = tmp_path / "calls.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(3):
                archive.writestr(f"{number}.txt", f"客服：您好{number}")
        path.write_bytes(path.read_bytes().replace("您好1".encode(), "您好7".encode()))
        assert told(read_all(path)) == [
            f"{path}!/0.txt",
            f"{path}!/1.txt: the archive is damaged; pack it again",
            f"{path}!/2.txt",
        ]

    @pytest.mark.parametrize("byte", [b"\xff", b"x"], ids=["no UTF-8", "another"])
    def test_a_member_whose_own_name_is_broken(self, tmp_path: Path, byte: bytes) -> None:
        path = as_zip(tmp_path / "calls.zip", {"录音.txt": TALK, "z.txt": TALK})
        path.write_bytes(path.read_bytes().replace("录音".encode(), byte * 6, 1))
        assert told(read_all(path)) == [f"{path}!/z.txt", f"{path}!/录音.txt: the archive is damaged; pack it again"]

    def test_an_encrypted_member(self, tmp_path: Path) -> None:
        path = as_zip(tmp_path / "calls.zip", {"0001.txt": TALK, "0002.txt": TALK})
        data = bytearray(path.read_bytes())
        place = data.index(b"PK\x01\x02")
        data[place + 8] |= 1
        path.write_bytes(data)
        assert told(read_all(path)) == [
            f"{path}!/0001.txt: encrypted; unpack the archive first",
            f"{path}!/0002.txt",
        ]

    def test_an_unusual_compression(self, tmp_path: Path) -> None:
        path = tmp_path / "calls.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("0001.txt", TALK)
        assert told(read_all(path)) == [f"{path}!/0001.txt: compressed in an unusual way; unpack the archive first"]

    @pytest.mark.parametrize(("name", "pack"), [("calls.zip", as_zip), ("calls.tar.gz", as_tar)])
    @pytest.mark.parametrize("inner", ["more.zip", "more.tar.gz", "0001.txt.gz"])
    def test_an_archive_within(self, tmp_path: Path, name: str, pack: Pack, inner: str) -> None:
        path = pack(tmp_path / name, {inner: b"PK", "z.txt": TALK})
        assert told(read_all(path)) == [
            f"{path}!/{inner}: an archive within an archive; unpack it first",
            f"{path}!/z.txt",
        ]

    @pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
    @pytest.mark.parametrize("name", ["calls.tar", "calls.tar.gz"])
    def test_a_tar_cut_off(self, tmp_path: Path, name: str, keep: float) -> None:
        talks = {f"{number:04}.txt": TALK + b"%08d" % (number * 7919) * 200 for number in range(200)}
        path = as_tar(tmp_path / name, talks)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * keep)])
        *read, error = read_all(path)
        assert 0 < len(read) < 200
        assert read == [Source(f"{path}!/{member}", data) for member, data in list(talks.items())[: len(read)]]
        assert str(error) == f"{path}: the archive is damaged; pack it again"

    def test_a_tar_with_a_broken_header(self, tmp_path: Path) -> None:
        path = as_tar(tmp_path / "calls.tar", {"1.txt": TALK, "2.txt": TALK})
        data = bytearray(path.read_bytes())
        data[1024 + 148] = 0x7F
        path.write_bytes(data)
        assert told(read_all(path)) == [f"{path}!/1.txt", f"{path}: the archive is damaged; pack it again"]

    def test_links_are_passed_over(self, tmp_path: Path) -> None:
        path = tmp_path / "calls.tar"
        with tarfile.open(path, "w") as archive:
            link = tarfile.TarInfo("0001.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        assert told(read_all(path)) == [f"{path}: no transcripts in this archive"]

    def test_a_missing_archive(self, tmp_path: Path) -> None:
        (error,) = read_all(tmp_path / "calls.zip")
        assert str(error).startswith(f"{tmp_path / 'calls.zip'}: cannot be read: ")


def _bytes_of(pack: Pack, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return pack(Path(folder) / name, {"a/1.txt": TALK, "录音/2.txt": TALK * 9}).read_bytes()


_WHOLE = {name: _bytes_of(as_zip if name.endswith("zip") else as_tar, name) for name in ("c.zip", "c.tar", "c.tgz")}


@settings(max_examples=300)
@given(
    name=st.sampled_from(sorted(_WHOLE)),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    keep=st.floats(0, 1),
)
def test_any_damage_is_told_and_never_raised(name: str, changes: list[tuple[float, int]], keep: float) -> None:
    data = bytearray(_WHOLE[name])
    for place, byte in changes:
        data[int(place * len(data))] = byte
    for item in members(Source(name, bytes(data[: int(len(data) * keep)]))):
        assert isinstance(item, Source | TranscriptError)


TALKS = {f"{number}.txt": TALK * 40 for number in range(5)}


class TestBounds:
    """No archive takes more than its share."""

    @pytest.mark.parametrize(("name", "pack"), [("calls.zip", as_zip), ("calls.tar", as_tar), ("calls.tgz", as_tar)])
    @pytest.mark.parametrize(
        ("bounds", "read", "message"),
        [
            pytest.param(Bounds(), 5, "", id="none is reached"),
            pytest.param(Bounds(member=len(TALK) * 40), 5, "", id="as large as can be"),
            pytest.param(Bounds(member=len(TALK) * 40 - 1), 0, ".txt: larger than 0 MiB unpacked", id="member"),
        ],
    )
    def test_of_a_member(self, tmp_path: Path, name: str, pack: Pack, bounds: Bounds, read: int, message: str) -> None:
        found = list(members(str(pack(tmp_path / name, TALKS)), bounds=bounds))
        assert sum(isinstance(item, Source) for item in found) == read
        assert len(found) == 5
        assert all(message in str(item) for item in found)

    @pytest.mark.parametrize(("name", "pack"), [("calls.zip", as_zip), ("calls.tar", as_tar), ("calls.tgz", as_tar)])
    def test_of_their_number(self, tmp_path: Path, name: str, pack: Pack) -> None:
        *_, error = members(str(pack(tmp_path / name, TALKS)), bounds=Bounds(members=4))
        assert str(error).endswith("more than 4 members; unpack the archive first")

    @pytest.mark.parametrize(("name", "pack"), [("calls.zip", as_zip), ("calls.tgz", as_tar)])
    def test_of_the_ratio(self, tmp_path: Path, name: str, pack: Pack) -> None:
        path = pack(tmp_path / name, {"0.txt": TALK, "1.txt": b"0" * (4 << 20), "2.txt": TALK})
        *read, error = members(str(path), bounds=Bounds(small=1 << 20))
        assert [item.name for item in read if isinstance(item, Source)] == [f"{path}!/0.txt"]
        assert str(error).startswith(f"{path}: far larger unpacked than its size lets expect")

    def test_a_size_that_lies(self, tmp_path: Path) -> None:
        path = as_zip(tmp_path / "calls.zip", {"0.txt": b"0" * (1 << 20)})
        data = path.read_bytes().replace((1 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
        path.write_bytes(data)
        assert told(read_all(path)) == [f"{path}!/0.txt: the archive is damaged; pack it again"]

    @pytest.mark.parametrize("name", ["bomb.zip", "bomb.tgz"])
    def test_a_bomb_takes_no_memory(self, tmp_path: Path, name: str) -> None:
        """A gigabyte of zeros, beside which the process stays small."""
        _bomb(tmp_path / name, 1 << 30)
        code = "import sys; from servicelint.readers.archives import members\n[print(item) for item in members(sys.argv[1])]"
        done = subprocess.run(
            [sys.executable, "-c", code, tmp_path / name],
            capture_output=True,
            encoding="utf-8",
            check=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29)),
        )
        assert "larger" in done.stdout
        assert len(done.stdout.splitlines()) == 1


def _bomb(path: Path, size: int) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("0.txt", "w") as out:
            for _ in range(size >> 24):
                out.write(bytes(1 << 24))
        return
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        info = tarfile.TarInfo("0.mp3")
        info.size = size
        tar.addfile(info, _Zeros())


class _Zeros(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return bytes(size)


def test_expanded_in_place_and_only_when_asked_for(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "calls.zip", {"1.txt": TALK, "2.txt": TALK})
    error = read_all(tmp_path / "no.zip")[0]
    items = expand(["a.txt", str(path), Source("x.tar", b""), error, str(tmp_path / "gone.zip")])
    assert next(items) == "a.txt"
    assert next(items) == Source(f"{path}!/1.txt", TALK)
    assert next(items) == Source(f"{path}!/2.txt", TALK)
    assert told([next(items)]) == ["x.tar: the archive is damaged; pack it again"]
    assert next(items) is error
    assert "gone.zip: cannot be read" in str(next(items))


def test_an_archive_without_transcripts_is_an_error_where_it_is_named(tmp_path: Path) -> None:
    path = str(as_zip(tmp_path / "voices.zip", {"0001.mp3": b"\xff\xfb"}))
    assert told(list(expand([path]))) == [f"{path}: no transcripts in this archive"]
    assert list(expand([path], named=())) == []
    assert told(list(expand([path], named={path}))) == [f"{path}: no transcripts in this archive"]


def test_ignored_members_are_passed_over(tmp_path: Path) -> None:
    path = str(as_zip(tmp_path / "calls.zip", {"a/1.txt": TALK, "b/2.txt": TALK}))
    assert told(list(expand([path], ignored=lambda name: name == f"{path}/a/1.txt"))) == [f"{path}!/b/2.txt"]
    assert list(expand([path], ignored=lambda name: True)) == []
