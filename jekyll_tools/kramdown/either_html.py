"""What can be a block or a span, as HTML: elements, comments, raw text, math."""

from __future__ import annotations

from jekyll_tools.kramdown.grammar import VOID_TAGS
from jekyll_tools.kramdown.nodes import Element, Value
from jekyll_tools.kramdown.page import Page, Write
from jekyll_tools.kramdown.writer import CODE_RE


def _html_element(page: Page, element: Element, indent: int) -> None:
    out, place, tag = page.out, (element.start, element.end), element.value
    if not element.block:
        out.tag(f"<{tag}", element.attributes, "", element)
        _html_body(page, element, indent, ">", tag in VOID_TAGS)
        return
    outer = page.stack[-1]
    raw = outer.kind == "html_element" and outer.model == "raw"
    out.tag("" if raw else " " * indent, {}, "", element)
    out.tag(f"<{tag}", element.attributes, "", element)
    if element.closed and element.model == "raw":
        out.write(" />", *place)
    elif element.model != "block":
        _html_body(page, element, indent, ">", tag in VOID_TAGS)
    else:
        _html_body(page, element, indent, ">\n", tag in VOID_TAGS)
    if not raw:
        out.write("\n", *place)


def _html_body(page: Page, element: Element, indent: int, after: str, void: bool) -> None:
    out, place = page.out, (element.start, element.end)
    mark = len(out.pieces)
    out.write(after, *place)
    lines = after.endswith("\n")
    if page.inner(element, indent):
        if lines:
            out.chomp(mark + 1)
            out.write(f"\n{' ' * indent}", *place)
        out.write(f"</{element.value}>", *place)
    else:
        del out.pieces[mark:]
        out.write(" />" if void else f"></{element.value}>", *place)


def _xml_comment(page: Page, element: Element, indent: int) -> None:
    outer = page.stack[-1]
    if element.block and not (outer.kind == "html_element" and outer.model == "raw"):
        page.out.write(" " * indent)
        page.out.text(element, None)
        page.out.write("\n")
    else:
        page.out.text(element, None)


def _comment(page: Page, element: Element, indent: int) -> None:
    place = (element.start, element.end)
    page.out.write(" " * indent + "<!-- " if element.block else "<!-- ", *place)
    page.out.text(element, None)
    page.out.write(" -->\n" if element.block else " -->", *place)


def _raw(page: Page, element: Element, indent: int) -> None:
    if not element.extra.strip() or "html" in element.extra.split():
        page.out.text(element, None)
        if element.block:
            page.out.write("\n")


def _math(page: Page, element: Element, indent: int) -> None:
    out, place = page.out, (element.start, element.end)
    if page.options.math_engine == "mathjax" and not element.attributes:
        out.write("\\[" if element.block else "\\(", *place)
        out.text(element, CODE_RE)
        out.write("\\]\n" if element.block else "\\)", *place)
        return
    attributes = dict(element.attributes)
    mathjax = page.options.math_engine == "mathjax"
    if not mathjax:
        before = f"{attributes['class'].text} " if "class" in attributes else ""
        attributes["class"] = Value(f"{before}kdmath")
    if element.block:
        first, last = ("\\[", "\\]\n") if mathjax else ("$$\n", "\n$$")
        out.tag(" " * indent + "<div", attributes, ">" + first, element)
        out.text(element, CODE_RE if mathjax else None)
        out.write(last + "</div>\n", *place)
    else:
        out.tag("<span", attributes, ">$", element)
        out.text(element, None)
        out.write("$</span>", *place)


EITHER: dict[str, Write] = {
    "html_element": _html_element,
    "xml_comment": _xml_comment,
    "comment": _comment,
    "raw": _raw,
    "math": _math,
    "xml_pi": _xml_comment,
}
