"""What can be a block or a span, as HTML: elements, comments, raw text, math."""

from __future__ import annotations

from jekyll_tools.kramdown.grammar import VOID_TAGS
from jekyll_tools.kramdown.nodes import Element, Value
from jekyll_tools.kramdown.page import Page, Write
from jekyll_tools.kramdown.writer import CODE_RE


def _html_element(page: Page, element: Element, indent: int) -> None:
    if not element.block:
        _html_body(page, element, indent, ">")
        return
    out, start, end = page.out, element.start, element.end
    outer = page.stack[-1]
    raw = outer.kind == "html_element" and outer.model == "raw"
    if not raw:
        out.write(" " * indent, start, end)
    if element.closed and element.model == "raw":
        out.tag(f"<{element.value}", element.attributes, "", element)
        out.write(" />", start, end)
    else:
        _html_body(page, element, indent, ">\n" if element.model == "block" else ">")
    if not raw:
        out.write("\n", start, end)


def _html_body(page: Page, element: Element, indent: int, after: str) -> None:
    out, start, end, tag = page.out, element.start, element.end, element.value
    out.tag(f"<{tag}", element.attributes, "", element)
    mark = len(out.pieces)
    out.write(after, start, end)
    if page.inner(element, indent):
        if after.endswith("\n"):
            out.chomp(mark + 1)
            out.write(f"\n{' ' * indent}", start, end)
        out.write(f"</{tag}>", start, end)
    else:
        del out.pieces[mark:]
        out.write(" />" if tag in VOID_TAGS else f"></{tag}>", start, end)


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
