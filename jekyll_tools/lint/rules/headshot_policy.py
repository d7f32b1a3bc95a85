"""Photos on cards that are small, heavy or not square spoil the row they stand in.

`pixels` is the least width and height, `kilobytes` the most weight, `extensions` what a photo may
be. `jt photos` checks the same limits, and decodes each file; `jt photos --fix` mends.

Bad:
    == _data/speakers.yml ==
    - {name: Ada, photo: images/ada.png}
    == images/ada.png 400x300 ==

Good:
    == _data/speakers.yml ==
    - {name: Ada, photo: images/ada.png}
    == images/ada.png 420x420 ==
"""

from collections.abc import Iterator

from jekyll_tools.cards.photos.policy import ENDINGS, KILOBYTES, PIXELS, PhotoPolicy, flaws
from jekyll_tools.lint.people import people_of
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule


@rule(severity=Severity.WARNING, default=False)
def headshot_policy(
    site: SiteView,
    *,
    pixels: int = PIXELS,
    kilobytes: int = KILOBYTES,
    extensions: str = ENDINGS,
) -> Iterator[Finding]:
    policy = PhotoPolicy(pixels, kilobytes, extensions)
    for person in people_of(site):
        photo = person.photo.lstrip("/")
        size = site.site.image_size(photo) if photo and "://" not in photo else None
        if size is None or size.failure:
            continue  # image-missing and image-bad-file tell of it
        weight = site.site.file_size(photo)
        worst = next(flaws(photo, size.width, size.height, weight, policy), None)
        place = site.file_place(person.field_place("photo"))
        if worst and place:
            message = f"the photo of {person.name} {worst.message}"
            advice = worst.advice or "`jt photos --fix` crops and shrinks it"
            yield Finding(place.path, place.start, place.end, message, advice, photo)
