"""Tables of records: which row belongs to a transcript, and what is wrong with a table."""

from __future__ import annotations

import pickle
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from servicelint.errors import RecordsError, TranscriptError, UsageError
from servicelint.readers.records import RecordTable, Unused, read_records

ROWS = [
    ["流水号", "坐席", "开始时间", "挂机方", "振铃次数", "等级"],
    ["0017", "B102", "2026-03-02 09:00:00", "客户", "2", "VIP"],
    ["0018", "B103", "2026-03-02 09:30:00", "客服", "4", ""],
]


def csv(path: Path, rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> str:
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    return str(path)


def xlsx(path: Path, rows: list[list[object]]) -> str:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    table = read_records(csv(tmp_path / "calls.csv", ROWS, encoding, delimiter))
    assert table.facts("0017", "a.txt") == {
        "agent": "B102",
        "started_at": "2026-03-02T09:00:00",
        "hangup_by": "customer",
        "rings": 2,
        "等级": "VIP",
    }
    assert "等级" not in table.facts("0018", "a.txt")
    assert table.facts("0019", "a.txt") == {}


def test_xlsx(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "calls.xlsx",
        [
            ["通话ID", "工号", "开始时间", "满意度"],
            [17, 1007, datetime(2026, 3, 2, 9), 90],
            [None, None],
            ["x.wav", "A", None],
        ],
    )
    table = read_records(path)
    assert table.facts("17", "a.txt") == {"agent": 1007, "started_at": "2026-03-02T09:00:00", "satisfaction": 90}
    assert table.facts("x", "a.txt") == {"agent": "A"}, "a recording is named without its suffix"


@pytest.mark.parametrize(
    ("identity", "path", "agent"),
    [
        pytest.param("0017", "calls/other.txt", "B102", id="id"),
        pytest.param("unknown", "calls/0018.txt", "B103", id="name of the file"),
        pytest.param("0017", "calls/0018.txt", "B102", id="id before name"),
        pytest.param("unknown", "calls.zip!/0018.txt", "B103", id="member of an archive"),
    ],
)
def test_how_rows_are_joined(tmp_path: Path, identity: str, path: str, agent: str) -> None:
    assert read_records(csv(tmp_path / "calls.csv", ROWS)).facts(identity, path)["agent"] == agent


def test_the_column_of_ids_can_be_named(tmp_path: Path) -> None:
    path = csv(tmp_path / "calls.csv", [["流水号", "客戶單號", "坐席"], ["1", "a", "A"], ["1", "b", "B"]])
    table = read_records(path, "客户单号")
    assert table.facts("b", "")["agent"] == "B"
    with pytest.raises(UsageError, match="no column '单号2'; there are 流水号, 客戶單號, 坐席"):
        read_records(path, "单号2")


def test_a_column_of_ids_must_be_told(tmp_path: Path) -> None:
    path = csv(tmp_path / "calls.csv", [["档案", "坐席"], ["1", "A"]])
    with pytest.raises(UsageError, match=r"which column has the ids.* there are 档案, 坐席"):
        read_records(path)


def test_all_rows_without_an_id_of_their_own_are_told(tmp_path: Path) -> None:
    rows = [["流水号", "坐席"], ["1", "A"], ["", "B"], ["1", "C"], ["2", "D"], ["2", "E"]]
    with pytest.raises(RecordsError) as caught:
        read_records(csv(tmp_path / "calls.csv", rows))
    told = [(problem.line, problem.column, problem.message) for problem in caught.value.problems]
    assert told == [
        (3, 1, "the row has no id; give it one or delete it"),
        (4, 1, "the id '1' is that of row 2 too; keep one of them"),
        (6, 1, "the id '2' is that of row 5 too; keep one of them"),
    ]


def test_a_time_that_is_none_is_the_error_of_its_transcript(tmp_path: Path) -> None:
    path = csv(tmp_path / "calls.csv", [["流水号", "开始时间"], ["1", "昨天"], ["2", "2026-03-02"]])
    table = read_records(path)
    assert table.facts("2", "") == {"started_at": "2026-03-02"}
    with pytest.raises(TranscriptError, match=r"calls\.csv:2:1: started_at: '昨天' is no time"):
        table.facts("1", "")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("none.csv", None, "the records cannot be read: No such file", id="missing"),
        pytest.param("calls.csv", b"", "the table of records is empty", id="empty"),
        pytest.param("calls.csv", b"\n \n", "the table of records is empty", id="blank"),
        pytest.param("calls.xlsx", b"PK\x03\x04 no workbook", "damaged", id="a broken workbook"),
        pytest.param("calls.pdf", b"%PDF", "a table of records is a .csv or an .xlsx file", id="another kind of file"),
        pytest.param("calls.csv", '流水号,坐席\n1,"A\n'.encode(), "calls.csv:2:1: the quote", id="an open quote"),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_records(str(path))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        pytest.param("满意度", ["5", "4", "3"], "满意度", id="stars"),
        pytest.param("满意度", ["5", "88", "3"], "satisfaction", id="out of a hundred"),
        pytest.param("satisfaction", ["5", "4"], "satisfaction", id="under our own name"),
        pytest.param("满意度", ["满意", "一般"], "满意度", id="in words"),
    ],
)
def test_stars_are_no_satisfaction_out_of_a_hundred(tmp_path: Path, name: str, values: list[str], field: str) -> None:
    rows = [["id", name], *([str(number), value] for number, value in enumerate(values))]
    table = read_records(csv(tmp_path / "calls.csv", rows))
    assert list(table.facts("0", "")) == [field]
    assert bool(table.warnings) == (values[0] == "5" and field == "满意度")


def test_records_without_a_transcript_are_counted(tmp_path: Path) -> None:
    unused = Unused(read_records(csv(tmp_path / "calls.csv", [*ROWS, *([f"x{n}", "A"] for n in range(4))])))
    assert unused.warning is not None
    assert unused.warning.endswith("calls.csv: 6 of 6 records have no transcript: 0017, 0018, x0, …")
    for identity in ("0017", "0018", "x0", "x1", "x2"):
        unused.saw(identity, "")
    assert unused.warning is not None
    assert unused.warning.endswith("calls.csv: 1 of 6 records have no transcript: x3")
    unused.saw("", "calls/x3.txt")
    assert unused.warning is None


def test_tables_go_to_other_processes(tmp_path: Path) -> None:
    table = read_records(csv(tmp_path / "calls.csv", ROWS))
    copy = pickle.loads(pickle.dumps(table))
    assert isinstance(copy, RecordTable)
    assert copy == table
