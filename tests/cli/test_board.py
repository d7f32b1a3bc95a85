"""What processes tell each other: each hears once, in order, what the others wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from jekyll_tools.cli.board import Board
from jekyll_tools.cli.sharing import Worker


def test_what_others_wrote_is_heard_once() -> None:
    board = Board.new()

    def tell() -> Iterable[object]:
        for number in range(3):
            board.write(number)
        yield list(board.news())

    board.write("mine")
    worker = Worker.of(tell)
    assert list(worker.receive()) == [["mine"]]
    worker.end()
    assert list(board.news()) == [0, 1, 2]
    assert list(board.news()) == []
    board.close()


def test_on_a_full_disk_nothing_more_is_told() -> None:
    board = Board(os.open("/dev/full", os.O_RDWR))
    board.write("lost")
    board.write("lost, too")
    board.close()


def test_what_follows_a_torso_is_not_read(tmp_path: Path) -> None:
    board, part = Board.new(), Board(os.open(tmp_path / "part", os.O_RDWR | os.O_CREAT))

    def tell() -> Iterable[object]:
        part.write("whole" * 9)
        written = os.pread(part.file, 1000, 0)
        os.write(board.file, written)
        os.write(board.file, written[:30] + written)
        yield "done"

    worker = Worker.of(tell)
    assert list(worker.receive()) == ["done"]
    worker.end()
    assert list(board.news()) == ["whole" * 9]
    assert list(board.news()) == []
    board.close()
    part.close()
