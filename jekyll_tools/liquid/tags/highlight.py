"""highlight: code in Jekyll's `<figure>`, escaped, without rouge's colours."""

from __future__ import annotations

import re

from jekyll_tools.liquid.parsing import Tag
from jekyll_tools.liquid.parts import Body, Part
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.stream import Opening, Stream
from jekyll_tools.liquid.strict import MarkupError
from jekyll_tools.liquid.values import to_s
from jekyll_tools.patterns import late
from jekyll_tools.text import Source

_SYNTAX = late(
    r"""^([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)$""",
    re.ASCII | re.MULTILINE,
)
_OPTION = late(r"\s(\w+)", re.ASCII)


class Highlight(Part):
    """A block of code (`tags/highlight.rb`)."""

    __slots__ = ("_body", "_language", "_numbered")
    ends = True
    block = True

    def __init__(self, opening: Opening, found: re.Match[str], body: Body) -> None:
        super().__init__(opening.start, opening.end)
        self._language = found.group(1).lower()
        self._numbered = "linenos" in _OPTION.findall(found.group(2))
        self._body = body
        self.blank = body.blank

    def sets(self) -> frozenset[str] | None:
        """See `Part`."""
        return self._body.sets()

    def expand(self, run: Run) -> None:
        """Write the code in its frame."""
        with run.captured() as out:
            self._body.expand(run)
        made = out.done()
        start = len(made.text) - len(made.text.lstrip("\r\n"))
        end = max(len(made.text.rstrip("\r\n")), start)
        at = run.source(self.start, self.end, False)
        language = self._language
        css = language.replace("+", "-")
        run.write(to_s(run.find("highlighter_prefix")), at)
        frame = f'<figure class="highlight"><pre><code class="language-{css}"'
        run.write(f'{frame} data-lang="{language}">', at)
        lines = made.text.count("\n", start, end) + 1
        if self._numbered:
            gutter = "".join(f"{line}\n" for line in range(1, lines + 1))
            run.write('<table class="rouge-table"><tbody><tr><td class="gutter gl">', at)
            run.write(f'<pre class="lineno">{gutter}</pre></td><td class="code"><pre>', at)
        for low, high, source in made.runs(start, end) if start < end else ():
            text = made.text[low:high]
            shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            if shown != text and source is not None:
                source = Source(made, low, high, False)
            run.wrote(len(shown))
            run.out.put(shown, source)
        if self._numbered:
            run.write("\n</pre></td></tr></tbody></table>", at)
        run.write("</code></pre></figure>", at)
        run.write(to_s(run.find("highlighter_suffix")), at)


class HighlightTag(Tag):
    """See `Highlight`."""

    name = "highlight"
    end = "endhighlight"

    def build(self, stream: Stream, opening: Opening) -> Part:
        """See `Tag`."""
        body = self.body(stream, opening, (self.end,))
        stream.next()
        found = _SYNTAX.search(opening.markup.strip())
        if not found:
            raise MarkupError("write {% highlight language %}")
        return Highlight(opening, found, body)


TAGS = (HighlightTag,)
