"""Spans as HTML (`converter/html.rb`)."""

from __future__ import annotations

import re
from functools import cache

from jekyll_tools.kramdown import footnotes
from jekyll_tools.kramdown.code import span_code
from jekyll_tools.kramdown.nodes import Element
from jekyll_tools.kramdown.page import Page, Write
from jekyll_tools.kramdown.typography import QUOTE_ORDER, SYMBOL_CODES, quote_code
from jekyll_tools.kramdown.writer import TEXT_RE, escaped

_CJK = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"


@cache
def _cjk_re() -> re.Pattern[str]:
    letter = rf"[{_CJK}\u3041-\u309f\u30a0-\u30ff]"
    return re.compile(rf"(?<={letter})\n(?={letter})")


def _text(page: Page, element: Element, indent: int) -> None:
    if page.options.remove_line_breaks_for_cjk and "\n" in element.text():
        text = _cjk_re().sub("", escaped(element.text(), TEXT_RE))
        page.out.write(text, element.start, element.end)
    else:
        page.out.text(element, TEXT_RE)


def _br(page: Page, element: Element, indent: int) -> None:
    page.out.write("<br />", element.start, element.end)


def _a(page: Page, element: Element, indent: int) -> None:
    if page.in_contents:
        page.inner(element, 0)
    else:
        page.span("a", element, element.attributes)


def _img(page: Page, element: Element, indent: int) -> None:
    page.out.tag("<img", element.attributes, " />", element)


def _codespan(page: Page, element: Element, indent: int) -> None:
    span_code(page.out, element, page.options)


def _em(page: Page, element: Element, indent: int) -> None:
    page.span(element.kind, element, element.attributes)


def _footnote(page: Page, element: Element, indent: int) -> None:
    if not page.in_contents:
        footnotes.marker(page, element)


def _entity(page: Page, element: Element, indent: int) -> None:
    text = page.entity(element.level, element.extra)
    page.out.write(text, element.start, element.end)


def _symbol(page: Page, element: Element, indent: int) -> None:
    chosen = page.options.typographic_symbols.get(element.value)
    if chosen is not None:
        text = escaped(chosen, TEXT_RE)
    else:
        text = "".join(page.entity(code) for code in SYMBOL_CODES[element.value])
    page.out.write(text, element.start, element.end)


def _smart_quote(page: Page, element: Element, indent: int) -> None:
    chosen = page.options.smart_quotes[QUOTE_ORDER.index(element.value)]
    page.out.write(page.entity(quote_code(chosen)), element.start, element.end)


def _abbreviation(page: Page, element: Element, indent: int) -> None:
    title, mark = page.context.abbreviations[element.value]
    attributes = dict(mark.attributes)
    if title.text:
        attributes["title"] = title
    page.out.tag("<abbr", attributes, ">", element)
    page.out.text(element, None)
    page.out.write("</abbr>", element.start, element.end)


def _entry(page: Page, element: Element, indent: int) -> None:
    page.span("a", element, element.attributes)


SPANS: dict[str, Write] = {
    "text": _text,
    "br": _br,
    "a": _a,
    "img": _img,
    "codespan": _codespan,
    "em": _em,
    "footnote": _footnote,
    "entity": _entity,
    "symbol": _symbol,
    "smart_quote": _smart_quote,
    "abbreviation": _abbreviation,
    "entry": _entry,
    "strong": _em,
}
