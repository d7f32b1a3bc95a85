"""An image, video or other medium whose file the site does not have shows as a broken picture.

The path is resolved as a browser does it, from the URL of the page (a permalink changes what a
relative path means).

Bad:
    ![Logo](images/lgoo.png)

    == images/logo.png 4x4 ==

Good:
    ![Logo](images/logo.png)

    == images/logo.png 4x4 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import missing_finding, missing_of
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def image_missing(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "image-missing"):
        yield from missing_finding(page, missing, "the image")
