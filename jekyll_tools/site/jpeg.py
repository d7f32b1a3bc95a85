"""The size of a JPEG image by its header; any doubt is left to Pillow."""

from __future__ import annotations

import struct

from jekyll_tools.site.exif import is_turned, turns

START = b"\xff\xd8\xff"
_SEGMENT = struct.Struct(">BBH")
_FRAME = struct.Struct(">BHHB")
_EXIF = b"Exif\0\0"
_PROFILE = b"ICC_PROFILE\0"
# ITU T.81, table B.1
_FRAMES = (0xC0, 0xC1, 0xC2)
_SCAN, _TABLES, _EXIF_OR_XMP, _PROFILE_OR_MORE = 0xDA, 0xDB, 0xE1, 0xE2
_PASSED = frozenset((0xC4, 0xDD, 0xFE))
_APPLICATIONS = range(0xE0, 0xF0)


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height as they are shown, of an image whose header is in good order.

    `data` is its start, up to the first scan at least. None leaves the question open.
    """
    if not data.startswith(START):
        return None
    size: tuple[int, int] | None = None
    turned: bool | None = None
    at = 2
    while at + 4 <= len(data):
        mark, kind, length = _SEGMENT.unpack_from(data, at)
        stop = at + 2 + length
        if mark != 0xFF or length < 2 or stop > len(data):
            return None
        segment = data[at + 4 : stop]
        if kind == _SCAN:
            return size[::-1] if size and turned else size
        if kind in _FRAMES and size is None:
            size = _frame_size(segment)
            if size is None:
                return None
        elif kind == _EXIF_OR_XMP and segment.startswith(_EXIF) and turned is None:
            turned = is_turned(segment[len(_EXIF) :])
            if turned is None:
                return None
        elif not _may_pass(kind, segment):
            return None
        at = stop
    return None


def _frame_size(frame: bytes) -> tuple[int, int] | None:
    if len(frame) < _FRAME.size:
        return None
    bits, height, width, layers = _FRAME.unpack_from(frame)
    known = bits == 8 and layers in (1, 3, 4) and len(frame) == _FRAME.size + 3 * layers
    return (width, height) if known and width and height else None


def _may_pass(kind: int, segment: bytes) -> bool:
    """Whether a segment is in order and says nothing of the size or the orientation."""
    if kind == _TABLES:
        return _are_tables(segment)
    if kind == _EXIF_OR_XMP:
        return not segment.startswith(_EXIF) and not turns(segment)
    if kind == _PROFILE_OR_MORE:  # such as several images
        return segment.startswith(_PROFILE) and len(segment) > len(_PROFILE) + 1
    if kind in _APPLICATIONS:
        return len(segment) >= 7  # what JFIF and Adobe have at least
    return kind in _PASSED


def _are_tables(segment: bytes) -> bool:
    at = 0
    while at < len(segment):
        at += 65 if segment[at] < 16 else 129  # of one byte or two each
    return at == len(segment)
