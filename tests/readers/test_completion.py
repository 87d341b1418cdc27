"""What stands beside a transcript file, and which of several facts and roles count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from servicelint.errors import TranscriptError
from servicelint.readers import FileReader, ReaderOptions, read_transcript, read_transcripts
from servicelint.readers.records import read_records
from servicelint.transcript import Role, Transcript

TALK = "客服：您好\n客户：喂\n"
OWN = "---\nagent: own\n---\n" + TALK


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "0017.meta.yaml", "channel: call\nrings: 3\nconnected: true\nstarted_at: 2026-03-02T10:00\n", id="yaml"
        ),
        pytest.param(
            "0017.meta.yml", "{channel: call, rings: 3, connected: true, started_at: 2026-03-02T10:00}", id="yml"
        ),
        pytest.param(
            "0017.meta.json",
            '\ufeff{"channel": "call", "rings": 3, "connected": true, "started_at": "2026-03-02T10:00"}',
            id="json",
        ),
    ],
)
def test_a_record_beside_a_transcript(folder: Path, name: str, text: str) -> None:
    write(name, text)
    transcript = read_transcript(write("0017.txt", TALK))
    assert transcript.record == {"channel": "call", "rings": 3, "connected": True, "started_at": "2026-03-02T10:00"}


def test_own_facts_count_most_then_the_file_beside_then_the_table(folder: Path) -> None:
    write("a.meta.yaml", "agent: beside\nteam: beside\n")
    write("calls.csv", "id,agent,team,channel\na,table,table,call\nb,table,table,call\n")
    reader = FileReader(ReaderOptions(records=read_records("calls.csv")))
    (a,) = reader.read(write("a.txt", OWN))
    (b,) = reader.read(write("b.txt", OWN))
    assert isinstance(a, Transcript)
    assert isinstance(b, Transcript)
    assert a.record == {"agent": "own", "team": "beside", "channel": "call"}
    assert b.record == {"agent": "own", "team": "table", "channel": "call"}


def test_an_empty_fact_of_its_own_is_none(folder: Path) -> None:
    write("a.meta.yaml", "agent: beside\n")
    assert read_transcript(write("a.txt", OWN.replace("own", ""))).record["agent"] == "beside"


@pytest.mark.parametrize(
    ("own", "identity"),
    [pytest.param("", "K-9", id="none of its own"), pytest.param("---\nid: X\n---\n", "X", id="one of its own")],
)
def test_the_id_beside_a_transcript(folder: Path, own: str, identity: str) -> None:
    write("a.meta.yaml", "id: K-9\n")
    write("calls.csv", "id,team\nK-9,red\nX,blue\n")
    options = ReaderOptions(records=read_records("calls.csv"))
    transcript = read_transcript(write("a.txt", own + TALK), options=options)
    assert transcript.id == identity
    assert transcript.record["team"] == {"K-9": "red", "X": "blue"}[identity]


def test_a_file_of_several_talks_has_one_record_beside_it(folder: Path) -> None:
    write("day.meta.yaml", "channel: chat\nid: no\n")
    line = '{"id": "%s", "turns": [{"role": "agent", "text": "您好"}]}\n'
    talks = list(read_transcripts(write("day.jsonl", line % "a" + line % "b")))
    assert all(isinstance(talk, Transcript) for talk in talks)
    assert [(talk.id, talk.record["channel"]) for talk in talks if isinstance(talk, Transcript)] == [
        ("a", "chat"),
        ("b", "chat"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        pytest.param("b.meta.yaml", "channel: call\nagent: [x\n", "b.meta.yaml:3:1: not valid YAML", id="broken YAML"),
        pytest.param("b.meta.yaml", "- a\n", "b.meta.yaml:1:1: must be a mapping", id="a list"),
        pytest.param(
            "b.meta.yaml", "a: 1\nstarted_at: 昨天\n", "b.meta.yaml:2:1: started_at: '昨天' is no time", id="a time"
        ),
        pytest.param("b.meta.json", '{"a": 1,\n "b"}', "b.meta.json:2:5: not valid JSON", id="broken JSON"),
        pytest.param("b.meta.json", "[1]", "b.meta.json:1:1: a record is an object", id="a JSON list"),
        pytest.param(
            "b.meta.json", '{\n"started_at": "x"}', "b.meta.json:2:1: started_at: 'x' is no", id="a JSON time"
        ),
        pytest.param(
            "b.meta.json", '{"a": ' + "[" * 30 + "]" * 30 + "}", "b.meta.json:1:1: a value of the record", id="deep"
        ),
    ],
)
def test_a_bad_record_costs_its_transcript_only(folder: Path, name: str, text: str, error: str) -> None:
    write(name, text)
    reader = FileReader()
    results = [next(reader.read(write(f"{name}.txt", TALK))) for name in "abc"]
    assert [isinstance(result, TranscriptError) for result in results] == [False, True, False]
    assert str(results[1]).startswith(error)


def test_two_records_beside_a_transcript_are_one_too_many(folder: Path) -> None:
    write("a.meta.yaml", "agent: A\n")
    write("a.meta.json", '{"agent": "B"}')
    (result,) = read_transcripts(write("a.txt", TALK))
    assert str(result) == "a.txt: has several records beside it, a.meta.yaml and a.meta.json; keep one"


def test_many_files_are_looked_for_with_one_listing_of_their_folder(folder: Path) -> None:
    reader = FileReader()
    paths = [write(f"calls/{number}.txt", TALK) for number in range(9)]
    write("calls/3.meta.yaml", "agent: three\n")
    agents = [talk.record.get("agent") for path in paths for talk in reader.read(path) if isinstance(talk, Transcript)]
    assert agents == [None] * 3 + ["three"] + [None] * 5
    write("calls/5.meta.yaml", "agent: five\n")  # comes too late for this reader: the folder is not looked at again
    (late,) = reader.read(paths[5])
    (anew,) = FileReader().read(paths[5])
    assert isinstance(late, Transcript)
    assert isinstance(anew, Transcript)
    assert (late.record, anew.record) == ({}, {"agent": "five"})


VENDOR = "SPEAKER_00：很高兴为您服务，请问有什么可以帮您？\nSPEAKER_01：我家洗衣机坏了，你们怎么还不来\nSPEAKER_00：请您稍等\n"


@pytest.mark.parametrize(
    ("options", "expected", "inferred"),
    [
        pytest.param({}, ["agent", "customer", "agent"], True, id="inferred"),
        pytest.param({"infer_roles": False}, ["unknown"] * 3, False, id="not inferred"),
        pytest.param(
            {"speakers": {"speaker_00": "customer", "SPEAKER_01": "agent"}},
            ["customer", "agent", "customer"],
            False,
            id="the user knows better",
        ),
        pytest.param({"speakers": {"SPEAKER_00": "system"}}, ["system", "unknown", "system"], False, id="one mapped"),
    ],
)
def test_roles(folder: Path, options: dict[str, object], expected: list[Role], inferred: bool) -> None:
    transcript = read_transcript(write("a.txt", VENDOR), options=ReaderOptions(**options))  # type: ignore[arg-type]
    assert [turn.role for turn in transcript.turns] == expected
    assert set(transcript.inferred_roles) == ({"SPEAKER_00", "SPEAKER_01"} if inferred else set())
    assert bool(transcript.warnings) == ("unknown" in expected)


@pytest.mark.parametrize(
    ("options", "label", "role"),
    [
        pytest.param(ReaderOptions(speakers={"1": "agent"}), "1", "agent", id="a number as the label"),
        pytest.param(ReaderOptions(speakers={"1": "agent"}), "speaker 1", "agent", id="a number that a vendor gives"),
        pytest.param(ReaderOptions(channels={1: "customer"}), "channel 1", "customer", id="a channel"),
        pytest.param(ReaderOptions(speakers={"小王": "agent"}), "小王", "agent", id="a name"),
        pytest.param(
            ReaderOptions(speakers={"channel 1": "agent"}, channels={1: "customer"}), "channel 1", "agent", id="a label"
        ),
    ],
)
def test_roles_of_numbers_and_channels(folder: Path, options: ReaderOptions, label: str, role: Role) -> None:
    path = write("a.json", json.dumps({"turns": [{"label": label, "text": "喂"}]}))
    assert [turn.role for turn in read_transcript(path, options=options).turns] == [role]
