"""Block rule for tables: any paragraph-like block whose lines have a pipe outside of code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jekyll_tools.kramdown.blocks import BlockParser, BlockState
from jekyll_tools.kramdown.grammar import BOUNDARY_RE, STRIPPED, WHITESPACE, pattern
from jekyll_tools.kramdown.nodes import Element, Text, Waiting
from jekyll_tools.kramdown.strip import Strip, Weave

_SEPARATOR_RE = pattern(r"(?=[+|: \t]*-)(?P<cells>[+|: \t-]+)\n")
_ALIGN_RE = pattern(r"[ \t]?(?P<left>:?)-+(?P<right>:?)[ \t]?")
_FOOTER_RE = pattern(r"(?=[+|: \t]*=)[+|: \t=]+\n")
_PIPE = r"(?:\||[^\n]*?[^\\\n]\|)"
_LINE_RE = pattern(rf"{_PIPE}.*\n")
_HAS_PIPE_RE = pattern(_PIPE)
_CODE_TAG_RE = pattern(r"<code.*?>.*?</code>")
_NOT_SIMPLE_RE = pattern(r"[`\\]|<code")
_CELL_END_RE = pattern(r"(?<!\\)\|")
_ESCAPED_PIPE_RE = pattern(r"\\(?=\|)")
START = rf" {{0,3}}(?=\S)(?=[^\n|]*+\|){_PIPE}.*\n"
_LONGEST = 4000  # of a row in which <code> elements are looked for; keeps it linear
_TICKS_RE = re.compile("`+")


@dataclass(slots=True)
class _Table:
    element: Element
    rows: list[Element] = field(default_factory=list)
    footer: bool = False
    columns: int = 0

    def container(self, kind: str, force: bool) -> None:
        """Put the rows so far into a `thead`, `tbody` or `tfoot`."""
        if not self.footer or kind != "tbody" or force:
            element = Element(kind)
            element.children, self.rows = self.rows, []
            self.element.children.append(element)


def parse_table(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """Lines with pipes, up to a line without."""
    if not state.after_boundary():
        return None
    start = state.cursor
    ial, state.block_ial = state.block_ial, None  # lost when it is no table after all
    end = _extent(state, start)
    if not BOUNDARY_RE.match(state.src, end) or not _is_table(parser, state, start, end):
        return None
    table = _Table(Element("table", *state.strip.span(start, end)))
    _fill(parser, state, table, start, end)
    if table.rows:
        table.container("tfoot" if table.footer else "tbody", False)
    element = table.element
    if not any(child.kind == "tbody" for child in element.children):
        return None
    _even(table)
    element.ial = ial
    if element.ial is not None:
        state.context.adopt(element.ial, element)
    state.tree.children.append(element)
    return end


def _extent(state: BlockState, pos: int) -> int:
    if line := _SEPARATOR_RE.match(state.src, pos):
        pos = line.end()
    while pos < state.cursor_max and (line := _LINE_RE.match(state.src, pos)):
        pos = line.end()
    return pos


def _fill(parser: BlockParser, state: BlockState, table: _Table, pos: int, end: int) -> None:
    src, element = state.src, table.element
    leading = src[pos : src.find("\n", pos)].lstrip(WHITESPACE).startswith("|")
    if line := _SEPARATOR_RE.match(src, pos):
        pos = line.end()
    while pos < end:
        if line := _SEPARATOR_RE.match(src, pos):
            if table.rows and not element.alignment and not table.footer:
                table.container("thead", False)
                element.alignment = _alignment(line["cells"])
            elif table.rows:
                table.container("tbody", False)
        elif line := _FOOTER_RE.match(src, pos):
            if table.rows:
                table.container("tbody", True)
            table.footer = True
        else:
            stop = src.find("\n", pos)
            row = _row(parser, state, pos, pos + len(src[pos:stop].rstrip(" \t")), leading)
            table.columns = max(table.columns, len(row.children))
            table.rows.append(row)
            pos = stop + 1
            continue
        pos = line.end()


def _alignment(cells: str) -> tuple[str, ...]:
    names = {(False, False): "", (True, False): "left", (False, True): "right"}
    return tuple(
        names.get((bool(cell["left"]), bool(cell["right"])), "center")
        for cell in _ALIGN_RE.finditer(cells)
    )


def _even(table: _Table) -> None:
    for part in table.element.children:
        for row in part.children:
            while len(row.children) < table.columns:
                row.children.append(Element("td", row.start, row.end))
            for column, cell in enumerate(row.children):
                cell.level = column
    alignment = table.element.alignment[: table.columns]
    table.element.alignment = alignment + ("",) * (table.columns - len(alignment))


def _row(parser: BlockParser, state: BlockState, start: int, end: int, leading: bool) -> Element:
    row = Element("tr", *state.strip.span(start, end))
    if parser.spans.is_plain(state.src, start, end):
        row.children = _plain_cells(state, start, end, leading)
        return row
    strips = _row_cells(state, start, end, row.start)
    if strips and leading and not strips[0].text:
        del strips[0]
    if strips and not strips[-1].text:
        del strips[-1]
    for strip in strips:
        cell = Element("td", *strip.span(0, len(strip.text)))
        cell.children.append(Waiting(strip, 0, len(strip.text)))
        row.children.append(cell)
    return row


def _plain_cells(state: BlockState, start: int, end: int, leading: bool) -> list[Element]:
    """The cells of a row in which no character means anything but the bars."""
    strip, cells, pos = state.strip, [], start
    texts = state.src[start:end].split("|")
    last = len(texts) - 1
    for index, text in enumerate(texts):
        plain = text.strip(STRIPPED)
        if plain or not (index == last or (leading and index == 0)):
            first = pos + len(text) - len(text.lstrip(STRIPPED))
            cell = Element("td", *strip.span(first, first + len(plain)))
            if plain:
                cell.children.append(Text(strip, (first, first + len(plain), None)))
            cells.append(cell)
        pos += len(text) + 1
    return cells


def _row_cells(state: BlockState, start: int, end: int, place: int) -> list[Strip]:
    pos = start
    if not _NOT_SIMPLE_RE.search(state.src, start, end):
        simple: list[Strip] = []
        for text in state.src[start:end].split("|"):
            simple.append(_trimmed(state.strip, pos, text))
            pos += len(text) + 1
        return simple
    cells: list[Weave] = []
    tags = _CODE_TAG_RE.finditer(state.src, start, end) if end - start < _LONGEST else ()
    for tag in tags:
        _cells(state, pos, tag.start(), cells)
        (cells or _opened(cells))[-1].add(state.strip, *tag.span())
        pos = tag.end()
    _cells(state, pos, end, cells)
    strips = [cell.done(place) for cell in cells]
    return [_trimmed(strip, 0, strip.text) for strip in strips]


def _trimmed(strip: Strip, start: int, text: str) -> Strip:
    """The cell with the text that stands at `start`, without the white space around it."""
    start += len(text) - len(text.lstrip(STRIPPED))
    return strip.cut(start, start + len(text.strip(STRIPPED)))


def _opened(cells: list[Weave]) -> list[Weave]:
    cells.append(Weave())
    return cells


def _cells(state: BlockState, start: int, end: int, cells: list[Weave]) -> None:
    """Split a part of a row at its pipes; those in code do not count."""
    if start >= end:
        return
    strip = state.strip
    pos = start
    for first, last, code_start, code_end in _codes(state.src, start, end):
        _split(strip, pos, first, cells)
        weave = (cells or _opened(cells))[-1]
        code = state.src[code_start:code_end]
        ticks = max(_TICKS_RE.findall(code), key=len, default="") + "`"
        space = " " if len(ticks) > 1 else ""
        place = strip.at(first)
        weave.pad(ticks + space, place)
        weave.add(strip, code_start, code_end)
        weave.pad(space + ticks, strip.at(max(code_end, first)))
        pos = last
    _split(strip, pos, end, cells)


def _split(strip: Strip, start: int, end: int, cells: list[Weave]) -> None:
    if start >= end:
        return
    pos = start
    for index, bar in enumerate([*_CELL_END_RE.finditer(strip.text, start, end), None]):
        stop = bar.start() if bar else end
        weave = _opened(cells)[-1] if index or not cells else cells[-1]
        for escape in _ESCAPED_PIPE_RE.finditer(strip.text, pos, stop + 1):
            if escape.end() < stop:
                weave.add(strip, pos, escape.start())
                pos = escape.end()
        weave.add(strip, pos, stop)
        pos = stop + 1


def _codes(src: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """The code spans in a part of a row: start, end, start and end of the code."""
    found = []
    pos = start
    missing: set[str] = set()
    while run := _TICKS_RE.search(src, pos, end):
        pos = run.end()
        ticks = run[0]
        before = src[run.start() - 1] if run.start() > start else " "
        if len(ticks) == 1 and before.isspace() and src[pos : min(pos + 1, end)].isspace():
            continue
        close = -1 if ticks in missing else src.find(ticks, pos, end)
        if close < 0:
            missing.add(ticks)
            continue
        first, last = pos, close
        if len(ticks) > 1:
            first += src[first:last].startswith(" ")
            last -= src[first:last].endswith(" ")
        pos = close + len(ticks)
        found.append((run.start(), pos, first, last))
    return found


def _is_table(parser: BlockParser, state: BlockState, start: int, end: int) -> bool:
    """Whether every line has a pipe that is not in code or HTML (the check in `table.rb`)."""
    pipe, only = False, ("codespan", "span_html")
    for child in parser.spans.read(state.strip, start, end - 1, state.context, only):
        value = child.value if child.kind == "html_element" else child.text()
        lines = _ruby_lines(value)
        if child.kind == "codespan":
            if len(lines) > 2 or (len(lines) == 2 and not pipe):
                break
            if len(lines) == 2 and pipe:
                pipe = False
        else:
            if len(lines) > 1 and not pipe and not _HAS_PIPE_RE.match(lines[0]):
                break
            last = bool(lines) and _HAS_PIPE_RE.match(lines[-1]) is not None
            pipe = (pipe if len(lines) <= 1 else False) or last
    return pipe


def _ruby_lines(text: str) -> list[str]:
    lines = text.split("\n")
    while lines and not lines[-1]:
        lines.pop()
    return lines
