"""Draws the demo site's pictures: portraits that are nobody's, and two logos.

Run `python tests/tools/draw_images.py` from the root. The same pictures come out every time;
the lettering needs the DejaVu fonts.
"""

from __future__ import annotations

import colorsys
import math
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = 420
FINE = 3  # drawn larger and scaled down: smooth edges
IMAGES = Path("images")
PEOPLE = (
    *("thea-aarrestad", "simon-batzner", "michael-brenner", "song-han", "david-hogg"),
    *("daniel-huttenlocher", "pavel-izmailov", "jared-kaplan", "vijay-reddi", "anna-scaife"),
    *("hidenori-tanaka", "jesse-thaler", "kevin-yang"),
)
INK = (16, 33, 58)
GOLD = (255, 179, 71)
SKY = (120, 178, 255)
EDGE = (52, 78, 118)
WHITE = (255, 255, 255)
FONTS = Path("/usr/share/fonts/truetype/dejavu")


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    for index, slug in enumerate(PEOPLE):
        path = IMAGES / f"small-photo-{slug}.jpg"
        portrait(slug, index / len(PEOPLE)).save(path, quality=84, optimize=True)
    banner().save(IMAGES / "genai-symposium-logo-2024.png", optimize=True)
    badge().save(IMAGES / "a3d3-logo.jpg", quality=80, optimize=True)


def portrait(slug: str, turn: float) -> Image.Image:
    """A head and shoulders before a soft light: a place for a photo, and nobody's likeness."""
    dice = sha256(slug.encode()).digest()
    hue = 0.58 + 0.15 * math.sin(2 * math.pi * turn * 3)
    side = SIZE * FINE
    large = _light(hue).resize((side, side), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(large)
    middle = side / 2 + (dice[0] - 128) / 128 * side * 0.012
    wide = side * (0.145 + dice[1] / 255 * 0.015)
    tall = wide * (1.18 + dice[2] / 255 * 0.1)
    shoulder = side * (0.31 + dice[3] / 255 * 0.04)
    head, top, body = _tone(hue, 0.30, 0.72), side * 0.40, side * 0.68
    draw.rounded_rectangle(
        (middle - shoulder, body, middle + shoulder, side * 1.4),
        radius=side * 0.2,
        fill=_tone(hue, 0.48, 0.52),
    )
    draw.ellipse((middle - wide, top - tall, middle + wide, top + tall), fill=head)
    return large.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def banner() -> Image.Image:
    """A network of nodes that becomes a wave, beside the symposium's name."""
    width, height = 1200 * 2, 360 * 2
    image = Image.new("RGB", (width, height), INK)
    draw = ImageDraw.Draw(image)
    layers = [
        [(140 + 130 * i, height / 2 + (j - (n - 1) / 2) * 112) for j in range(n)]
        for i, n in enumerate((3, 5, 4, 2))
    ]
    for left, right in pairwise(layers):
        for start in left:
            for end in right:
                draw.line((*start, *end), fill=EDGE, width=4)
    for i, layer in enumerate(layers):
        for x, y in layer:
            r = 24
            draw.ellipse((x - r, y - r, x + r, y + r), fill=GOLD if i == 3 else SKY)
    wave = [
        (x, height / 2 + 150 * math.sin((x - 530) / 62) * math.exp(-(((x - 760) / 150) ** 2)))
        for x in range(545, 1000, 3)
    ]
    draw.line(wave, fill=GOLD, width=9, joint="curve")
    bold = ImageFont.truetype(FONTS / "DejaVuSans-Bold.ttf", 118)
    light = ImageFont.truetype(FONTS / "DejaVuSans-ExtraLight.ttf", 80)
    small = ImageFont.truetype(FONTS / "DejaVuSans.ttf", 46)
    draw.text((1040, 150), "Generative AI", font=bold, fill="white")
    draw.text((1040, 305), "in the Physical Sciences", font=light, fill="white")
    draw.text((1044, 470), "IAIFI Symposium · March 14–15, 2024", font=small, fill=SKY)
    image = image.resize((1200, 360), Image.Resampling.LANCZOS)
    return image.quantize(palette=_palette(), dither=Image.Dither.NONE)


def _palette() -> Image.Image:
    """The banner's colours and, for smooth edges, three steps from each to the ground."""
    steps = [
        round(low + (high - low) * share / 4)
        for colour in (SKY, GOLD, EDGE, WHITE)
        for share in (1, 2, 3, 4)
        for low, high in zip(INK, colour, strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*INK, *steps])
    return palette


def badge() -> Image.Image:
    """A round badge with the letters of the sponsor."""
    image = Image.new("RGB", (384, 384), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, 376, 376), fill=INK)
    draw.ellipse((24, 24, 360, 360), outline=GOLD, width=8)
    font = ImageFont.truetype(FONTS / "DejaVuSans-Bold.ttf", 104)
    draw.text((192, 192), "A3D3", font=font, fill="white", anchor="mm")
    return image.resize((192, 192), Image.Resampling.LANCZOS)


def _light(hue: float) -> Image.Image:
    image = Image.new("RGB", (SIZE, SIZE), _tone(hue, 0.30, 0.80))
    glow = Image.new("L", (SIZE, SIZE), 0)
    ImageDraw.Draw(glow).ellipse((20, -60, 400, 320), fill=210)
    glow = glow.filter(ImageFilter.GaussianBlur(80))
    image.paste(Image.new("RGB", (SIZE, SIZE), _tone(hue, 0.10, 0.97)), mask=glow)
    return image


def _tone(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


if __name__ == "__main__":
    main()
