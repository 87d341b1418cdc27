"""servicelint.yaml: what it may say, and that everything wrong with it is told at once, with its place."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from servicelint.configuration import Configuration, RecordsSource, find_configuration, load_configuration
from servicelint.errors import ConfigurationError, UsageError
from servicelint.readers import ReaderOptions

SCHEMA = Draft202012Validator(
    json.loads(files("servicelint.schemas").joinpath("configuration.schema.json").read_text(encoding="utf-8"))
)
FULL = """\
packs: [benq, mine.yaml]
exclude: ["*.bak.txt", 草稿/]
input_format: text
speakers: {"1": agent, SPEAKER_00: customer, 小王: agent}
channels: {0: agent, 1: customer}
columns: {text: 说话内容}
infer_roles: false
records: {file: calls.csv, id_column: 流水号}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mine.yaml").write_text("pack: mine\nrules: []\n", encoding="utf-8")
    (tmp_path / "calls.csv").write_text("流水号\n1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(text: str, name: str = "servicelint.yaml") -> Configuration:
    Path(name).write_text(text, encoding="utf-8")
    return load_configuration(name)


def test_all_that_it_can_say(folder: Path) -> None:
    assert load(FULL) == Configuration(
        packs=("benq", "mine.yaml"),
        exclude=("*.bak.txt", "草稿/"),
        records=RecordsSource("calls.csv", "流水号"),
        options=ReaderOptions(
            format="text",
            speakers={"1": "agent", "SPEAKER_00": "customer", "小王": "agent"},
            channels={0: "agent", 1: "customer"},
            columns={"text": "说话内容"},
            infer_roles=False,
        ),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}\n", "\ufeff"])
def test_nothing_said(folder: Path, text: str) -> None:
    assert load(text) == Configuration()


def test_paths_are_seen_from_the_file(folder: Path) -> None:
    work = folder / "work" / "deep"
    work.mkdir(parents=True)
    Path("servicelint.yaml").write_text(FULL, encoding="utf-8")
    os.chdir(work)
    configuration = load_configuration("../../servicelint.yaml")
    assert configuration.packs == ("benq", "../../mine.yaml")
    assert configuration.records == RecordsSource("../../calls.csv", "流水号")


def test_the_nearest_one_upwards_counts(folder: Path) -> None:
    near = folder / "team" / "calls"
    near.mkdir(parents=True)
    (folder / "servicelint.yaml").write_text("", encoding="utf-8")
    assert find_configuration(near) == folder / "servicelint.yaml"
    (folder / "team" / "servicelint.yaml").write_text("", encoding="utf-8")
    (near / "servicelint.yaml").mkdir()  # a folder of that name is none
    assert find_configuration(near) == folder / "team" / "servicelint.yaml"


def test_everything_wrong_is_told_at_once_in_order(folder: Path) -> None:
    text = """\
packs: [benq, benqq]
speaker: {A: agent}
speakers: {A: agnet, B: [agent]}
channels: {left: agent}
infer_roles: often
input_format: txt
exclude: {a: b}
records: {file: none.csv, id: x}
columns: [text]
"""
    with pytest.raises(ConfigurationError) as caught:
        load(text)
    told = str(caught.value).splitlines()
    assert [line.split(" ", 1)[0] for line in told] == [
        "servicelint.yaml:1:15:",
        "servicelint.yaml:2:1:",
        "servicelint.yaml:3:15:",
        "servicelint.yaml:3:25:",
        "servicelint.yaml:4:12:",
        "servicelint.yaml:5:14:",
        "servicelint.yaml:6:15:",
        "servicelint.yaml:7:10:",
        "servicelint.yaml:8:17:",
        "servicelint.yaml:8:27:",
        "servicelint.yaml:9:10:",
    ]
    assert "no pack 'benqq' (did you mean 'benq'?)" in told[0]
    assert told[1] == "servicelint.yaml:2:1: unknown key 'speaker' (did you mean 'speakers'?)"
    assert "not 'agnet' (did you mean 'agent'?)" in told[2]
    assert "'channels' are numbers, 0 or more; not 'left'" in told[4]
    assert "no transcript format 'txt' (did you mean 'text'?)" in told[6]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("- packs", "servicelint.yaml:1:1: must be a mapping", id="a list"),
        pytest.param("packs: [benq\nexclude: x", "servicelint.yaml:2:8: not valid YAML", id="broken YAML"),
        pytest.param("packs: benq\npacks: haier\n", "servicelint.yaml:2:1: duplicate key 'packs'", id="a key twice"),
        pytest.param("packs:\n", "servicelint.yaml:1:1: 'packs' is empty", id="a key without a value"),
    ],
)
def test_what_is_no_configuration(folder: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(text)
    assert str(caught.value).startswith(message)


def test_files_that_cannot_be_read(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.yaml: the configuration cannot be read: No such file"):
        load_configuration("none.yaml")
    Path("gbk.yaml").write_bytes("packs: [明基]".encode("gbk"))
    with pytest.raises(ConfigurationError, match=r"gbk\.yaml: not UTF-8 at byte 8"):
        load_configuration("gbk.yaml")


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        pytest.param(yaml.safe_load(FULL), True, id="everything"),
        pytest.param({}, True, id="nothing"),
        pytest.param(None, True, id="an empty file"),
        pytest.param({"packs": "benq"}, True, id="one pack"),
        pytest.param({"packs": []}, True, id="no packs"),
        pytest.param({"packs": {"benq": True}}, False, id="packs as a mapping"),
        pytest.param({"pack": "benq"}, False, id="unknown key"),
        pytest.param({"speakers": {"A": "agent"}}, True, id="a speaker"),
        pytest.param({"speakers": {"A": "boss"}}, False, id="unknown role"),
        pytest.param({"speakers": ["A"]}, False, id="speakers as a list"),
        pytest.param({"channels": {"0": "system"}}, True, id="a channel"),
        pytest.param({"channels": {"-1": "agent"}}, False, id="a channel below 0"),
        pytest.param({"channels": {"left": "agent"}}, False, id="a channel by name"),
        pytest.param({"columns": {"text": ["a", "b"]}}, False, id="a column by two names"),
        pytest.param({"infer_roles": True}, True, id="a flag"),
        pytest.param({"infer_roles": "yes"}, False, id="a word as a flag"),
        pytest.param({"input_format": "jsonl"}, True, id="a format"),
        pytest.param({"input_format": ["text"]}, False, id="several formats"),
        pytest.param({"records": {"file": "calls.csv"}}, True, id="records without a column"),
        pytest.param({"records": {"id_column": "流水号"}}, False, id="records without a file"),
        pytest.param({"records": "calls.csv"}, False, id="records as a text"),
        pytest.param({"records": {"file": "calls.csv", "sheet": 1}}, False, id="unknown key of records"),
        pytest.param({"exclude": [["a"]]}, False, id="a list of lists"),
    ],
)
def test_schema_and_parser_agree(folder: Path, document: dict[str, Any] | None, valid: bool) -> None:
    instance = json.loads(json.dumps(document))  # keys as texts, as JSON has them
    assert SCHEMA.is_valid(instance) == valid
    text = "" if document is None else yaml.safe_dump(document, allow_unicode=True)
    if valid:
        load(text)
    else:
        with pytest.raises(ConfigurationError):
            load(text)


def test_schema_and_parser_know_the_same_keys(folder: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load("zzz: 1\n" + FULL)
    assert [problem.message for problem in caught.value.problems] == ["unknown key 'zzz'"]
    assert set(SCHEMA.schema["properties"]) == set(yaml.safe_load(FULL))  # type: ignore[index]
