"""A photo of several megabytes keeps visitors on the phone waiting; few screens show 4000 pixels.

`kilobytes` and `pixels` (of the longer side) are the budget of one image.

Bad:
    ![Hall](images/hall.png)

    == images/hall.png 3000x30 ==

Good:
    ![Hall](images/hall.png)

    == images/hall.png 1600x16 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.images import images
from jekyll_tools.lint.rule import Finding, PageView, Severity, rule


@rule(severity=Severity.WARNING, default=False)
def image_heavy(page: PageView, *, kilobytes: int = 1000, pixels: int = 2600) -> Iterator[Finding]:
    for image in images(page):
        weight = page.site.file_size(image.file.path) // 1000
        longest = max(image.size.width, image.size.height)
        if weight <= kilobytes and (longest <= pixels or image.size.format == "SVG"):
            continue
        message = f"the image weighs {weight} kB and is {longest} pixels long"
        path, pages = image.file.path, (page.page.path,)
        yield Finding(path, 0, 0, message, "make it smaller", path, pages=pages)
