"""Blocks as HTML (`converter/html.rb`)."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.code import block_code
from jekyll_tools.kramdown.ids import basic_id
from jekyll_tools.kramdown.nodes import Element, Value
from jekyll_tools.kramdown.page import Page, Write

_AUTO_IDS_RE = re.compile(r"auto_ids(?:-([A-Za-z0-9_-]+))?")
_NO_TOC_RE = re.compile(r"\bno_toc\b")
_NBSP = 160


def _blank(page: Page, element: Element, indent: int) -> None:
    page.out.write("\n")


def _p(page: Page, element: Element, indent: int) -> None:
    if element.transparent:
        page.inner(element, indent)
        return
    if len(element.children) == 1:
        image = element.children[0]
        if image.kind == "img" and image.ial and "standalone" in image.ial.refs:
            _figure(page, element, image, indent)
            return
    page.block("p", element, element.attributes, indent)


def _figure(page: Page, element: Element, image: Element, indent: int) -> None:
    around, inside = dict(element.attributes), dict(image.attributes)
    for name in ("class", "id"):
        if name in inside and name not in around:
            around[name] = inside.pop(name)
    out, pad, place = page.out, " " * indent, (element.start, element.end)
    out.tag(f"{pad}<figure", around, ">\n", element)
    out.tag(f"{pad}  <img", inside, " />\n", image)
    out.write(f"{pad}  <figcaption>", *place)
    out.write(*inside["alt"])
    out.write(f"</figcaption>\n{pad}</figure>\n", *place)


def _codeblock(page: Page, element: Element, indent: int) -> None:
    block_code(page.out, element, indent, page.options)


def _blockquote(page: Page, element: Element, indent: int) -> None:
    page.indented("blockquote", element, indent)


def _header(page: Page, element: Element, indent: int) -> None:
    attributes = dict(element.attributes)
    given = attributes.get("id")
    if page.options.auto_ids and given is None:
        given = Value(page.ids.classic(element.heading), element.start, element.end)
        if element.children and element.children[0].strip is not None:
            given = given._replace(start=element.start, end=element.end)
        if page.options.transliterated_header_ids and not element.heading.isascii():
            page.context.transliterated.append(element)
        attributes["id"] = element.attributes["id"] = given
        element.extra = "auto"
    if given is not None:
        classes = attributes["class"].text if "class" in attributes else ""
        if element.level in page.options.toc_levels and not _NO_TOC_RE.search(classes):
            page.contents.entries.append((element.level, given, element))
    level = min(max(element.level + page.options.header_offset, 1), 6)
    page.block(f"h{level}", element, attributes, indent)


def _hr(page: Page, element: Element, indent: int) -> None:
    page.out.tag(" " * indent + "<hr", element.attributes, " />\n", element)


def _ul(page: Page, element: Element, indent: int) -> None:
    refs = element.ial.refs if element.ial else ()
    if page.contents.element is None and "toc" in refs:
        page.contents.element = element
        page.contents.place = len(page.out.pieces)
        page.out.pieces.append(("\0", -1, -1))
    elif page.footnotes.place is None and "footnotes" in refs:
        page.footnotes.place = len(page.out.pieces)
        page.out.pieces.append(("\0", -1, -1))
    else:
        page.indented(element.kind, element, indent)


def _dl(page: Page, element: Element, indent: int) -> None:
    page.indented("dl", element, indent)


def _li(page: Page, element: Element, indent: int) -> None:
    out, pad = page.out, " " * indent
    first = element.children[0] if element.children else None
    flat = first is None or (first.kind == "p" and first.transparent)
    out.tag(f"{pad}<{element.kind}", element.attributes, ">" if flat else ">\n", element)
    mark = len(out.pieces)
    page.inner(element, indent)
    if flat and not (len(out.pieces) > mark and out.pieces[-1][0].endswith("\n")):
        pad = ""
    out.write(f"{pad}</{element.kind}>\n", element.start, element.end)


def _dt(page: Page, element: Element, indent: int) -> None:
    attributes, outer = dict(element.attributes), page.stack[-1].ial
    if "id" not in attributes and outer is not None:
        found = next(filter(None, map(_AUTO_IDS_RE.match, outer.refs)), None)
        if found:
            name = f"{found[1] or ''}{basic_id(element.heading)}"
            attributes["id"] = Value(name, element.start, element.end)
    page.block("dt", element, attributes, indent)


def _table(page: Page, element: Element, indent: int) -> None:
    page.indented(element.kind, element, indent)


_SIDES = {side: Value(f"text-align: {side}") for side in ("left", "right", "center")}


def _td(page: Page, element: Element, indent: int) -> None:
    part, table = page.stack[-2], page.stack[-3]
    attributes = element.attributes
    if side := table.alignment[element.level]:
        style = _SIDES[side]
        if "style" in attributes:
            style = Value(f"{attributes['style'].text}; {style.text}")
        attributes = {**attributes, "style": style}
    name = "th" if part.kind == "thead" else "td"
    out = page.out
    out.tag(" " * indent + f"<{name}", attributes, ">", element)
    if not page.inner(element, indent):
        out.write(page.entity(_NBSP), element.start, element.end)
    out.write(f"</{name}>\n", element.start, element.end)


BLOCKS: dict[str, Write] = {
    "blank": _blank,
    "p": _p,
    "codeblock": _codeblock,
    "blockquote": _blockquote,
    "header": _header,
    "hr": _hr,
    "ul": _ul,
    "dl": _dl,
    "li": _li,
    "dt": _dt,
    "table": _table,
    "td": _td,
    "ol": _ul,
    "dd": _li,
    "thead": _table,
    "tbody": _table,
    "tfoot": _table,
    "tr": _table,
}
