"""A JPEG without its metadata, its pixels untouched."""

from __future__ import annotations

import re

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
# JFIF, the ICC profile and Adobe's note on the colours say what the pixels mean; the rest of the
# application segments (EXIF, XMP, IPTC …) and comments say who made them, when, where.
_MEANING = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_COMMENT = 0xFE
# In the pixels of a scan 0xFF is followed by zero or by one of the eight restart marks.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_metadata(data: bytes) -> bytes | None:
    """The same picture in a smaller file; None for a file that is not built as JPEGs are.

    What follows the end of the image (a second picture, a film) goes too. Its orientation is
    metadata: only a picture that is stored upright is still the same.
    """
    if data[:2] != bytes((0xFF, _START)):
        return None
    kept, position = [data[:2]], 2
    while found := _MARKER.match(data, position):
        marker = found[0][1]
        if marker == _END:
            return b"".join([*kept, found[0]])
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if end < position + 4 or end > len(data):
            return None
        if marker == _SCAN:
            after = _MARKER.search(data, end)
            end = after.start() if after else len(data)
        segment = data[position:end]
        about = 0xE0 <= marker <= 0xEF or marker == _COMMENT
        if not about or (marker in _MEANING and segment[4:].startswith(_MEANING[marker])):
            kept.append(segment)
        position = end
    return None
