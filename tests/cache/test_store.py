"""The file of a site's cache, while it is being made."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from jekyll_tools.cache.store import Store


@pytest.mark.parametrize("question", ["PRAGMA application_id", "PRAGMA user_version", "SELECT 1"])
@pytest.mark.parametrize("writes", [False, True])
def test_a_file_that_another_run_has_just_made_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, writes: bool
) -> None:
    (tmp_path / "lint").mkdir()
    mine, theirs = (Store(tmp_path / "lint", "site") for _ in range(2))
    mine.path.touch(0o600)  # so far has the other run come
    other = Thread(target=theirs.put, args=("group", {"theirs": "text"}))

    class Interrupted(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            if sql.startswith(question) and other.ident is None:
                other.start()
                other.join(0.3)  # it may have to wait for this connection
            return super().execute(sql, *more)

    with monkeypatch.context() as during:
        during.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Interrupted))
        if writes:
            mine.put("group", {"mine": "text"})
        else:
            mine.get("group", "theirs")
    other.join()
    assert theirs.get("group", "theirs") == "text"
    assert mine.get("group", "mine") == ("text" if writes else None)


def test_an_empty_file_is_no_reason_to_write(tmp_path: Path) -> None:
    store = Store(tmp_path, "site")
    store.path.touch(0o600)
    assert store.get("group", "name") is None
    assert store.path.read_bytes() == b""


def test_a_file_of_another_program_gives_way(tmp_path: Path) -> None:
    store = Store(tmp_path, "site")
    with sqlite3.connect(store.path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    store.put("group", {"name": "text"})
    assert store.get("group", "name") == "text"
