"""A file that is no image, or one of a kind that browsers do not know, shows as a broken picture.

An empty file, a page of HTML that was saved as `.jpg`, a HEIC photo from a telephone. A file whose
extension is that of another format is sent with the wrong type, and editors refuse it.

Bad:
    ![Ada](images/ada.png)

    == images/ada.png ==
    <html>Not found</html>

Good:
    ![Ada](images/ada.png)

    == images/ada.png 40x40 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.images import Shown, images
from jekyll_tools.lint.rule import Finding, PageView, rule

UNKNOWN = (".heic", ".heif", ".tif", ".tiff", ".psd", ".raw", ".eps")
_EXTENSIONS = {
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
}
_RASTER = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


@rule()
def image_bad_file(page: PageView) -> Iterator[Finding]:
    for image in images(page):
        message = _wrong(page, image)
        if message:
            path, pages = image.file.path, (page.page.path,)
            yield Finding(path, 0, 0, message, "save the image again", path, pages=pages)


def _wrong(page: PageView, image: Shown) -> str | None:
    path = image.file.path.lower()
    # What is measured without a failure is not empty.
    if image.size.failure and page.site.file_size(image.file.path) == 0:
        return "the file of this image is empty"
    if path.endswith(UNKNOWN):
        return f"most browsers do not show {path.rpartition('.')[2].upper()} images"
    if path.endswith(_RASTER) and image.size.failure in ("not-image", "damaged"):
        damaged = image.size.failure == "damaged"
        return "the image is damaged" if damaged else "this file is no image"
    if path.endswith(".svg") and image.size.failure == "not-image":
        return "this file is no image"
    fits = _EXTENSIONS.get(image.size.format)
    if fits is not None and path.endswith(_RASTER) and not path.endswith(fits):
        return f"this is a {image.size.format} image with the extension of another"
    return None
