from __future__ import annotations

import pytest

from servicelint import yaml_source
from servicelint.errors import PackError, TranscriptError
from servicelint.located import Items, Scalar, Table, plain


def test_nodes_know_their_places() -> None:
    root = yaml_source.parse("a: 一\n词: [二, '3']\n", "x.yaml")
    assert isinstance(root, Table)
    (_, first), (name, second) = root.entries
    assert isinstance(first, Scalar)
    assert (first.line, first.column) == (1, 4)
    assert (name.text, name.line, name.column) == ("词", 2, 1)
    assert isinstance(second, Items)
    assert [(item.line, item.column) for item in second.items] == [(2, 5), (2, 8)]
    assert plain(root) == {"a": "一", "词": ["二", "3"]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", 1),
        ("a: 1.5", 1.5),
        ("a: '1'", "1"),
        ("a: 0138", "0138"),
        ("a: true", True),
        ("a: yes", "yes"),
        ("a: 2.2.1", "2.2.1"),
        ("a: 2026-03-02", "2026-03-02"),
        ("a: 2026-03-02T10:00:00+08:00", "2026-03-02T10:00:00+08:00"),
        ("a: 10:30", "10:30"),
        ("a:", None),
        ("a: ~", None),
        ("a: {b: [1, x]}", {"b": [1, "x"]}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert yaml_source.load_mapping(text, "x") == {"a": value}


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("a: 1\na: 2", "2:1", "duplicate key 'a'"),
        ("a: [1", "2:1", "not valid YAML"),
        ("a: 1\n\tb: 2", "2:1", "not valid YAML"),
        ("a: \x00", "1:1", "not valid YAML"),
        ("? [a]\n: b", "1:3", "a key must be a text"),
        ("&a [*a]", "1:1", "aliases expand too far"),
    ],
)
def test_defects_are_located(text: str, place: str, complaint: str) -> None:
    with pytest.raises(PackError) as error:
        yaml_source.parse(text, "x.yaml")
    assert str(error.value).startswith(f"x.yaml:{place}")
    assert complaint in str(error.value)


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(PackError, match="aliases expand too far"):
        yaml_source.parse("\n".join(lines), "bomb.yaml")


def test_front_matter_counts_lines_from_where_it_stands() -> None:
    with pytest.raises(TranscriptError, match=r"^talk.txt:4:1: duplicate key"):
        yaml_source.load_mapping("a: 1\nb: 2\na: 3", "talk.txt", first_line=2)
    with pytest.raises(TranscriptError, match="must be a mapping"):
        yaml_source.load_mapping("- a", "talk.txt")
    assert yaml_source.load_mapping("", "talk.txt") == {}
