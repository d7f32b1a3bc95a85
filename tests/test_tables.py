"""tables.py: the reader of table files."""

from pathlib import Path

import pytest

from tests.tables import Case, read_table


def test_parts_are_separated_by_a_dot_on_its_own_line(tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_text("one\n.\na\n.b\n.\n.\n\ntwo\n.\n.\nc\n\n.\n", "utf-8")
    assert read_table(table) == [
        Case("one", "a\n.b\n", "", 1),
        Case("two", "", "c\n\n", 8),
    ]


@pytest.mark.parametrize("text", ["title\n", "title\n.\na\n.\nb\n", ".\na\n.\nb\n.\n"])
def test_an_incomplete_case_is_an_error(tmp_path: Path, text: str) -> None:
    table = tmp_path / "table.txt"
    table.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"table\.txt:1: a case without"):
        read_table(table)
