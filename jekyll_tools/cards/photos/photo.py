"""A photo of a person made ready for a card: square, small, upright, without metadata."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from jekyll_tools.cards.problem import CardsError, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
BACKGROUND = (255, 255, 255)
TOP = (0.5, 0.0)
"""The point to keep in sight when nothing else is known: faces are at the top, in the middle."""

_QUALITIES = (88, 82, 75, 68, 60, 50, 40)
_GPS, _LATITUDE = 0x8825, 2
_ORIENTATION, _SIDEWAYS = 0x0112, (5, 6, 7, 8)


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded file: `image` is upright, RGB, sRGB, on white, and has nothing but its pixels.

    `width` and `height` are those of the file as a browser shows it; `image` may be smaller when
    less was asked for. `located`: the file tells where it was taken.
    """

    image: Image
    format: str
    width: int
    height: int
    animated: bool = False
    located: bool = False


def read_picture(data: bytes, name: str = "photo", enough: int = 0) -> Picture:
    """The picture in a file, of an animation the first frame; every byte is decoded.

    `enough` pixels for the shorter side may be all that comes back, which is quicker for a large
    JPEG. Raises `CardsError` for a file that is not one of `FORMATS`, is damaged, or is larger
    than `MAX_BYTES` or, before it is decoded, `MAX_PIXELS`.
    """
    if len(data) > MAX_BYTES:
        raise _bad(name, f"has {len(data):,} bytes", f"at most {MAX_BYTES:,} are read")
    # Pillow's own limit is a warning that nobody sees, and three times as high.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _decoded(data, name, enough)
        except CardsError:
            raise
        except Exception as error:  # a decoder may raise anything on a damaged file
            # Pillow names the object that it was given, which is nothing to a reader.
            said = "" if "<_io." in str(error) else f": {error}"
            reason = f"cannot be read as an image{said}"
            raise _bad(name, reason, f"known formats: {', '.join(FORMATS)}") from error


def card_photo(
    data: bytes, size: int, name: str = "photo", focus: tuple[float, float] = TOP
) -> bytes:
    """A square JPEG of at most `size` pixels a side; the same input gives the same bytes.

    `focus` is the point to keep in sight, as shares of width and height. Nothing is enlarged.
    Raises `CardsError` as `read_picture` does.
    """
    return encoded(squared(read_picture(data, name, 2 * size).image, size, focus), "JPEG")


def squared(image: Image, size: int, focus: tuple[float, float] = TOP) -> Image:
    """The largest square around a point, scaled down to at most `size` pixels a side."""
    from PIL import Image

    square = image.crop(_square(image.size, focus))
    if square.width > size:
        square = square.resize((size, size), Image.Resampling.LANCZOS)
    return square


def encoded(image: Image, format_: str, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `most` bytes, or the smallest that is still worth a look.

    The quality goes down in steps; a PNG has none, it is what it is.
    """
    data = b""
    for options in _options(format_):
        out = BytesIO()
        image.save(out, format_, **options)
        data = out.getvalue()
        if len(data) <= most:
            break
    return data


def _options(format_: str) -> Iterator[dict[str, int | bool]]:
    if format_ in ("PNG", "GIF"):
        yield {"optimize": True}
        return
    for quality in _QUALITIES:
        yield {"quality": quality, "optimize": True} if format_ == "JPEG" else {"quality": quality}


def _decoded(data: bytes, name: str, enough: int) -> Picture:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        size = opened.size
        if size[0] * size[1] > MAX_PIXELS:
            advice = f"at most {MAX_PIXELS // 1_000_000} megapixels are decoded"
            raise _bad(name, f"is {size[0]}×{size[1]} pixels large", advice)
        animated = bool(getattr(opened, "is_animated", False))
        located = _LATITUDE in opened.getexif().get_ifd(_GPS)
        if enough:
            opened.draft(None, (enough, enough))
        opened.load()
        stored = _reduced(opened, enough)
        turned = ImageOps.exif_transpose(stored)
        if opened.getexif().get(_ORIENTATION) in _SIDEWAYS:
            size = size[::-1]
        upright = _rgb(_srgb(turned))
        # Two pictures taken by one camera at once are a JPEG all the same.
        format_ = "JPEG" if opened.format == "MPO" else str(opened.format)
    # What Pillow would write along: a profile, a comment, EXIF.
    upright.info = {}
    return Picture(
        upright, format_, *size, animated=animated and format_ != "JPEG", located=located
    )


def _square(size: tuple[int, int], focus: tuple[float, float]) -> tuple[int, int, int, int]:
    side = min(size)
    left, top = (
        min(max(round(share * length - side / 2), 0), length - side)
        for share, length in zip(focus, size, strict=True)
    )
    return left, top, left + side, top + side


def _reduced(image: Image, enough: int) -> Image:
    """The image with fewer pixels, where it has many more than enough: they would fill memory."""
    factor = min(image.size) // enough if enough else 1
    if factor < 2:
        return image
    if image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    return _eight_bits(image).reduce(factor)


def _srgb(image: Image) -> Image:
    """The image in the colours that a file without a profile is taken to have."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a browser ignores a profile that it cannot use


def _eight_bits(image: Image) -> Image:
    """Of 16 bits a channel the upper eight, which are what a screen shows."""
    if image.mode not in ("I;16", "I;16B", "I;16L", "I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _rgb(image: Image) -> Image:
    """The image as a browser would show it on a white page."""
    from PIL import Image

    image = _eight_bits(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (*BACKGROUND, 255))
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")


def _bad(name: str, message: str, advice: str) -> CardsError:
    return CardsError(Problem(f"the photo {message}", advice, name))
