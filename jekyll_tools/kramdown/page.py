"""A page while it is written: its pieces, the elements around, footnotes, contents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jekyll_tools.kramdown import contents, footnotes
from jekyll_tools.kramdown.context import Context
from jekyll_tools.kramdown.ids import Ids
from jekyll_tools.kramdown.nodes import Attributes, Element
from jekyll_tools.kramdown.typography import NAMES, character
from jekyll_tools.kramdown.writer import Piece, Writer
from jekyll_tools.text import Traced

Write = Callable[["Page", Element, int], None]


class Page:
    """Writes one document."""

    def __init__(
        self, source: Traced, context: Context, ids: Ids, kinds: Mapping[str, Write]
    ) -> None:
        self.out = Writer(source)
        self.context = context
        self.options = context.options
        self.ids = ids
        self.stack: list[Element] = []
        self.contents: contents.Contents = contents.Contents()
        self.footnotes = footnotes.Footnotes(self.options.footnote_nr)
        self.in_contents = False
        self._kinds = kinds

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
        self._kinds[element.kind](self, element, indent)

    def inner(self, element: Element, indent: int) -> bool:
        """Write the children of an element; whether there was anything to write."""
        children, kinds = element.children, self._kinds
        if not children:
            return False
        pieces, indent = self.out.pieces, indent + 2
        mark = len(pieces)
        if len(children) == 1 and children[0].kind == "text":  # which asks for no stack
            kinds["text"](self, children[0], indent)
            return len(pieces) > mark
        self.stack.append(element)
        for child in children:
            kinds[child.kind](self, child, indent)
        self.stack.pop()
        return len(pieces) > mark

    def block(self, name: str, element: Element, attributes: Attributes, indent: int) -> None:
        """`<name>…</name>` on one line."""
        out = self.out
        out.tag(f"{' ' * indent}<{name}", attributes, ">", element)
        self.inner(element, indent)
        out.pieces.append((f"</{name}>\n", element.start, element.end))

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
