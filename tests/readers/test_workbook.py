"""Workbooks of Excel: sheets, cells with values of their own, and files that cannot be read."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from servicelint.transcript import Transcript
from tests.readers.reading import problem, read, short, talk

_NINE = datetime(2026, 3, 1, 9, 0, 0)


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of sheets by name."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


TURNS: list[list[object]] = [
    ["通话记录"],
    [],
    ["流水号", "角色", "内容", "时间", "坐席工号"],
    [17, "客服", "您好\n在的，不知道", _NINE, 17],
    [None, "客户", 110, _NINE + timedelta(seconds=7), 17],
    [18.0, "客户", "喂", _NINE, "B7"],
]


def test_a_row_a_turn() -> None:
    first, second = read("table", book(Sheet1=TURNS))
    assert isinstance(first, Transcript)
    assert isinstance(second, Transcript)
    assert (first.id, second.id) == ("17", "18")
    assert short(first) == [("agent", "您好\n在的，不知道", 0.0, 4, 1), ("customer", "110", 7.0, 5, 1)]
    assert [turn.pointer for turn in first.turns] == ["Sheet1!C4", "Sheet1!C5"]
    assert first.turns[0].place(first.turns[0].text.index("不知道")) == (4, 7)
    assert first.record == {"agent": 17, "started_at": "2026-03-01T09:00:00"}
    assert second.record == {"agent": "B7", "started_at": "2026-03-01T09:00:00"}


def test_every_sheet_with_a_header_is_read() -> None:
    data = book(
        一月=[["角色", "内容"], ["客服", "好"]],
        说明=[["版本", 2]],
        空=[],
        二月=[["id", "对话内容"], ["x", "客服：好"], ["y", "客户：喂"]],
    )
    results = [result for result in read("table", data, "q1.xlsx") if isinstance(result, Transcript)]
    assert [(one.id, one.turns[0].pointer) for one in results] == [
        ("q1#一月", "一月!B2"),
        ("x", "二月!B2"),
        ("y", "二月!B3"),
    ]


@pytest.mark.parametrize(
    ("start", "seconds"),
    [
        pytest.param([time(0, 0, 3), time(0, 0, 5)], [3.0, 5.0], id="times"),
        pytest.param([timedelta(seconds=3), timedelta(seconds=5)], [3.0, 5.0], id="durations"),
        pytest.param([3210, 9000], [3.21, 9.0], id="milliseconds"),
        pytest.param([3.5, 5], [3.5, 5.0], id="seconds"),
        pytest.param(["00:03", "00:05"], [3.0, 5.0], id="text"),
        pytest.param([time(9, 0, 3), time(9, 0, 5)], [0.0, 2.0], id="times of day"),
    ],
)
def test_starts(start: Sequence[object], seconds: list[float]) -> None:
    data = book(a=[["role", "text", "start"], *(["agent", "这句话有八个字", one] for one in start)])
    assert [turn.start for turn in talk("table", data).turns] == seconds


def test_a_talk_in_a_cell_keeps_to_its_row() -> None:
    data = book(**{"My sheet": [["id", "text"], ["x", "客服：您好_x000D_\n客户：喂\n在吗"]]})
    transcript = talk("table", data)
    assert short(transcript) == [("agent", "您好", None, 2, 4), ("customer", "喂\n在吗", None, 2, 17)]
    assert {turn.pointer for turn in transcript.turns} == {"'My sheet'!B2"}
    assert transcript.turns[1].place(2) == (2, 19)


def test_columns_past_z() -> None:
    row = [["x"] * 27 + ["text", "role"], ["x"] * 27 + ["好", "agent"]]
    assert talk("table", book(s=row)).turns[0].pointer == "s!AB2"


def test_the_values_of_formulas_are_read() -> None:
    data = book(s=[["role", "text"], ["agent", "您好"]])
    with_formula = book(s=[["role", "text"], ["agent", '="您"&"好"']])
    assert talk("table", data).turns[0].text == "您好"
    assert talk("table", with_formula).turns[0].text == ""  # nobody has worked it out


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(book(s=[["a", "b"]]), "talk.dat: s: no column of a known name holds what is said", id="no header"),
        pytest.param(book(s=[]), "talk.dat: no turns: the workbook is empty", id="empty"),
        pytest.param(
            book(s=TURNS)[:3000], "talk.dat: the workbook is damaged or cut off, export it again", id="cut off"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "talk.dat: a workbook of Excel 97 or one with a password; save it as .xlsx without a password",
            id="old",
        ),
        pytest.param(
            book(s=[["角色", "内容", "预约时间"], ["客服", "好", "改天"]]),
            "talk.dat:2:1: s!A2: appointment_at: '改天' is no time",
            id="a time of the record",
        ),
    ],
)
def test_errors(data: bytes, message: str) -> None:
    assert problem("table", data).startswith(message)


def test_without_openpyxl_the_user_is_told_what_to_install(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(s=TURNS))
    (tmp_path / "openpyxl.py").write_text("raise ImportError('not installed')", encoding="utf-8")
    code = f"from servicelint.readers import read_transcripts; print(*read_transcripts({str(path)!r}))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert (
        shown.stdout.strip() == f"{path}: workbooks need openpyxl: pip install 'servicelint[xlsx]', or save it as CSV"
    )


def test_openpyxl_is_imported_for_workbooks_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("角色,内容\n客服,好\n", encoding="utf-8")
    code = (
        "import sys; from servicelint.readers import read_transcript; "
        f"read_transcript({str(path)!r}); print('openpyxl' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
