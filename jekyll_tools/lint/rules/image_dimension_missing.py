"""Without width and height the text jumps when an image arrives; the file knows both.

Bad:
    <img src="images/a.png" alt="A">

    == images/a.png 40x30 ==

Good:
    <img src="images/a.png" alt="A" width="40" height="30">

    == images/a.png 40x30 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.images import Shown, images
from jekyll_tools.lint.rule import Finding, Fix, PageView, Severity, rule


@rule(severity=Severity.WARNING, default=False)
def image_dimension_missing(page: PageView) -> Iterator[Finding]:
    for image in images(page):
        if image.size.failure is None and not image.sized:
            numbers = f'width="{image.size.width}" height="{image.size.height}"'
            yield from page.finding(
                image.reference.element,
                "the image has neither width nor height",
                f"write {numbers}",
                fix=_fix(page, image, numbers),
            )


def _fix(page: PageView, image: Shown, numbers: str) -> Fix | None:
    source = page.source_tag(image.reference.attribute)
    if source is None or not source.element.attributes or source.element.tag != "img":
        return None
    at = source.element.attributes[-1].end
    return Fix(f"write {numbers}", (page.edit_at(source, at, at, f" {numbers}"),), safe=False)
