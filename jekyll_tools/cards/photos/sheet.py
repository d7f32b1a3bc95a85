"""A contact sheet: every card as it will look, what is wrong with its photo, on one page."""

from __future__ import annotations

import html
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from string import Template

from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.from_site import content_of
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.photos.check import Photo
from jekyll_tools.cards.photos.photo import TOP, read_picture, squared
from jekyll_tools.cards.photos.stylesheets import Styles, card_styles
from jekyll_tools.cards.photos.uses import path_of
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.cards.render import render_group
from jekyll_tools.elements import Element, elements
from jekyll_tools.site import Site

_SIDE = 420
_WITHOUT = "In no group"


def contact_sheet(site: Site, photos: Iterable[Photo]) -> str:
    """The page: HTML with everything in it, which loads nothing and runs nothing.

    `photos` are those of `check_photos`; people without one among them are left out. Raises
    `CardsError` for records that cannot be read.
    """
    content = content_of(site)
    found: dict[str, list[Photo]] = {}
    for photo in photos:
        found.setdefault(photo.use.person.id, []).append(photo)
    sheet = _Sheet(site, content, found)
    groups = "".join(_group(sheet, name, people) for name, people in _groups(content, found))
    styles = card_styles(site, content.config.output)
    bad = [photo for photos in found.values() for photo in photos if photo.is_bad]
    template = Template((files("jekyll_tools.cards") / "templates/sheet.htm").read_text("utf-8"))
    return template.substitute(
        title=_text(str(site.config.get("title") or "Photos")),
        # In a string of CSS the backslash changes nothing; outside of one there is no `</`.
        css=styles.text.replace("</", "<\\/"),
        summary=_summary(len(found), bad),
        absent=_absent(styles),
        groups=groups,
    )


class _Sheet:
    """What every card of the sheet is made from; a file is opened once."""

    def __init__(self, site: Site, content: Content, photos: Mapping[str, list[Photo]]) -> None:
        self.site, self.content, self.photos = site, content, photos
        self._by_path = {p.path: p for some in photos.values() for p in some if p.path}
        self._pictures: dict[str, str] = {}

    def card(self, person: Person) -> str:
        """The site's own card, with the picture itself where its address was."""
        try:
            card = render_group([person], self.content.templates, self.content.config.people)
        except CardsError as error:
            return f"<p class=jt-flaw>{_text(str(error))}</p>"
        parts, position = [], 0
        for element in elements(card):
            if element.tag in ("img", "source"):
                parts += [card[position : element.start], self._image(element)]
                position = element.end
        return "".join([*parts, card[position:]])

    def _image(self, element: Element) -> str:
        source = self.picture(element.value("src"))
        rest = "".join(
            f' {attribute.name}="{_text(attribute.value or "")}"'
            for attribute in element.attributes
            if attribute.name in ("alt", "class", "style", "width", "height")
        )
        return f'<img{rest} src="{source}">' if source else f"<span class=jt-none{rest}></span>"

    def picture(self, value: str) -> str:
        """The photo that a card names, as a data URL; "" where there is none."""
        path = path_of(value, str(self.site.config.get("baseurl") or ""))
        photo = next(
            (p for ps in self.photos.values() for p in ps if p.path and p.path == path), None
        )
        if photo is None or not photo.format:
            return ""
        if photo.path not in self._pictures:
            self._pictures[photo.path] = self._encoded(photo, crop=False)
        return self._pictures[photo.path]

    def after(self, photo: Photo) -> str:
        """What `jt photos --fix` would make of a photo that is not square, as a data URL."""
        return self._encoded(photo, crop=True)

    def _encoded(self, photo: Photo, *, crop: bool) -> str:
        data = Path(self.site.root, photo.path).read_bytes()
        image = read_picture(data, photo.path, _SIDE).image
        if crop:
            image = squared(image, _SIDE // 3, photo.use.focus or TOP)
        image.thumbnail((_SIDE, _SIDE))
        out = BytesIO()
        image.save(out, "JPEG", quality=80)
        return f"data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}"


def _groups(
    content: Content, found: Mapping[str, list[Photo]]
) -> Iterator[tuple[str, list[Person]]]:
    people = people_of(content)
    shown: set[str] = set()
    for group in people.groups:
        members = [person for person in people.group(group) if person.id in found]
        shown.update(person.id for person in members)
        yield group, members
    yield _WITHOUT, [p for p in people.people if p.id in found and p.id not in shown]


def _group(sheet: _Sheet, name: str, people: list[Person]) -> str:
    if not people:
        return ""
    cells = "".join(_cell(sheet, person) for person in people)
    return f"<h2 class=jt-group>{_text(name)}</h2>\n<div class=jt-cards>\n{cells}</div>\n"


def _cell(sheet: _Sheet, person: Person) -> str:
    photos = [p for p in sheet.photos[person.id] if p.use.value == person.photo]
    photo = (photos or sheet.photos[person.id])[0]
    rows = [f"<li>the photo {_text(flaw.message)}</li>" for flaw in photo.flaws]
    kind = "jt-bad" if photo.is_bad else "jt-note" if photo.flaws else "jt-good"
    size = f"{photo.width}×{photo.height}, {photo.weight // 1000} kB" if photo.format else "–"
    after = ""
    if any(flaw.kind == "not-square" for flaw in photo.flaws):
        crop = f'<img src="{sheet.after(photo)}" alt="">'
        after = f"<figure>{crop}<figcaption>as --fix would crop it</figcaption></figure>"
    return (
        f'<div class="jt-cell {kind}"><div class=jt-card>{sheet.card(person)}</div>\n'
        f"<p class=jt-file>{_text(photo.path or photo.use.value or 'no photo')}<br>{size}</p>\n"
        f"<ul class=jt-flaws>{''.join(rows)}</ul>{after}</div>\n"
    )


def _summary(people: int, bad: list[Photo]) -> str:
    if not bad:
        return f"{people} people; nothing is wrong with their photos."
    kinds = Counter(flaw.kind for photo in bad for flaw in photo.flaws if flaw.counts)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f"{people} people; {len(bad)} photos need care: {told}."


def _absent(styles: Styles) -> str:
    if not styles.absent:
        return ""
    names = ", ".join(_text(name) for name in styles.absent)
    return f"The site also uses style sheets that are not here: {names}."


def _text(value: str) -> str:
    return html.escape("".join(c if c.isprintable() else "\ufffd" for c in value))
