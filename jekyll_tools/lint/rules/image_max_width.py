"""A `max-width` beyond the image's own pixels was copied from another image: it limits nothing.

On a wide screen the browser then blows the image up until it blurs. The fix writes the width
that the file has.

Bad:
    <img src="images/logo.png" alt="Logo" style="max-width:5990px;width:100%">

    == images/logo.png 600x200 ==

Good:
    <img src="images/logo.png" alt="Logo" style="max-width:600px;width:100%">

    == images/logo.png 600x200 ==
"""

import re
from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, Fix, PageView, Severity, rule
from jekyll_tools.patterns import late

_MAX_WIDTH = re.compile(r"(?<![\w-])max-width\s*:\s*(\d+)(?:\.\d+)?px", re.I)
_WIDE = late(r"(?<![\w-])width\s*:", re.I)

PICTURE = 16  # pixels; what is narrower is a spacer or stands in for a picture


@rule(severity=Severity.WARNING)
def image_max_width(page: PageView) -> Iterator[Finding]:
    for reference in page.references:
        if reference.tag != "img" or reference.attr != "src":
            continue
        style = reference.element.get("style")
        if style is None:
            continue
        match = _MAX_WIDTH.search(page.html.text, style.value_start, style.value_end)
        size = page.image_size(reference) if match else None
        if match is None or size is None or int(match[1]) <= size.width:
            continue
        if not (_WIDE.search(style.value) or reference.element.get("width")):
            continue  # without a width the image is never wider than its pixels
        tag = page.source_tag(style)
        if tag is None or tag.element.value("src") != reference.value:
            continue  # a template's limit, which other images may need
        edit = page.edit(*match.span(1), str(size.width)) if size.width >= PICTURE else None
        yield from page.finding(
            match.span(1),
            f"max-width is {match[1]}px, but the image is {size.width} pixels wide",
            f"write max-width: {size.width}px",
            fix=Fix(f"max-width: {size.width}px", (edit,), safe=True) if edit else None,
            value=match[1],
        )
