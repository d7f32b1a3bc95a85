"""link and post_url."""

from __future__ import annotations

from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import At
from jekyll_tools.liquid.tokens import SPACE


class Link(Part):
    """The address of a page, document, static file or post of the site."""

    __slots__ = ("_at", "_name", "_path")

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening.start, opening.end)
        self._name = opening.name
        self._path = opening.markup.strip(SPACE)
        lead = len(opening.markup) - len(opening.markup.lstrip(SPACE))
        self._at = At(opening.at.text, opening.at.shift + lead)
        self.blank = False

    def expand(self, run: Run) -> None:
        """Write the address that the host knows."""
        path = self._path
        if self._name == "link":
            path = run.engine.inline(run, path, self._at) if "{" in path else path
            address = run.host.link(path)
        else:
            address = run.host.post_url(path)
        if address is None:
            kind = "post" if self._name == "post_url" else "page, document or file"
            message = f"no {kind} is called '{path}'"
            run.report("link-missing", message, run.source(self.start, self.end), path)
        else:
            run.write(address, run.source(self.start, self.end, False))


class LinkTag(Tag):
    """See `Link`."""

    name = "link"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        return Link(opening)


class PostUrlTag(LinkTag):
    """See `Link`."""

    name = "post_url"


TAGS = (LinkTag, PostUrlTag)
