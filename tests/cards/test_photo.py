"""photo.py: upright, square, small, without metadata; damaged and huge files are refused."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from jekyll_tools.cards.photos.photo import MAX_BYTES, card_photo
from jekyll_tools.cards.problem import CardsError


def picture(width: int = 60, height: int = 90) -> Image.Image:
    """Four quarters of different colours."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 200, 30), (width // 2, 0, width, height // 2))
    image.paste((30, 30, 200), (0, height // 2, width // 2, height))
    return image


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_orientations_give_the_same_picture(orientation: int) -> None:
    upright = picture()
    stored = {
        1: upright,
        2: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: upright.transpose(Image.Transpose.ROTATE_180),
        4: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: upright.transpose(Image.Transpose.TRANSPOSE),
        6: upright.transpose(Image.Transpose.ROTATE_90),
        7: upright.transpose(Image.Transpose.TRANSVERSE),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera"
    made = card_photo(saved(stored, exif=exif), 60)
    assert made == card_photo(saved(upright), 60)
    assert not opened(made).getexif()
    assert b"Camera" not in made


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "I;16"])
@pytest.mark.parametrize("kind", ["PNG"])
def test_every_mode_becomes_rgb(mode: str, kind: str) -> None:
    image = Image.new("I;16", (40, 40), 40_000) if mode == "I;16" else picture().convert(mode)
    made = opened(card_photo(saved(image, kind), 30))
    assert (made.mode, made.size, made.format) == ("RGB", (30, 30), "JPEG")
    if mode == "I;16":
        assert all(abs(value - 40_000 // 256) <= 2 for value in made.getpixel((5, 5)))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "GIF"])
def test_every_format_is_read(kind: str) -> None:
    made = opened(card_photo(saved(picture(), kind), 30))
    red, green, _ = made.getpixel((3, 3))
    assert red > 150 > green


def test_a_cmyk_photo_is_read() -> None:
    made = opened(card_photo(saved(picture().convert("CMYK"), "JPEG"), 30))
    assert made.mode == "RGB"


def test_what_is_transparent_is_white() -> None:
    made = opened(card_photo(saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0))), 20))
    assert made.getpixel((10, 10)) == (255, 255, 255)


def test_the_crop_keeps_the_upper_middle_or_the_focus() -> None:
    tall = Image.new("RGB", (100, 300))
    tall.paste((255, 255, 255), (0, 200, 100, 300))
    assert opened(card_photo(saved(tall), 100)).getpixel((50, 95)) == (0, 0, 0)
    low = opened(card_photo(saved(tall), 100, focus=(0.5, 0.9)))
    assert low.getpixel((50, 50)) == (255, 255, 255)


def test_a_small_photo_is_not_enlarged() -> None:
    assert opened(card_photo(saved(picture(50, 40)), 400)).size == (40, 40)


def test_the_same_photo_gives_the_same_bytes() -> None:
    data = saved(picture(500, 700), "JPEG")
    assert card_photo(data, 300) == card_photo(data, 300)


def png_header(width: int, height: int) -> bytes:
    """The start of a PNG of that size, as of a bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    bits = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + bits + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (png_header(10_000, 5_001), "10000×5001 pixels"),
        (png_header(60_000, 60_000), "pixels|cannot be read"),
        (b"\0" * (MAX_BYTES + 1), "bytes"),
        (b"", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (b"%PDF-1.7", "cannot be read"),
        (saved(picture(), "BMP"), "cannot be read"),
        (saved(picture(300, 300), "JPEG")[:1500], "cannot be read"),
    ],
)
def test_what_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CardsError, match=reason) as caught:
        card_photo(data, 100, "ada.png")
    assert str(caught.value).startswith("ada.png: the photo ")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_damaged_files_are_read_or_refused(kind: str) -> None:
    data, dice = saved(picture(80, 80), kind), random.Random(kind)
    for _ in range(60):
        damaged = bytearray(data[: dice.randrange(1, len(data) + 1)])
        for _ in range(dice.randrange(4)):
            damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        try:
            made = card_photo(bytes(damaged), 50)
        except CardsError:
            continue
        assert opened(made).format == "JPEG"
