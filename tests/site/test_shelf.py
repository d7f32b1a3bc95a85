"""Texts that are put away because they are many: whoever asks gets them as they were read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jekyll_tools.site.known import LaterFile
from jekyll_tools.site.shelf import Shelf, ShelvedFile
from jekyll_tools.text import File

TEXTS = [f"---\ntitle: {n}\n---\nüñí {n} 𝄞 \ud800\r\n" + "x" * n for n in range(40)]


def test_a_text_comes_back_as_it_was() -> None:
    shelf = Shelf(most=0)
    files = [shelf.put(File(f"{n}.md", text)) for n, text in enumerate(TEXTS)]
    assert {type(file) for file in files} == {ShelvedFile}
    for _ in range(2):
        assert [file.text for file in files] == TEXTS
    assert [file.path for file in files] == [f"{n}.md" for n in range(40)]


def test_few_texts_stay_in_memory() -> None:
    shelf = Shelf(most=10)
    first, second = File("a.md", "12345678"), File("b.md", "jt-ignore")
    assert shelf.put(first) is first
    put = shelf.put(second)
    assert (type(put), put.text) == (ShelvedFile, "jt-ignore")


def test_what_is_not_read_yet_is_not_read() -> None:
    def read() -> str:
        raise AssertionError("nobody asked for the text")

    file = LaterFile("a.md", 0, read)
    assert Shelf(most=0).put(file) is file


def test_only_those_in_use_are_in_memory() -> None:
    shelf = Shelf(most=0)
    files = [shelf.put(File("a.md", text)) for text in TEXTS]
    assert sum(len(file.text) for file in files) == sum(map(len, TEXTS))
    held = [file for file in files if isinstance(file, LaterFile) and file._text is not None]
    assert 0 < len(held) < len(files)
    assert files[-1].text is files[-1].text


def test_words_are_known_without_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(most=0)
    file = shelf.put(File("a.md", "{% comment %}jt-ignore{% endcomment %}"))
    monkeypatch.setattr(os, "pread", None)
    assert file.mentions("jt-ignore")
    assert not file.mentions("card-columns")


def test_on_a_full_disk_texts_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def full(file: int, raw: bytes, at: int) -> int:
        asked.append(file)
        raise OSError(28, "No space left on device")

    shelf = Shelf(most=0)
    first, second = shelf.put(File("a.md", "first")), File("b.md", "second")
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        assert shelf.put(second) is second
        assert shelf.put(second) is second
    assert (type(first), first.text, len(asked)) == (ShelvedFile, "first", 1)


def test_without_a_folder_for_it_texts_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**how: str) -> tuple[int, str]:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.mkstemp", nowhere)
    file = File("a.md", "text")
    assert Shelf(most=0).put(file) is file


def test_two_processes_do_not_write_over_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(most=0)
    shelf.put(File("a.md", "text"))
    other = File("b.md", "other")
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: -1)
        assert shelf.put(other) is other


def test_nothing_of_it_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shelf = Shelf(most=0)
    shelf.put(File("a.md", "text"))
    assert list(tmp_path.iterdir()) == []
    number = shelf._file
    os.fstat(number)
    del shelf
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(number)
