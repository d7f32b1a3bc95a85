"""An agenda that was written into a page by hand, taken apart: days, times, blocks of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jekyll_tools.cards.agenda.times import DayLine, TimeLine, day_line, time_line
from jekyll_tools.cards.headings import Heading, headings
from jekyll_tools.site.code import without_code


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, a `<details>` element, a heading or other HTML of the page."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawSession:
    """A time and what stands below it."""

    time: TimeLine
    blocks: tuple[Block, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawDay:
    """A heading with a date, what stands above its first time, and the sessions."""

    heading: Heading
    day: DayLine
    blocks: tuple[Block, ...]
    sessions: tuple[RawSession, ...]


@dataclass(frozen=True, slots=True)
class RawAgenda:
    """Days that follow one another: from the first heading to the end of the last session."""

    start: int
    end: int
    level: int
    days: tuple[RawDay, ...]


def agendas(page: str) -> list[RawAgenda]:
    """The agendas of a page, in order: headings with a date, and below them bold times.

    What a comment or code holds is none of it.
    """
    if not _SIGN.search(page):
        return []
    visible = without_comments(without_code(page))
    outline = headings(visible)
    found: list[list[tuple[RawDay, int]]] = []
    year = None
    for heading, start, end in _day_spans(visible, outline):
        day = day_line(heading.text, year)
        raw = _day(visible, heading, day, start, end) if day else None
        if raw is None:
            continue
        year = raw.day.date.year
        last, last_end = found[-1][-1] if found else (None, -1)
        if last is None or last_end != heading.start or last.heading.level != heading.level:
            found.append([])
        found[-1].append((raw, end))
    return [_agenda(visible, days) for days in found]


_SIGN = re.compile(r"\d[ \t]*(?:[ap]\.?m\b|[-–—]|:\d\d)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DETAILS = re.compile(r"[ \t]*<details\b", re.IGNORECASE)
_END_DETAILS = re.compile(r"</details[ \t]*>", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_HTML = re.compile(r" {0,3}<(?!br|em|b>|i>|a |strong|span|small|https?:)")
_IAL_LINE = re.compile(r"[ \t]*\{:[^{}]*\}[ \t]*\Z")
_LONGEST = 200_000  # characters of one element


def without_comments(page: str) -> str:
    """The page with blanks for its comments; every offset stays."""
    return _COMMENT.sub(lambda m: re.sub(r"[^\r\n]", " ", m[0]), page)


def blocks(page: str, start: int, end: int) -> list[Block]:
    """The blocks of a part of a page, in order, each without the blank lines around it."""
    found = []
    position = start
    while position < end:
        line = _LINE.match(page, position, end)
        assert line is not None
        if not line[0].strip():
            position = line.end()
            continue
        kind, stop = _block(page, position, end)
        filled = _filled(page, position, stop)
        found.append(Block(kind, page[position:filled], position, filled))
        position = stop
    return found


def _block(page: str, start: int, end: int) -> tuple[str, int]:
    """The kind of the block that starts here, and where the next one may start."""
    if _DETAILS.match(page, start, end):
        closing = _END_DETAILS.search(page, start, min(end, start + _LONGEST))
        if closing is not None:
            line = _LINE.match(page, closing.end(), end)
            rest = line is None or line[0].strip()
            return "details", closing.end() if rest or line is None else line.end()
    first = _LINE.match(page, start, end)
    assert first is not None
    if _HEADING.match(first[0]):
        return "heading", first.end()
    position = first.end()
    while position < end:
        line = _LINE.match(page, position, end)
        assert line is not None
        if not line[0].strip() or _DETAILS.match(line[0]) or _HEADING.match(line[0]):
            break
        position = line.end()
    return "html" if _HTML.match(first[0]) else "text", position


def _day_spans(page: str, outline: list[Heading]) -> Iterator[tuple[Heading, int, int]]:
    """Each heading with a date, where its text starts, and where the next such part begins."""
    for index, heading in enumerate(outline):
        if day_line(heading.text, 2000) is None:
            continue
        end = len(page)
        for other in outline[index + 1 :]:
            dated = day_line(other.text, 2000) is not None
            if other.level <= heading.level or (dated and other.level == heading.level):
                end = other.start
                break
        line = _LINE.match(page, heading.start)
        assert line is not None
        yield heading, line.end(), end


def _agenda(page: str, days: list[tuple[RawDay, int]]) -> RawAgenda:
    first, end = days[0][0], days[-1][1]
    start = first.heading.start
    return RawAgenda(
        start, _filled(page, start, end), first.heading.level, tuple(day for day, _ in days)
    )


def _day(page: str, heading: Heading, day: DayLine, start: int, end: int) -> RawDay | None:
    """The sessions below a heading; None when there is no time."""
    starts: list[tuple[int, int, TimeLine]] = []
    after, position = 0, start
    while position < end:
        line = _LINE.match(page, position, end)
        assert line is not None
        time = time_line(line[0].rstrip("\r\n"), after)
        if time is not None:
            content = position + time.rest if time.rest is not None else line.end()
            starts.append((position, content, time))
            after = time.start
        position = line.end()
    if not starts:
        return None
    ends = [begin for begin, _, _ in starts[1:]] + [end]
    sessions = tuple(
        RawSession(time, tuple(_without_ials(blocks(page, content, stop))), begin, stop)
        for (begin, content, time), stop in zip(starts, ends, strict=True)
    )
    return RawDay(heading, day, tuple(blocks(page, start, starts[0][0])), sessions)


def _without_ials(found: list[Block]) -> Iterator[Block]:
    """The blocks that are more than an inline attribute list, which says nothing by itself."""
    return (block for block in found if not _IAL_LINE.match(block.text))


def _filled(page: str, start: int, end: int) -> int:
    """The end of what is not blank."""
    return start + len(page[start:end].rstrip())
