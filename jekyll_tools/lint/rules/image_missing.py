"""An image, video or other medium whose file the site does not have shows as a broken picture.

The path is resolved as a browser does it, from the URL of the page (a permalink changes what a
relative path means), and upper and lower case count, as they do on GitHub Pages.

Bad:
    ![Logo](images/logo.png)

    == images/Logo.png 4x4 ==

Good:
    ![Logo](images/Logo.png)

    == images/Logo.png 4x4 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import IMAGE_TAGS, missing_files, missing_finding
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def image_missing(page: PageView) -> Iterator[Finding]:
    for missing in missing_files(page):
        if missing.reference.tag in IMAGE_TAGS or missing.reference.attr == "style":
            yield from missing_finding(page, missing, "the image")
