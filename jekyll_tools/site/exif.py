"""How an image is turned, as its EXIF or XMP says; any doubt is left to Pillow."""

from __future__ import annotations

import struct

from jekyll_tools.patterns import late

ORIENTATION = 0x0112
SIDEWAYS = range(5, 9)

_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
# TIFF 6.0, page 15, and the IFD of its supplement 1: type → bytes of one value
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_SHORT = 3
_XMP_SIDEWAYS = late(rb'tiff:Orientation(?:="|>)[5-8]')


def is_turned(tiff: bytes) -> bool | None:
    """Whether EXIF (from `II` or `MM` on) says to turn the image on its side.

    None leaves the question open; so does all that is not in good order.
    """
    order = _ORDERS.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return None
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return None
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    entries = tiff[start + 2 : start + 2 + 12 * count]
    if len(entries) != 12 * count:
        return None
    found = []
    for tag, kind, number, place in struct.iter_unpack(f"{order}HHII", entries):
        size = _SIZES.get(kind, len(tiff)) * number
        if size > 4 and place + size > len(tiff):
            return None
        if tag == ORIENTATION:
            found.append((kind, number, place if order == "<" else place >> 16))
    if not found:
        return False
    [(kind, number, value), *more] = found
    return None if more or (kind, number) != (_SHORT, 1) else value & 0xFFFF in SIDEWAYS


def turns(xmp: bytes) -> bool:
    """Whether XMP may say to turn the image on its side; EXIF has the last word."""
    return _XMP_SIDEWAYS.search(xmp) is not None
