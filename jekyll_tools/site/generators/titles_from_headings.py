"""jekyll-titles-from-headings 0.5: the first heading is the title of a page that has none."""

from __future__ import annotations

import re

from jekyll_tools.patterns import late
from jekyll_tools.site.entry import Entry
from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.text import Span

NAME = "jekyll-titles-from-headings"
# The plugin's TITLE_REGEX, with Ruby's white space.
_S = r"[ \t\r\n\f\v]"
_TITLE = late(
    rf"{_S}*(?:\#{{1,3}}{_S}+([^\n]*)(?:{_S}+\#{{1,3}})?|([^\n]*)\r?\n[-=]+{_S}*)$", re.MULTILINE
)
_FOOTNOTE = late(r"\[\^[^\]]*\]")
_PLAIN = late(r"[^*_`\[\]<>&\\!#{}()$|~:'\"\-.^+=\n]*(?:-[^*_`\[\]<>&\\!#{}()$|~:'\"\-.^+=\n]+)*\Z")


def generate(draft: Draft) -> None:
    """Set the titles of Markdown pages, and with `collections` of documents."""
    if draft.option("titles_from_headings", "enabled") is False:
        return
    entries = list(draft.pages)
    if draft.option("titles_from_headings", "collections") is True:
        entries += draft.written_documents()
    for entry in entries:
        if not draft.context.permalinks.is_markdown(entry.ext) or entry.file is None:
            continue
        if entry.is_page and entry.get("title") is not None:
            continue
        _title(draft, entry)


def _title(draft: Draft, entry: Entry) -> None:
    if entry.file is None:
        return
    found = _TITLE.match(entry.file.text, entry.body.start, entry.body.end)
    if found:
        entry.data["title"] = title_text((found[1] or found[2] or "").strip())
    strip = entry.data.get("strip_title")
    if "strip_title" not in entry.data:
        strip = draft.option("titles_from_headings", "strip_title")
    if found and strip is True:
        entry.strip_title = Span(found.start(), found.end())


def title_text(heading: str) -> str:
    """A heading without its Markdown: `markdownify | strip_html | normalize_whitespace`."""
    if not _PLAIN.match(heading):
        heading = _rendered(heading)
    return _FOOTNOTE.sub("", " ".join(heading.split()))


def _rendered(heading: str) -> str:
    from jekyll_tools.kramdown import to_html
    from jekyll_tools.text import File, Traced

    html = to_html(Traced.of(File("", heading))).html.text
    return re.sub(r"<[^<>]*>", "", html)
