"""A JPEG without its metadata, its pixels untouched."""

from __future__ import annotations

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
# JFIF, the ICC profile and Adobe's note on the colours say what the pixels mean; the rest of the
# application segments (EXIF, XMP, IPTC …) and comments say who made them, when, where.
_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_COMMENT = 0xFE


def without_metadata(data: bytes) -> bytes | None:
    """The same picture in a smaller file; None for a file that is not built as JPEGs are.

    What follows the end of the image (a second picture, a film) goes too. Only for a picture that
    is stored upright: its orientation is metadata.
    """
    if data[:2] != bytes((0xFF, _START)):
        return None
    kept, position = [data[:2]], 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if marker == 0xFF:  # a byte to fill up
            position += 1
            continue
        if marker == _SCAN:
            end = data.rfind(bytes((0xFF, _END)))
            return b"".join([*kept, data[position : end + 2]]) if end > position else None
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        segment = data[position : position + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            return None
        about = 0xE0 <= marker <= 0xEF or marker == _COMMENT
        if not about or (marker in _KEPT and segment[4:].startswith(_KEPT[marker])):
            kept.append(segment)
        position += 2 + length
    return None
