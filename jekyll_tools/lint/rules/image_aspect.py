"""Width and height whose ratio is not the file's squeeze the image.

`object-fit` says that this is meant. The ratio may differ by `tolerance`.

Bad:
    <img src="images/a.png" alt="A" width="40" height="40">

    == images/a.png 40x30 ==

Good:
    <img src="images/a.png" alt="A" width="40" height="30">

    == images/a.png 40x30 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.images import images
from jekyll_tools.lint.rule import Finding, Fix, PageView, Severity, rule


@rule(severity=Severity.WARNING, default=False)
def image_aspect(page: PageView, *, tolerance: float = 0.02) -> Iterator[Finding]:
    for image in images(page):
        size, width, height = image.size, image.width, image.height
        if size.failure or not (width and height and size.height) or "object-fit" in image.style:
            continue
        if abs(width * size.height / (height * size.width) - 1) <= tolerance:
            continue
        right = round(width * size.height / size.width)
        attribute = image.reference.element.get("height")
        edit = (
            page.edit(attribute.value_start, attribute.value_end, str(right)) if attribute else None
        )
        yield from page.finding(
            attribute or image.reference,
            f"{width}x{height} is not the shape of the image, which is {size.width}x{size.height}",
            f'write height="{right}", or say object-fit',
            fix=Fix(f'height="{right}"', (edit,), safe=False) if edit else None,
        )
