"""Files as text, exactly: UTF-8 or an error with the place, every line end as it is."""

from __future__ import annotations

from pathlib import Path

from jekyll_tools.edit.errors import EditError


def read_text(path: Path) -> str:
    """The text of a file; `text.encode()` gives its bytes back.

    A byte order mark stays as its first character. Raises `EditError` for what is not UTF-8, with
    the line and the offset of the first wrong byte, and for a file that cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EditError(f"cannot be read: {error.strerror}", path=str(path)) from error
    return decode(data, str(path))


def decode(data: bytes, path: str) -> str:
    """Bytes as text; the column of an error counts bytes."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        raise EditError(
            f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}",
            advice="save the file as UTF-8; Jekyll stops at it as well",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            column=error.start - line_start + 1,
        ) from error
