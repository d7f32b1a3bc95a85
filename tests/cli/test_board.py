"""What processes tell each other: each hears once, in order, what the others wrote."""

from __future__ import annotations

from collections.abc import Iterable

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
