"""Cells of delimited text, with the line and column of each."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicelint.readers.csv_rows import csv_rows


def _cells(text: str, delimiter: str = ",", most: int = 0) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.line, cell.column) for cell in row.cells] for row in csv_rows(text, delimiter, most)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("甲,乙\n丙,丁", [[("甲", 1, 1), ("乙", 1, 3)], [("丙", 2, 1), ("丁", 2, 3)]], id="plain"),
        pytest.param("甲,,", [[("甲", 1, 1), ("", 1, 3), ("", 1, 4)]], id="empty cells"),
        pytest.param('"甲,""乙""",丙', [[('甲,"乙"', 1, 2), ("丙", 1, 11)]], id="quoted"),
        pytest.param(
            '"甲\n乙",丙\n丁', [[("甲\n乙", 1, 2), ("丙", 2, 4)], [("丁", 3, 1)]], id="a line break in a cell"
        ),
        pytest.param('甲"乙",丙', [[('甲"乙"', 1, 1), ("丙", 1, 6)]], id="quotes within a cell"),
        pytest.param('"他说"好"吗",丙', [[('他说"好"吗', 1, 2), ("丙", 1, 10)]], id="quotes that are not doubled"),
        pytest.param("\n , \n甲\n\n", [[("甲", 3, 1)]], id="blank rows"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_rows(text: str, rows: list[list[tuple[str, int, int]]]) -> None:
    assert _cells(text) == rows


def test_a_quote_that_is_not_closed_is_told_with_the_line_of_its_row() -> None:
    first, second = csv_rows('甲,乙\n丙,"丁\n戊,己\n', ",")
    assert (first.problem, second.line) == ("", 2)
    assert second.problem.startswith("the quote that opens a cell here is not closed; the file was cut off")


def test_programs_that_write_tabs_often_quote_nothing() -> None:
    assert _cells('甲\t"乙\n丙\t丁', "\t") == [[("甲", 1, 1), ('"乙', 1, 3)], [("丙", 2, 1), ("丁", 2, 3)]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        pytest.param('甲,"乙\n丙,他说"丁"\n', ",", id="commas"),
        pytest.param('甲\t"乙\n丙\t他说"丁"\n', "\t", id="tabs"),
        pytest.param('甲\t"乙\n丙\t丁"\n', "\t", id="tabs, and a quote at the end of a cell"),
    ],
)
def test_a_stray_quote_swallows_no_row(text: str, delimiter: str) -> None:
    rows = list(csv_rows(text, delimiter))
    assert len(rows) == 2 or rows[0].problem


def test_cells_of_several_lines_may_be_quoted_with_tabs_too() -> None:
    assert _cells('甲\t"乙""\n丙"\t丁', "\t") == [[("甲", 1, 1), ('乙"\n丙', 1, 4), ("丁", 2, 4)]]


def test_the_last_of_so_many_cells_is_the_rest_of_the_line() -> None:
    assert _cells('甲\t"乙\t丙', "\t", 2) == [[("甲", 1, 1), ('"乙\t丙', 1, 3)]]


@given(
    st.lists(st.lists(st.text("甲\"',;\n x", min_size=1), min_size=1, max_size=4), max_size=5), st.sampled_from(",;\t|")
)
def test_what_the_csv_module_writes_is_read(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    read = [[str(cell.value) for cell in row.cells] for row in csv_rows(out.getvalue(), delimiter)]
    assert read == [row for row in rows if "".join(row).strip()]


@given(st.lists(st.text('甲"\n,', min_size=1), min_size=1, max_size=4))
def test_every_character_of_a_cell_has_its_place(row: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    lines = out.getvalue().split("\n")
    for read in csv_rows(out.getvalue(), ","):
        for cell, written in zip(read.cells, row, strict=True):
            words = cell.words()
            assert words.text == written
            for offset, char in enumerate(words.text):
                line, column = words.place(offset)
                assert char == "\n" or lines[line - 1][column - 1] == char
