"""`width` and `height` attributes take whole numbers of pixels; HTML knows no units there.

A browser reads the digits and drops the rest, so `height="210rem"` is 210 pixels, not 3,360. The
fix writes what the browser does: `35px` becomes `35`; any other unit moves to `style`, a percent
sign with it. Where that is what was meant (`300px`, `95%`) it is a warning.

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
from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, PageView, Severity, rule
from jekyll_tools.patterns import late

TAGS = frozenset({"canvas", "embed", "iframe", "img", "input", "object", "source", "video"})
_BITMAPS = frozenset({"canvas", "source"})  # their numbers are no CSS lengths
_VALID = re.compile(r"\d+")
_PIXELS = late(r"\s*\+?\d+(?:\.\d+)?\s*px[\s;]*", re.I)
_PERCENT = late(r"\s*\+?\d+(?:\.\d+)?%\s*")
# What a browser makes of a value: "rules for parsing dimension values" of the HTML standard.
_DIMENSION = late(r"[ \t\n\f\r]*\+?(\d+(?:\.\d+)?)(%?)(.*)", re.S)


@rule()
def image_dimension_invalid(page: PageView) -> Iterator[Finding]:
    for element in page.elements:
        if element.tag not in TAGS:
            continue
        named = (element.get("width"), element.get("height"))
        wrong = [each for each in named if each and not _VALID.fullmatch(each.value)]
        fix = _fix(page, wrong) if wrong else None
        for attribute in wrong:
            reading = _reading(attribute.value)
            yield from page.finding(
                attribute,
                f'{attribute.name}="{attribute.value}" is no whole number of pixels',
                f"browsers read it as {reading}" if reading else "browsers ignore it",
                fix=fix,
                value=attribute.value,
                severity=_severity(element.tag, attribute.value),
            )


def _severity(tag: str, value: str) -> Severity:
    """A warning where a browser shows what was meant."""
    percent = tag not in _BITMAPS and _PERCENT.fullmatch(value)
    return Severity.WARNING if percent or _PIXELS.fullmatch(value) else Severity.ERROR


def _reading(value: str) -> str | None:
    """The CSS length that a browser makes of the value."""
    match = _DIMENSION.match(value)
    if match is None or not float(match[1]):
        return None
    return match[1] + ("%" if match[2] else "px")


def _fix(page: PageView, wrong: list[Attribute]) -> Fix | None:
    """One fix for both attributes of a tag: a second `style` would not count."""
    source = page.source_tag(wrong[0])
    if source is None or not all(_is_same(source.element.get(a.name), a) for a in wrong):
        return None
    edits: list[Edit] = []
    moved: list[Attribute] = []
    titles: list[str] = []
    for attribute in wrong:
        found = source.element.get(attribute.name)
        reading = _reading(attribute.value)
        if found is None:
            return None
        if reading is None:
            edits.append(_removal(source.text, found))
            titles.append(f"drop {attribute.name}")
        elif source.element.tag in _BITMAPS or _PIXELS.fullmatch(attribute.value):
            number = str(int(float(reading.rstrip("px%"))))
            edits.append(Edit(found.value_start, found.value_end, number))
            titles.append(f'{attribute.name}="{number}"')
        else:
            moved.append(found)
            titles.append(f"move {attribute.name} to style")
    edits += _moved(source.text, source.element, moved)
    parts = tuple(FileEdit(source.path, edit) for edit in edits)
    return Fix(", ".join(titles), parts, safe=True)


def _is_same(found: Attribute | None, attribute: Attribute) -> bool:
    return found is not None and found.value == attribute.value


def _moved(text: str, element: Element, moved: list[Attribute]) -> Iterator[Edit]:
    """The attributes go; their declarations come first in `style`, where a later one wins."""
    said = " ".join(f"{each.name}: {_reading(each.value)};" for each in moved)
    style = element.get("style")
    for number, each in enumerate(moved):
        if style is None and number == 0:
            yield Edit(each.start, each.end, f'style="{said}"')
        else:
            yield _removal(text, each)
    if moved and style is not None:
        gap = "" if style.value_start == style.value_end or text[style.value_start] == " " else " "
        yield Edit(style.value_start, style.value_start, said + gap)


def _removal(text: str, found: Attribute) -> Edit:
    start = found.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return Edit(start, found.end, "")
