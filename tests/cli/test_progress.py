"""The bar of a long run: after a second, on a terminal, and gone at the end."""

from __future__ import annotations

from io import StringIO

from jekyll_tools.cli.linting.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: StringIO, seconds_each: float, pages: int = 30) -> str:
    now = 0.0

    def clock() -> float:
        return now

    with Progress(pages, stream, clock) as progress:
        for _ in progress.each(range(pages)):
            now += seconds_each
    return stream.getvalue()


def test_a_short_run_has_no_bar() -> None:
    assert shown(Terminal(), 0.03) == ""


def test_a_long_run_has_a_bar_that_goes_away() -> None:
    text = shown(Terminal(), 0.5)
    assert "█" * 2 + "░" * 28 + " 2 of 30 pages" in text
    assert text.endswith("\r\x1b[K")
    assert "\n" not in text


def test_the_bar_is_not_drawn_for_every_page() -> None:
    assert shown(Terminal(), 0.02, 200).count("pages") < 40


def test_a_log_gets_none() -> None:
    assert shown(StringIO(), 0.5) == ""
