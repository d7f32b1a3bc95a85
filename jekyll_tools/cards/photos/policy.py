"""What a photo on a card has to be: one policy for the rule headshot-policy and for `jt photos`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jekyll_tools.patterns import late

SQUARE = 0.01
"""How much of its width a photo may be higher or lower and still count as square."""

PIXELS, KILOBYTES, ENDINGS = 210, 500, "jpg jpeg png"
"""The limits where a site says nothing: also the defaults of the options of the rule."""

_SAFE_NAME = late(r"[a-z0-9][a-z0-9._-]*\.[a-z0-9]+")

# What each format's files are called; the first is the one that a new file gets.
EXTENSIONS = {
    "JPEG": ("jpg", "jpeg"),
    "PNG": ("png",),
    "WEBP": ("webp",),
    "AVIF": ("avif",),
    "GIF": ("gif",),
}


class PhotoPolicy(NamedTuple):
    """The limits: least width and height in pixels, most weight in units of 1,000 bytes.

    `extensions` are the endings a file may have, separated by blanks.
    """

    pixels: int = PIXELS
    kilobytes: int = KILOBYTES
    extensions: str = ENDINGS

    def allows(self, extension: str) -> bool:
        """Whether a file may end like this."""
        return extension.lower() in self.extensions.split()


class Flaw(NamedTuple):
    """One thing that is wrong with a photo: `message` follows the words "the photo of NAME".

    `fixable`: `jt photos --fix` can put it right. `counts`: it is wrong, and not only worth
    knowing.
    """

    kind: str
    message: str
    advice: str = ""
    fixable: bool = False
    counts: bool = True


def flaws(path: str, width: int, height: int, weight: int, policy: PhotoPolicy) -> Iterator[Flaw]:
    """What is wrong with a photo of these pixels and this many bytes, worst first."""
    if not policy.allows(path.rpartition(".")[2]):
        yield Flaw("format", f"is none of {policy.extensions}", fixable=True)
    if abs(width - height) > SQUARE * width:
        yield Flaw("not-square", f"is {width}x{height}, not square", fixable=True)
    if min(width, height) < policy.pixels:
        message = f"is {min(width, height)} pixels wide, less than {policy.pixels}"
        if height < width:
            message = f"is {height} pixels high, less than {policy.pixels}"
        yield Flaw("too-small", message, "ask for a larger one; nothing is enlarged")
    if weight // 1000 > policy.kilobytes:
        message = f"weighs {weight // 1000} kB, more than {policy.kilobytes}"
        yield Flaw("too-heavy", message, fixable=True)


def name_flaws(path: str, format_: str) -> Iterator[Flaw]:
    """What is wrong with the name of a file that holds an image of this format."""
    name = path.rpartition("/")[2]
    extension = name.rpartition(".")[2].lower()
    known = EXTENSIONS.get(format_, ())
    if known and extension not in known:
        message = f"is a {format_} but its file ends in .{extension}"
        yield Flaw("wrong-extension", message, fixable=True)
    if not _SAFE_NAME.fullmatch(name):
        what = (
            "has capital letters" if name.isascii() and _SAFE_NAME.fullmatch(name.lower()) else ""
        )
        message = f"has the file name {name!r}, which {what or 'is not safe in a URL'}"
        advice = "small letters, digits, hyphens mean the same on every server and disk"
        yield Flaw("file-name", message, advice, fixable=True)
