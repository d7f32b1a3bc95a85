"""Converts a text in a test, and checks what must hold of every conversion."""

from __future__ import annotations

from jekyll_tools.kramdown import JEKYLL, Conversion, Options, to_html
from jekyll_tools.text import File, Traced


def convert(text: str, options: Options = JEKYLL) -> Conversion:
    """The conversion of a page, its places checked."""
    source = Traced.of(File("page.md", text))
    conversion = to_html(source, options)
    check_places(conversion.html, source)
    return conversion


def check_places(html: Traced, source: Traced) -> None:
    """Runs are in order and in range; a verbatim run stands in the source word for word."""
    assert html.starts == sorted(html.starts)
    assert not html.text or html.starts[0] == 0
    ends = [*html.starts, len(html.text)][1:]
    for start, end, run in zip(html.starts, ends, html.sources, strict=True):
        if run is None:
            continue
        assert run.text is source
        assert 0 <= run.start <= run.end <= len(source.text)
        if run.verbatim:
            assert source.text[run.start : run.end] == html.text[start:end]
