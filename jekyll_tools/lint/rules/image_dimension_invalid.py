"""`width` and `height` attributes take whole numbers of pixels; HTML knows no units there.

A browser reads the digits and drops the rest, so `height="210rem"` is 210 pixels, not 3,360. The
fix writes what the browser does: `35px` becomes `35`; any other unit moves to `style`, a percent
sign with it.

The values are those of `img`, `video`, `iframe`, `canvas`, `embed`, `object`, `source`, `input`:
"valid non-negative integers" in the HTML standard, "Dimension attributes".

Bad:
    <img src="images/a.png" alt="Ada" height="210rem" style="object-fit: cover;">

    == images/a.png 420x420 ==

Good:
    <img src="images/a.png" alt="Ada" style="height: 210px; object-fit: cover;">

    == images/a.png 420x420 ==
"""

import re
from collections.abc import Iterator

from jekyll_tools.elements import Attribute, Element
from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, PageView, rule

TAGS = frozenset({"canvas", "embed", "iframe", "img", "input", "object", "source", "video"})
_VALID = re.compile(r"\d+")
# What a browser makes of a value: "rules for parsing dimension values" of the HTML standard.
_DIMENSION = re.compile(r"[ \t\n\f\r]*\+?(\d+(?:\.\d+)?)(%?)(.*)", re.S)


@rule()
def image_dimension_invalid(page: PageView) -> Iterator[Finding]:
    for element in page.elements:
        if element.tag not in TAGS:
            continue
        for name in ("width", "height"):
            attribute = element.get(name)
            if attribute is None or _VALID.fullmatch(attribute.value):
                continue
            reading = _reading(attribute.value)
            yield from page.finding(
                attribute,
                f'{name}="{attribute.value}" is no whole number of pixels',
                f"browsers read it as {reading}" if reading else "browsers ignore it",
                fix=_fix(page, attribute, reading),
                value=attribute.value,
            )


def _reading(value: str) -> str | None:
    """The CSS length that a browser makes of the value."""
    match = _DIMENSION.match(value)
    if match is None or not float(match[1]):
        return None
    return match[1] + ("%" if match[2] else "px")


def _fix(page: PageView, attribute: Attribute, reading: str | None) -> Fix | None:
    source = page.source_tag(attribute)
    found = source.element.get(attribute.name) if source else None
    if source is None or found is None or found.value != attribute.value:
        return None
    if reading is None:
        edits = [_removal(source.text, found)]
        return Fix(f"drop {attribute.name}", _in(source.path, edits), safe=True)
    if reading.endswith("px") and attribute.value.strip().lower().endswith("px"):
        number = str(round(float(reading[:-2])))
        edit = Edit(found.value_start, found.value_end, number)
        return Fix(f'{attribute.name}="{number}"', _in(source.path, [edit]), safe=True)
    edits = list(_moved(source.text, source.element, found, f"{attribute.name}: {reading};"))
    return Fix(f"move {attribute.name} to style", _in(source.path, edits), safe=True)


def _moved(text: str, element: Element, found: Attribute, declaration: str) -> Iterator[Edit]:
    """The attribute goes; the declaration comes first in `style`, where a later one wins."""
    style = element.get("style")
    if style is None:
        yield Edit(found.start, found.end, f'style="{declaration}"')
        return
    yield _removal(text, found)
    gap = "" if style.value_start == style.value_end or text[style.value_start] == " " else " "
    yield Edit(style.value_start, style.value_start, declaration + gap)


def _removal(text: str, found: Attribute) -> Edit:
    start = found.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return Edit(start, found.end, "")


def _in(path: str, edits: list[Edit]) -> tuple[FileEdit, ...]:
    return tuple(FileEdit(path, edit) for edit in edits)
