"""The tree written as kramdown writes HTML (`converter/html.rb`)."""

from __future__ import annotations

import re
from collections.abc import Callable

from jekyll_tools.kramdown import contents, footnotes
from jekyll_tools.kramdown.code import block_code, span_code
from jekyll_tools.kramdown.context import Context
from jekyll_tools.kramdown.grammar import VOID_TAGS, WHITESPACE
from jekyll_tools.kramdown.ids import Ids, basic_id
from jekyll_tools.kramdown.nodes import Attributes, Element, Value
from jekyll_tools.kramdown.typography import (
    NAMES,
    QUOTE_ORDER,
    SYMBOL_CODES,
    character,
    quote_code,
)
from jekyll_tools.kramdown.writer import CODE_RE, TEXT_RE, Piece, Writer, escaped
from jekyll_tools.text import Traced

_AUTO_IDS_RE = re.compile(r"auto_ids(?:-([A-Za-z0-9_-]+))?")
_NBSP = 160
_CJK = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK_RE = re.compile(rf"(?<=[{_CJK}\u3041-\u309f\u30a0-\u30ff])\n(?=[{_CJK}\u3041-\u309f\u30a0-\u30ff])")


class Html:
    """Writes one document."""

    def __init__(self, source: Traced, context: Context, ids: Ids) -> None:
        self.out = Writer(source)
        self.context = context
        self.options = context.options
        self.ids = ids
        self.stack: list[Element] = []
        self.contents: contents.Contents = contents.Contents()
        self.footnotes = footnotes.Footnotes(self.options.footnote_nr)
        self.in_contents = False
        self._kinds: dict[str, Callable[[Element, int], None]] = {
            name.removeprefix("_write_"): getattr(self, name)
            for name in dir(self)
            if name.startswith("_write_")
        }

    def document(self, root: Element) -> Traced:
        """The whole page: content, footnotes, and the table of contents in its place."""
        self.inner(root, -2)
        notes = self.apart(lambda: footnotes.write(self))
        place = self.footnotes.place
        if place is not None:
            self.out.pieces[place : place + 1] = notes
            if self.contents.place is not None and self.contents.place > place:
                self.contents.place += len(notes) - 1
        else:
            self.out.pieces += notes
        place = self.contents.place
        if place is not None:
            self.out.pieces[place : place + 1] = self.apart(lambda: contents.write(self))
        return self.out.done()

    def apart(self, write: Callable[[], None]) -> list[Piece]:
        """What a function writes, without putting it on the page."""
        before, self.out.pieces = self.out.pieces, []
        write()
        pieces, self.out.pieces = self.out.pieces, before
        return pieces

    def convert(self, element: Element, indent: int) -> None:
        """Write an element."""
        self._kinds[element.kind](element, indent)

    def inner(self, element: Element, indent: int) -> bool:
        """Write the children of an element; whether there was anything to write."""
        mark = len(self.out.pieces)
        self.stack.append(element)
        kinds = self._kinds
        for child in element.children:
            kinds[child.kind](child, indent + 2)
        self.stack.pop()
        return len(self.out.pieces) > mark

    def block(self, name: str, element: Element, attributes: Attributes, indent: int) -> None:
        """`<name>…</name>` on one line."""
        self.out.tag(" " * indent + f"<{name}", attributes, ">", element)
        self.inner(element, indent)
        self.out.write(f"</{name}>\n", element.start, element.end)

    def indented(self, name: str, element: Element, indent: int) -> None:
        """`<name>` and `</name>` on lines of their own."""
        self.out.tag(" " * indent + f"<{name}", element.attributes, ">\n", element)
        self.inner(element, indent)
        self.out.write(f"{' ' * indent}</{name}>\n", element.start, element.end)

    def span(self, name: str, element: Element, attributes: Attributes) -> None:
        """`<name>…</name>` inside a line."""
        self.out.tag(f"<{name}", attributes, ">", element)
        self.inner(element, 0)
        self.out.write(f"</{name}>", element.start, element.end)

    def entity(self, code: int, original: str = "") -> str:
        """A character as the option `entity_output` wants it (`utils/html.rb`)."""
        char, output = character(code), self.options.entity_output
        special = char in ("<", ">", "&")
        if output == "as_char" and char and not special:
            return char
        if output in ("as_input", "as_char") and original:
            return original
        if (output == "symbolic" or special or char == '"') and code in NAMES:
            return f"&{NAMES[code]};"
        return f"&#{code};"

    # blocks

    def _write_blank(self, element: Element, indent: int) -> None:
        self.out.write("\n")

    def _write_p(self, element: Element, indent: int) -> None:
        if element.transparent:
            self.inner(element, indent)
            return
        if len(element.children) == 1:
            image = element.children[0]
            if image.kind == "img" and image.ial and "standalone" in image.ial.refs:
                self._figure(element, image, indent)
                return
        self.block("p", element, element.attributes, indent)

    def _figure(self, element: Element, image: Element, indent: int) -> None:
        around, inside = dict(element.attributes), dict(image.attributes)
        for name in ("class", "id"):
            if name in inside and name not in around:
                around[name] = inside.pop(name)
        out, pad, place = self.out, " " * indent, (element.start, element.end)
        out.tag(f"{pad}<figure", around, ">\n", element)
        out.tag(f"{pad}  <img", inside, " />\n", image)
        out.write(f"{pad}  <figcaption>", *place)
        out.write(*inside["alt"])
        out.write(f"</figcaption>\n{pad}</figure>\n", *place)

    def _write_codeblock(self, element: Element, indent: int) -> None:
        block_code(self.out, element, indent, self.options)

    def _write_blockquote(self, element: Element, indent: int) -> None:
        self.indented("blockquote", element, indent)

    def _write_header(self, element: Element, indent: int) -> None:
        attributes = dict(element.attributes)
        given = attributes.get("id")
        if self.options.auto_ids and given is None:
            given = Value(self.ids.classic(element.heading), element.start, element.end)
            if element.children and element.children[0].strip is not None:
                given = given._replace(start=element.start, end=element.end)
            attributes["id"] = element.attributes["id"] = given
            element.extra = "auto"
        if given is not None:
            classes = attributes["class"].text if "class" in attributes else ""
            if element.level in self.options.toc_levels and not re.search(r"\bno_toc\b", classes):
                self.contents.entries.append((element.level, given, element))
        level = min(max(element.level + self.options.header_offset, 1), 6)
        self.block(f"h{level}", element, attributes, indent)

    def _write_hr(self, element: Element, indent: int) -> None:
        self.out.tag(" " * indent + "<hr", element.attributes, " />\n", element)

    def _write_ul(self, element: Element, indent: int) -> None:
        refs = element.ial.refs if element.ial else ()
        if self.contents.element is None and "toc" in refs:
            self.contents.element = element
            self.contents.place = len(self.out.pieces)
            self.out.pieces.append(("\0", -1, -1))
        elif self.footnotes.place is None and "footnotes" in refs:
            self.footnotes.place = len(self.out.pieces)
            self.out.pieces.append(("\0", -1, -1))
        else:
            self.indented(element.kind, element, indent)

    _write_ol = _write_ul

    def _write_dl(self, element: Element, indent: int) -> None:
        self.indented("dl", element, indent)

    def _write_li(self, element: Element, indent: int) -> None:
        out, pad = self.out, " " * indent
        first = element.children[0] if element.children else None
        flat = first is None or (first.kind == "p" and first.transparent)
        out.tag(f"{pad}<{element.kind}", element.attributes, ">" if flat else ">\n", element)
        mark = len(out.pieces)
        self.inner(element, indent)
        if flat and not (len(out.pieces) > mark and out.pieces[-1][0].endswith("\n")):
            pad = ""
        out.write(f"{pad}</{element.kind}>\n", element.start, element.end)

    _write_dd = _write_li

    def _write_dt(self, element: Element, indent: int) -> None:
        attributes, outer = dict(element.attributes), self.stack[-1].ial
        if "id" not in attributes and outer is not None:
            found = next(filter(None, map(_AUTO_IDS_RE.match, outer.refs)), None)
            if found:
                name = f"{found[1] or ''}{basic_id(element.heading)}"
                attributes["id"] = Value(name, element.start, element.end)
        self.block("dt", element, attributes, indent)

    def _write_table(self, element: Element, indent: int) -> None:
        self.indented(element.kind, element, indent)

    _write_thead = _write_tbody = _write_tfoot = _write_tr = _write_table

    def _write_td(self, element: Element, indent: int) -> None:
        row, part, table = self.stack[-1], self.stack[-2], self.stack[-3]
        attributes = element.attributes
        side = table.alignment[row.children.index(element)]
        if side:
            before = f"{attributes['style'].text}; " if "style" in attributes else ""
            style = Value(f"{before}text-align: {side}")
            attributes = {**attributes, "style": style}
        name = "th" if part.kind == "thead" else "td"
        out = self.out
        out.tag(" " * indent + f"<{name}", attributes, ">", element)
        if not self.inner(element, indent):
            out.write(self.entity(_NBSP), element.start, element.end)
        out.write(f"</{name}>\n", element.start, element.end)

    # both

    def _write_html_element(self, element: Element, indent: int) -> None:
        out, place, tag = self.out, (element.start, element.end), element.value
        if not element.block:
            out.tag(f"<{tag}", element.attributes, "", element)
            self._html_body(element, indent, ">", tag in VOID_TAGS)
            return
        outer = self.stack[-1]
        raw = outer.kind == "html_element" and outer.model == "raw"
        out.tag("" if raw else " " * indent, {}, "", element)
        out.tag(f"<{tag}", element.attributes, "", element)
        if element.closed and element.model == "raw":
            out.write(" />", *place)
        elif element.model != "block":
            self._html_body(element, indent, ">", tag in VOID_TAGS)
        else:
            self._html_body(element, indent, ">\n", tag in VOID_TAGS)
        if not raw:
            out.write("\n", *place)

    def _html_body(self, element: Element, indent: int, after: str, void: bool) -> None:
        out, place = self.out, (element.start, element.end)
        mark = len(out.pieces)
        out.write(after, *place)
        lines = after.endswith("\n")
        if self.inner(element, indent):
            if lines:
                out.chomp(mark + 1)
                out.write(f"\n{' ' * indent}", *place)
            out.write(f"</{element.value}>", *place)
        else:
            del out.pieces[mark:]
            out.write(" />" if void else f"></{element.value}>", *place)

    def _write_xml_comment(self, element: Element, indent: int) -> None:
        outer = self.stack[-1]
        if element.block and not (outer.kind == "html_element" and outer.model == "raw"):
            self.out.write(" " * indent)
            self.out.text(element, None)
            self.out.write("\n")
        else:
            self.out.text(element, None)

    _write_xml_pi = _write_xml_comment

    def _write_comment(self, element: Element, indent: int) -> None:
        place = (element.start, element.end)
        self.out.write(" " * indent + "<!-- " if element.block else "<!-- ", *place)
        self.out.text(element, None)
        self.out.write(" -->\n" if element.block else " -->", *place)

    def _write_raw(self, element: Element, indent: int) -> None:
        if not element.extra.strip() or "html" in element.extra.split():
            self.out.text(element, None)
            if element.block:
                self.out.write("\n")

    def _write_math(self, element: Element, indent: int) -> None:
        out, place = self.out, (element.start, element.end)
        if self.options.math_engine == "mathjax" and not element.attributes:
            out.write("\\[" if element.block else "\\(", *place)
            out.text(element, CODE_RE)
            out.write("\\]\n" if element.block else "\\)", *place)
            return
        attributes = dict(element.attributes)
        mathjax = self.options.math_engine == "mathjax"
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

    # spans

    def _write_text(self, element: Element, indent: int) -> None:
        if self.options.remove_line_breaks_for_cjk and "\n" in element.text():
            text = _CJK_RE.sub("", escaped(element.text(), TEXT_RE))
            self.out.write(text, element.start, element.end)
        else:
            self.out.text(element, TEXT_RE)

    def _write_br(self, element: Element, indent: int) -> None:
        self.out.write("<br />", element.start, element.end)

    def _write_a(self, element: Element, indent: int) -> None:
        if self.in_contents:
            self.inner(element, 0)
        else:
            self.span("a", element, element.attributes)

    def _write_img(self, element: Element, indent: int) -> None:
        self.out.tag("<img", element.attributes, " />", element)

    def _write_codespan(self, element: Element, indent: int) -> None:
        span_code(self.out, element, self.options)

    def _write_em(self, element: Element, indent: int) -> None:
        self.span(element.kind, element, element.attributes)

    _write_strong = _write_em

    def _write_footnote(self, element: Element, indent: int) -> None:
        if not self.in_contents:
            footnotes.marker(self, element)

    def _write_entity(self, element: Element, indent: int) -> None:
        text = self.entity(element.level, element.extra)
        self.out.write(text, element.start, element.end)

    def _write_symbol(self, element: Element, indent: int) -> None:
        chosen = self.options.typographic_symbols.get(element.value)
        if chosen is not None:
            text = escaped(chosen, TEXT_RE)
        else:
            text = "".join(self.entity(code) for code in SYMBOL_CODES[element.value])
        self.out.write(text, element.start, element.end)

    def _write_smart_quote(self, element: Element, indent: int) -> None:
        chosen = self.options.smart_quotes[QUOTE_ORDER.index(element.value)]
        self.out.write(self.entity(quote_code(chosen)), element.start, element.end)

    def _write_abbreviation(self, element: Element, indent: int) -> None:
        title, mark = self.context.abbreviations[element.value]
        attributes = dict(mark.attributes)
        if title.text:
            attributes["title"] = title
        self.out.tag("<abbr", attributes, ">", element)
        self.out.text(element, None)
        self.out.write("</abbr>", element.start, element.end)

    def _write_entry(self, element: Element, indent: int) -> None:
        self.span("a", element, element.attributes)
