"""Sizes of images, from their headers: the only module here that knows Pillow."""

from __future__ import annotations

import os
import re
from io import FileIO
from pathlib import Path
from typing import Literal, NamedTuple

from jekyll_tools.patterns import late
from jekyll_tools.site.exif import ORIENTATION, SIDEWAYS
from jekyll_tools.site.jpeg import START, jpeg_size
from jekyll_tools.site.png import SIGNATURE, png_size

MAX_PIXELS = 50_000_000
MAX_BYTES = 20_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_STARTS = ((START, "JPEG"), (SIGNATURE, "PNG"), (b"GIF8", "GIF"))
_PLUGINS = {"JPEG": "Jpeg", "PNG": "Png", "WEBP": "WebP", "AVIF": "Avif", "GIF": "Gif"}
_HEAD = 65_536  # bytes, within which most images say their size

_SVG = late(r"<svg\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = late(r"""\b(width|height|viewBox)\s*=\s*["']([^"']*)["']""")
_LENGTH = late(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*\Z")


class ImageSize(NamedTuple):
    """Width and height in pixels as a browser shows the image, after its EXIF orientation.

    `failure` says why there is no size, which is then 0×0: `not-image` (no known format),
    `damaged`, `too-large` (over 50 million pixels or 20 MB), `no-size` (an SVG that has none).
    """

    width: int = 0
    height: int = 0
    format: str = ""
    failure: Literal["not-image", "damaged", "too-large", "no-size"] | None = None


def image_size(path: Path) -> ImageSize:
    """The size of the image in a file; of most, nothing but the header is read."""
    return plain_size(path) or decoded_size(path)


def plain_size(path: Path) -> ImageSize | None:
    """The size of an image that Pillow need not decode; None for any other."""
    if path.suffix.lower() == ".svg":
        return _svg_size(path)
    try:
        with path.open("rb", buffering=0) as file:
            return _size_in(file)
    except OSError:
        return None


def _size_in(file: FileIO) -> ImageSize | None:
    """The size of what is a PNG or a JPEG, whatever its name."""
    if os.fstat(file.fileno()).st_size > MAX_BYTES:
        return ImageSize(failure="too-large")
    start = file.read(len(SIGNATURE))
    file.seek(0)
    if start == SIGNATURE:
        size, kind = png_size(file.read()), "PNG"
    elif start.startswith(START):
        data = file.read(_HEAD)
        size, kind = jpeg_size(data) or jpeg_size(data + file.read()), "JPEG"
    else:
        return None
    return ImageSize(*size, kind) if size and size[0] * size[1] <= MAX_PIXELS else None


def decoded_size(path: Path) -> ImageSize:
    """The size as Pillow tells it, which is slow to import, and decodes some images as a whole."""
    import struct
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        formats = _imported(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=formats) as image:
                width, height = image.size
                kind = image.format or ""
                if width * height > MAX_PIXELS:
                    return ImageSize(width, height, kind, "too-large")
                turned = image.getexif().get(ORIENTATION) in SIDEWAYS
    except Image.DecompressionBombError:
        return ImageSize(failure="too-large")
    except UnidentifiedImageError:
        return _careless_png_size(path)
    except (OSError, ValueError, SyntaxError, struct.error, EOFError, TypeError, LookupError):
        return ImageSize(failure="damaged")
    return ImageSize(height, width, kind) if turned else ImageSize(width, height, kind)


def _imported(path: Path) -> tuple[str, ...]:
    """The formats that a file may have, imported: most are known by their first bytes.

    Where one of those that it is asked for is missing, Pillow imports forty others as well.
    """
    from contextlib import suppress
    from importlib import import_module

    with path.open("rb", buffering=0) as file:
        start = file.read(len(SIGNATURE))
    formats = tuple(name for first, name in _STARTS if start.startswith(first)) or FORMATS
    for name in formats:
        with suppress(ImportError):  # Pillow may have been built without AVIF
            import_module(f"PIL.{_PLUGINS[name]}ImagePlugin")
    return formats


def _careless_png_size(path: Path) -> ImageSize:
    """What Pillow refuses for a wrong checksum of its extras is an image to every browser."""
    data = path.read_bytes()
    size = png_size(data, extras=False) if data.startswith(SIGNATURE) else None
    return ImageSize(*size, "PNG") if size else ImageSize(failure="not-image")


def _svg_size(path: Path) -> ImageSize:
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    tag = _SVG.search(head)
    if tag is None:
        return ImageSize(failure="not-image")
    values = dict(_ATTRIBUTE.findall(tag[0]))
    sides = [_LENGTH.match(values.get(name, "")) for name in ("width", "height")]
    box = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", values.get("viewBox", ""))[:4]]
    shape = box[2:] if len(box) == 4 else [0.0, 0.0]
    width, height = (float(side[1]) if side else 0.0 for side in sides)
    if not width and height and shape[1]:
        width = height * shape[0] / shape[1]
    if not height and width and shape[0]:
        height = width * shape[1] / shape[0]
    if not (width and height):
        width, height = shape
    if not (width and height):
        return ImageSize(format="SVG", failure="no-size")
    return ImageSize(round(width), round(height), "SVG")
