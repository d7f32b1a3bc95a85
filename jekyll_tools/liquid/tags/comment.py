"""Comments, whose inside Liquid 4 parses like everything else."""

from __future__ import annotations

from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Nothing, Part
from jekyll_tools.liquid.stream import Opening, Stream


class CommentTag(Tag):
    """`{% comment %}`: tags inside that are known have to be right, others do not matter."""

    name = "comment"
    end = "endcomment"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        outer, stream.comment_depth = stream.comment_depth, stream.depth + 1
        try:
            self.body(stream, opening, (self.end,))
        finally:
            stream.comment_depth = outer
        stream.next()
        return Nothing(opening.start, opening.end)


TAGS = (CommentTag,)
