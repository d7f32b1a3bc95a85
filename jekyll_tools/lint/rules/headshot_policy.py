"""Photos on cards that are small, heavy or not square spoil the row they stand in.

`pixels` is the least width, `kilobytes` the most weight, `extensions` what a photo may be.

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

from jekyll_tools.lint.people import people_of
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule


@rule(severity=Severity.WARNING, default=False)
def headshot_policy(
    site: SiteView,
    *,
    pixels: int = 210,
    kilobytes: int = 500,
    extensions: str = "jpg jpeg png",
) -> Iterator[Finding]:
    for person in people_of(site):
        photo = person.photo.lstrip("/")
        size = site.site.image_size(photo) if photo and "://" not in photo else None
        message = None
        if size is None or size.failure:
            continue  # image-missing and image-bad-file tell of it
        if photo.rpartition(".")[2].lower() not in extensions.split():
            message = f"the photo of {person.name} is none of {extensions}"
        elif abs(size.width - size.height) > 0.01 * size.width:
            message = f"the photo of {person.name} is {size.width}x{size.height}, not square"
        elif size.width < pixels:
            message = f"the photo of {person.name} is {size.width} pixels wide, less than {pixels}"
        elif (weight := site.site.file_size(photo) // 1000) > kilobytes:
            message = f"the photo of {person.name} weighs {weight} kB, more than {kilobytes}"
        place = site.file_place(person.field_place("photo"))
        if message and place:
            advice = "`jt add-speaker` crops and shrinks a photo"
            yield Finding(place.path, place.start, place.end, message, advice, photo)
