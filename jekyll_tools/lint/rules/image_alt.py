"""An image without `alt` is silent for who cannot see it; on a card it must be the name.

`alt=""` says that an image is decoration and is fine anywhere but on a card. A file name is no
description.

Bad:
    <div class="card-columns">
    <div class="card">
    <img src="images/thea.jpg" alt="Thea Arrestad" width="210" height="210">
    <div class="card-text"><a href="https://example.org">Thea Aarrestad</a></div>
    </div>
    </div>

    == images/thea.jpg 210x210 ==

Good:
    <div class="card-columns">
    <div class="card">
    <img src="images/thea.jpg" alt="Thea Aarrestad" width="210" height="210">
    <div class="card-text"><a href="https://example.org">Thea Aarrestad</a></div>
    </div>
    </div>

    == images/thea.jpg 210x210 ==
"""

import re
from collections.abc import Iterator
from html import escape

from jekyll_tools.cards.people.names import ascii_letters
from jekyll_tools.elements import Element
from jekyll_tools.lint.rule import Finding, Fix, PageView, Severity, rule

_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|avif|svg)", re.I)
_PORTRAIT = frozenset(("headshot", "image", "of", "photo", "picture", "portrait"))


@rule(severity=Severity.WARNING)
def image_alt(page: PageView) -> Iterator[Finding]:
    names = page.card_names
    for element in page.elements:
        if element.tag == "img" and element.get("src") is not None:
            name = names.get(element.start)
            if name is None:
                yield from _outside_cards(page, element)
            elif not _is_name(element.value("alt"), name):
                yield from _on_card(page, element, name)


def _is_name(alt: str, name: str) -> bool:
    """Whether a text names a person: the name in full or in short, or a longer text with it."""
    words = [word for word in _words(alt) if word not in _PORTRAIT]
    known = _words(name)
    if not words or not known:
        return alt.strip() == name
    if set(known) <= set(words):
        return True
    first, last = words[0], words[-1]
    short = first.startswith(known[0]) or known[0].startswith(first) or first in known
    return last == known[-1] and short


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", ascii_letters(text).casefold())


def _outside_cards(page: PageView, element: Element) -> Iterator[Finding]:
    alt = element.get("alt")
    if alt is None:
        if element.value("role") not in ("presentation", "none") and not element.get("aria-hidden"):
            yield from page.finding(
                element, "the image has no alt text", 'describe it, or write alt="" if it decorates'
            )
    elif _FILE_NAME.fullmatch(alt.value.strip()):
        yield from page.finding(
            alt, f'the alt text "{alt.value}" is a file name', "say what the image shows"
        )


def _on_card(page: PageView, element: Element, name: str) -> Iterator[Finding]:
    alt = element.get("alt")
    if alt is None:
        source = page.source_tag(element)
        edit = None
        if source is not None and source.element.get("src") is not None:
            at = source.element.attributes[-1].end
            edit = page.edit_at(source, at, at, f' alt="{escape(name)}"')
        fix = Fix(f'alt="{name}"', (edit,), safe=True) if edit else None
        yield from page.finding(
            element, f"the photo of {name} has no alt text", f'write alt="{name}"', fix=fix
        )
        return
    edit = None
    if alt.value.strip() and page.is_literal(alt):
        edit = page.edit(alt.value_start, alt.value_end, escape(name))
    yield from page.finding(
        alt,
        f'the photo of {name} has the alt text "{alt.value}"',
        f'write alt="{name}"',
        fix=Fix(f'alt="{name}"', (edit,), safe=True) if edit else None,
        value=alt.value,
    )
