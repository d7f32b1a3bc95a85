"""A photo of a person made ready for a card: square, small, upright, without metadata."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from jekyll_tools.cards.problem import CardsError, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
BACKGROUND = (255, 255, 255)
_QUALITY = 88


def card_photo(
    data: bytes, size: int, name: str = "photo", focus: tuple[float, float] = (0.5, 0.0)
) -> bytes:
    """A square JPEG of at most `size` pixels a side; the same input gives the same bytes.

    `focus` is the point to keep in sight, as shares of width and height: the middle of the
    upper edge when nothing else is known, because that is where faces are. Nothing is enlarged.
    Raises `CardsError` for a file that is not one of `FORMATS`, is damaged, or is larger than
    `MAX_BYTES` or, before it is decoded, `MAX_PIXELS`.
    """
    if len(data) > MAX_BYTES:
        raise _bad(name, f"has {len(data):,} bytes", f"at most {MAX_BYTES:,} are read")
    from PIL import Image

    # Pillow's own limit is a warning that nobody sees, and three times as high.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return _converted(data, size, name, focus)
        except CardsError:
            raise
        except Exception as error:  # a decoder may raise anything on a damaged file
            reason = f"cannot be read as an image: {error}"
            raise _bad(name, reason, f"known formats: {', '.join(FORMATS)}") from error


def _converted(data: bytes, size: int, name: str, focus: tuple[float, float]) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS:
            advice = f"at most {MAX_PIXELS // 1_000_000} megapixels are decoded"
            raise _bad(name, f"is {width}×{height} pixels large", advice)
        opened.load()
        upright = _rgb(ImageOps.exif_transpose(opened))
    square = upright.crop(_square(upright.size, focus))
    if square.width > size:
        square = square.resize((size, size), Image.Resampling.LANCZOS)
    out = BytesIO()
    # A fresh image has no EXIF, no profile and no comment to be written along.
    clean = Image.frombytes("RGB", square.size, square.tobytes())
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _square(size: tuple[int, int], focus: tuple[float, float]) -> tuple[int, int, int, int]:
    side = min(size)
    left, top = (
        min(max(round(share * length - side / 2), 0), length - side)
        for share, length in zip(focus, size, strict=True)
    )
    return left, top, left + side, top + side


def _rgb(image: Image) -> Image:
    """The image as a browser would show it on a white page."""
    from PIL import Image

    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        # 16 bits a channel: the upper eight are what a screen shows.
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (*BACKGROUND, 255))
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")


def _bad(name: str, message: str, advice: str) -> CardsError:
    return CardsError(Problem(f"the photo {message}", advice, name))
