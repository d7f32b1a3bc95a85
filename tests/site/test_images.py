"""Sizes of images."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from jekyll_tools.site.images import ImageSize, decoded_size, image_size, plain_size
from jekyll_tools.site.jpeg import jpeg_size
from jekyll_tools.site.png import png_size
from tests.site.build import site_of


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_formats(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{kind.lower()}"
    Image.new("RGB", (40, 20)).save(path, kind)
    assert image_size(path) == ImageSize(40, 20, kind)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation(orientation: int, tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (40, 20)).save(path, exif=exif)
    expected = (20, 40) if orientation > 4 else (40, 20)
    size = image_size(path)
    assert (size.width, size.height) == expected


def _png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    crc = struct.pack(">I", zlib.crc32(chunk))
    data = struct.pack(">I", 4) + b"IDAT" + b"\0" * 8
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + crc + data


@pytest.mark.parametrize(
    ("name", "content", "failure"),
    [
        ("a.png", b"", "not-image"),
        ("a.png", b"<html>", "not-image"),
        ("a.jpg", b"version https://git-lfs.github.com/spec/v1\n", "not-image"),
        ("a.png", _png(50_001, 1_000), "too-large"),
        ("a.png", _png(2_000_000_000, 2_000_000_000), "too-large"),
        ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not-image"),
        ("a.bmp", b"BM" + b"\0" * 60, "not-image"),
        ("a.svg", b"no drawing", "not-image"),
        ("a.svg", b"<svg xmlns='x'></svg>", "no-size"),
        ("a.svg", b"<svg width='100%' height='100%'/>", "no-size"),
    ],
)
def test_failures(name: str, content: bytes, failure: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert image_size(path).failure == failure


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg width="30" height="20">', (30, 20)),
        ('<?xml version="1.0"?><svg width="30px" height="20.4px">', (30, 20)),
        ('<svg viewBox="0 0 64 32">', (64, 32)),
        ('<svg viewBox="0,0,64,32" width="128">', (128, 64)),
        ('<svg height="16" viewBox="0 0 64 32">', (32, 16)),
        ('<svg width="100%" viewBox="-5 -5 10 20">', (10, 20)),
    ],
)
def test_svg(tag: str, size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text(tag)
    assert image_size(path) == ImageSize(*size, "SVG")


def test_damaged_files_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        Image.new("RGB", (40, 20)).save(path, kind)
        good = path.read_bytes()
        for at in range(0, len(good), 7):
            damaged = bytearray(good)
            damaged[at] ^= 0xFF
            path.write_bytes(damaged)
            image_size(path)
            path.write_bytes(good[:at])
            image_size(path)


def test_of_a_site(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"index.md": "---\n---\n"})
    Image.new("RGB", (4, 2)).save(tmp_path / "x.png")
    assert site.image_size("x.png") == ImageSize(4, 2, "PNG")
    assert site.image_size("y.png") is None
    assert site.image_size("../x.png") is None


def test_a_png_is_measured_without_pillow_as_pillow_does(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        Image.new(mode, (40, 20)).save(path)
        assert png_size(path.read_bytes()) == (40, 20), mode
    good = path.read_bytes()
    for at in range(len(good)):
        assert png_size(good[:at]) is None
        assert png_size(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]) is None


def test_a_png_whose_extras_are_damaged_is_an_image_as_browsers_have_it(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    Image.new("RGB", (40, 20)).save(path)
    good = path.read_bytes()
    extra = struct.pack(">I", 4) + b"iCCPabcd" + b"\0\0\0\0"
    path.write_bytes(good[:33] + extra + good[33:])
    assert image_size(path) == ImageSize(40, 20, "PNG")
    path.write_bytes(good[:33] + extra.replace(b"iCCP", b"PLTE") + good[33:])
    assert image_size(path).failure == "not-image"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(10))
def test_a_turned_image_is_measured_without_pillow(
    orientation: int, order: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "a maker whose name is long"
    exif[0x0112] = orientation
    Image.new("RGB", (40, 20)).save(path, kind, exif=exif)
    assert plain_size(path) == decoded_size(path)


def _chunk(kind: bytes, content: bytes) -> bytes:
    length, check = len(content), zlib.crc32(kind + content)
    return struct.pack(">I", length) + kind + content + struct.pack(">I", check)


def test_a_png_with_an_empty_profile_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    Image.new("RGB", (40, 20)).save(path)
    start, end = path.read_bytes()[:-12], path.read_bytes()[-12:]
    path.write_bytes(start + _chunk(b"acTL", bytes(8)) + _chunk(b"iCCP", b"") + end)
    assert image_size(path).failure == "damaged"  # Pillow raises IndexError


def test_a_png_with_two_headers_is_left_to_pillow(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    Image.new("RGB", (40, 20)).save(path)
    good = path.read_bytes()
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 9, 8, 2, 0, 0, 0))
    path.write_bytes(good[:33] + header + good[33:])
    assert plain_size(path) is None


def test_a_png_that_may_be_turned_otherwise_is_left_to_pillow(tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    text = PngInfo()
    text.add_itxt("XML:com.adobe.xmp", '<a tiff:Orientation="6"/>')
    Image.new("RGB", (40, 20)).save(path, pnginfo=text)
    assert png_size(path.read_bytes()) is None
    assert image_size(path) == ImageSize(20, 40, "PNG")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_measured_without_pillow_as_pillow_does(
    mode: str, progressive: bool, tmp_path: Path
) -> None:
    path = tmp_path / "x.jpg"
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = Image.new(mode, (40, 20))
    image.save(path, progressive=progressive, icc_profile=icc, comment="a comment")
    assert jpeg_size(path.read_bytes()) == (40, 20)


@pytest.mark.parametrize("orientation", [1, 6])
def test_xmp_may_turn_a_jpeg(orientation: int, tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    xmp = f"<a tiff:Orientation='1' tiff:Orientation=\"{orientation}\"/>".encode()
    Image.new("RGB", (40, 20)).save(path, xmp=xmp)
    assert jpeg_size(path.read_bytes()) == ((40, 20) if orientation == 1 else None)
    assert image_size(path) == decoded_size(path)


def test_several_images_in_a_jpeg_are_left_to_pillow(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    more = [Image.new("RGB", (40, 20))]
    Image.new("RGB", (40, 20)).save(path, "MPO", save_all=True, append_images=more)
    assert jpeg_size(path.read_bytes()) is None
    assert image_size(path).format == "MPO"


def test_a_damaged_jpeg_is_measured_without_pillow_as_pillow_does(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "a maker", 6
    Image.new("RGB", (40, 20)).save(path, exif=exif)
    good = path.read_bytes()
    told = 0
    for at in range(len(good)):
        for data in (good[:at], good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]):
            path.write_bytes(data)
            size = plain_size(path)
            told += size is not None
            assert size in (None, decoded_size(path)), at
    assert told > len(good) / 2


def test_a_jpeg_whose_first_frame_is_damaged_is_left_to_pillow(tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    Image.new("RGB", (40, 20)).save(path)
    good = path.read_bytes()
    at = good.index(b"\xff\xc0")
    path.write_bytes(good[:at] + b"\xff\xc0\0\x03\x08" + good[at:])
    assert plain_size(path) is None
    assert image_size(path) == decoded_size(path)
