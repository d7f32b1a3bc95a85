"""The size of a PNG image by its chunks, without decoding it; any doubt is left to Pillow."""

from __future__ import annotations

import struct
from zlib import crc32

from jekyll_tools.site.exif import is_turned, turns

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHUNK = struct.Struct(">I4s")
_HEADER = struct.Struct(">IIBBBBB")
_CHECK = struct.Struct(">I")
# PNG specification, table 11.1: colour type → bit depths
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt"))
# What moves, EXIF elsewhere or twice, and a second header
_DOUBTFUL = frozenset((b"acTL", b"fcTL", b"fdAT", b"eXIf", b"IHDR"))
_ANCILLARY = 0x20  # the bit that makes the first letter of a kind small


def png_size(data: bytes, *, extras: bool = True) -> tuple[int, int] | None:
    """Width and height as they are shown, of a still image in good order.

    In good order: every chunk is there whole and has its checksum. None leaves the question open.
    Without `extras` the chunks that no viewer needs are passed over, whatever they hold.
    """
    if data[:8] != SIGNATURE or len(data) < 57:  # a header, some data and the end
        return None
    kinds: set[bytes] = set()
    turned: bool | None = None
    size, at, view = None, 8, memoryview(data)
    while at + 12 <= len(data):
        length, kind = _CHUNK.unpack_from(data, at)
        start, stop = at + 8, at + 8 + length
        if stop + 4 > len(data):
            return None
        if not extras and kind[0] & _ANCILLARY:
            at = stop + 4
            continue
        if _CHECK.unpack_from(data, stop)[0] != crc32(view[at + 4 : stop]):
            return None
        if not kinds:
            size = _header_size(kind, data[start:stop])
            if size is None:
                return None
        elif kind == b"eXIf" and kinds.isdisjoint((kind, b"IDAT")):
            turned = is_turned(data[start:stop])
            if turned is None:
                return None
        elif kind in _DOUBTFUL or (kind in _TEXTS and _may_turn(data[start:stop])):
            return None
        kinds.add(kind)
        if kind == b"IEND":
            whole = b"IDAT" in kinds and (data[25] != 3 or b"PLTE" in kinds)
            return None if size is None or not whole else size[::-1] if turned else size
        at = stop + 4
    return None


def _header_size(kind: bytes, header: bytes) -> tuple[int, int] | None:
    if kind != b"IHDR" or len(header) != _HEADER.size:
        return None
    width, height, depth, colour, compression, filters, interlace = _HEADER.unpack(header)
    known = depth in _DEPTHS.get(colour, ()) and not compression and not filters and interlace < 2
    return (width, height) if known and width and height else None


def _may_turn(text: bytes) -> bool:
    """Whether a text may be EXIF or XMP that turns the image on its side."""
    keyword, _, rest = text.partition(b"\0")
    if keyword.lower() == b"xml:com.adobe.xmp":
        return not rest.startswith(b"\0") or turns(rest)  # compressed, or plain
    return keyword.lower() == b"raw profile type exif"
