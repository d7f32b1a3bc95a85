"""Tags that Liquid and Jekyll do not have: a plugin's, or a mistake."""

from __future__ import annotations

from jekyll_tools.liquid.parsing import UNKNOWN, Tag
from jekyll_tools.liquid.parts import Nothing, Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream

_PARTS = frozenset(("else", "elsif", "when", "end"))


class UnknownPart(Part):
    """A plugin's tag; the host may know what it prints."""

    __slots__ = ("_markup", "_name")

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.start, opening.end)
        self._name = opening.name
        self._markup = opening.markup.strip()
        self.blank = False

    def expand(self, run: Run) -> None:
        """Write what the host knows; otherwise nothing, and the output is open."""
        source = run.source(self.start, self.end)
        known = run.host.tag(self._name, self._markup)
        if known is None:
            run.unknown(f"the tag '{self._name}'", source)
        elif known:
            run.write(known, run.source(self.start, self.end, False))


class UnknownTag(Tag):
    """Whatever is not registered; `{% x %}…{% endx %}` is taken for a block and left out."""

    name = UNKNOWN

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        name = opening.name
        if stream.comment_depth == stream.depth and stream.comment_depth > 0:
            return Nothing(opening.start, opening.end)
        if name in _PARTS or name.startswith("end"):
            message = f"the tag '{name}' does not belong here"
            stream.fault("syntax", message, opening.start, opening.end, name)
            return Nothing(opening.start, opening.end)
        message = f"no tag is called '{name}'"
        stream.fault("unknown-tag", message, opening.start, opening.end, name)
        if stream.comes("end" + name):
            self.body(stream, opening, ("end" + name,))
            stream.next()
        return UnknownPart(opening)


TAGS = (UnknownTag,)
