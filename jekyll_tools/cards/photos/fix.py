"""What `jt photos --fix` would do: new bytes, new names, and the records that follow."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jekyll_tools.cards.people.names import slug
from jekyll_tools.cards.photos.check import Photo
from jekyll_tools.cards.photos.jpeg_metadata import without_metadata
from jekyll_tools.cards.photos.originals import copies
from jekyll_tools.cards.photos.photo import TOP, encoded, read_picture, squared
from jekyll_tools.cards.photos.policy import EXTENSIONS, PhotoPolicy
from jekyll_tools.cards.photos.references import references
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.formats import format_of
from jekyll_tools.site import Site
from jekyll_tools.text import apply_edits

_NAME_ONLY = frozenset(("file-name", "wrong-extension"))


@dataclass(frozen=True, slots=True)
class PhotoFix:
    """One file as it will be: `old` is its path, `new` the path it gets; `did` says what was done.

    `kept` are the places that still need the old file, which therefore stays.
    """

    old: str
    new: str
    did: tuple[str, ...]
    who: str
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoPlan:
    """All of a fix. `files`: path → new bytes, None for a file that goes; `before`: what they were.

    `texts` are the records that follow new names, `refused` says what was left alone and why,
    `copies` are the originals that Git does not have, to be written along.
    """

    fixes: tuple[PhotoFix, ...] = ()
    files: Mapping[str, bytes | None] = field(default_factory=dict)
    before: Mapping[str, bytes] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, bytes] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def plan_fixes(site: Site, photos: Iterable[Photo], policy: PhotoPolicy, size: int) -> PhotoPlan:
    """The plan for every photo with a flaw that can be mended, to `size` pixels a side.

    A file is cropped in place, unless another text names it: then the record gets a file of its
    own. A new name is never that of a file that exists. A photo whose
    record cannot be edited without harm is left alone.
    """
    work = _Work(site, policy, max(size, policy.pixels))
    by_path: dict[str, list[Photo]] = {}
    everyone = list(photos)
    for photo in everyone:
        if photo.path and any(flaw.fixable for flaw in photo.flaws):
            by_path.setdefault(photo.path, []).append(photo)
    uses = [photo.use for photo in everyone]
    work.others = references(site, list(by_path), uses) if by_path else {}
    for path, group in by_path.items():
        work.fix(path, group)
    # A file that only gets another name is not lost.
    gone = {
        path: data
        for path, data in work.before.items()
        if path in work.files and data not in work.files.values()
    }
    kept = copies(Path(site.root), gone) if gone else {}
    return PhotoPlan(
        tuple(work.fixes), work.files, work.before, work.texts, kept, tuple(work.refused)
    )


class _Work:
    """The plan while it grows."""

    def __init__(self, site: Site, policy: PhotoPolicy, size: int) -> None:
        self.site, self.policy, self.size = site, policy, size
        self.others: Mapping[str, tuple[str, ...]] = {}
        self.fixes: list[PhotoFix] = []
        self.files: dict[str, bytes | None] = {}
        self.before: dict[str, bytes] = {}
        self.texts: dict[str, str] = {}
        self.refused: list[str] = []

    def fix(self, path: str, group: list[Photo]) -> None:
        """Plan one file, for all the records that name it."""
        photo, root = group[0], Path(self.site.root)
        if (root / path).is_symlink():
            self.refused.append(f"{path}: is a symlink; fix the file that it points to")
            return
        old = (root / path).read_bytes()
        data, format_, did = self._made(old, photo, _focus(group))
        others = self.others.get(path, ())
        new = _new_path(path, format_, photo)
        if data != old and new == path and others:
            new = _beside(path)
        if new != path:
            if new in self.files or _exists(root / new):
                self.refused.append(f"{path}: its new name {new} is taken; rename one of the two")
                return
            did = (*did, "renamed" if not others else "a file of its own")
        if data == old and new == path:
            return
        try:
            self.texts |= self._renamed(new, group) if new != path else {}
        except EditError as error:
            self.refused.append(f"{path}: {error.at(photo.use.file)}")
            return
        self.before[path] = old
        self.files[new] = data
        if new != path and not others:
            self.files[path] = None
        kept = others if new != path else ()
        self.fixes.append(PhotoFix(path, new, did, photo.use.who, kept))

    def _renamed(self, new: str, group: list[Photo]) -> dict[str, str]:
        """The texts of the records once they name the new file."""
        texts: dict[str, str] = {}
        for photo in group:
            file = photo.use.file
            text = texts.get(file) or self.texts.get(file) or self.site.read(file)
            value = _with_name(photo.use.value, new.rpartition("/")[2])
            edits = format_of(file).set_value(text, photo.use.keys, value)
            texts[file] = apply_edits(text, edits)
        return texts

    def _made(
        self, old: bytes, photo: Photo, focus: tuple[float, float]
    ) -> tuple[bytes, str, tuple[str, ...]]:
        """The bytes, their format, and what was done; the old bytes when only the name is wrong."""
        kinds = {flaw.kind for flaw in photo.flaws if flaw.fixable}
        if "wrong-extension" in kinds and not self._allowed(photo.format):
            kinds.add("format")
        if kinds <= _NAME_ONLY:
            return old, photo.format, ()
        if kinds <= _NAME_ONLY | {"location"} and (bare := _bare(old)):
            return bare, photo.format, ("metadata dropped",)
        image = read_picture(old, photo.path, 2 * self.size).image
        square = squared(image, self.size, focus)
        most = self.policy.kilobytes * 1000
        format_ = photo.format if self._allowed(photo.format) else self._first()
        data = encoded(square, format_, most)
        if len(data) > most and self._allowed("JPEG"):
            format_, data = "JPEG", encoded(square, "JPEG", most)
        did = [f"{photo.width}x{photo.height} to {square.width}x{square.height}"]
        did += [f"{len(old) // 1000} to {len(data) // 1000} kB"]
        did += [f"{photo.format} to {format_}"] if format_ != photo.format else []
        did += ["first frame only"] if any(f.kind == "animated" for f in photo.flaws) else []
        return data, format_, tuple(did)

    def _allowed(self, format_: str) -> bool:
        return any(self.policy.allows(ending) for ending in EXTENSIONS.get(format_, ()))

    def _first(self) -> str:
        """The format for a file that may not keep its own."""
        return next((name for name in EXTENSIONS if self._allowed(name)), "JPEG")


def _bare(data: bytes) -> bytes | None:
    """The same pixels without metadata, where that needs no new encoding."""
    bare = without_metadata(data)
    if bare is None or read_picture(bare).image.tobytes() != read_picture(data).image.tobytes():
        return None
    return bare


def _focus(group: list[Photo]) -> tuple[float, float]:
    return next((photo.use.focus for photo in group if photo.use.focus), TOP)


def _new_path(path: str, format_: str, photo: Photo) -> str:
    """The path with a safe name and the extension of the format."""
    folder, slash, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    stem, extension = (stem, extension) if dot else (name, "")
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", stem):
        stem = next((s for s in (slug(stem), slug(photo.use.who)) if s and s.isascii()), "")
        stem = stem or f"photo-{hashlib.sha256(path.encode()).hexdigest()[:8]}"
    known = EXTENSIONS.get(format_, (extension.lower(),))
    ending = extension.lower() if extension.lower() in known else known[0]
    return f"{folder}{slash}{stem}.{ending}"


def _beside(path: str) -> str:
    stem, dot, extension = path.rpartition(".")
    return f"{stem}-square{dot}{extension}"


def _with_name(value: str, name: str) -> str:
    """The value of a record with another file name; folder and query stay as they are written."""
    return re.sub(r"[^/?#]*((?:[?#].*)?)\Z", lambda match: name + match[1], value, count=1)


def _exists(path: Path) -> bool:
    """Also true of a name that differs in case only, on a disk that does not tell them apart."""
    return path.exists() or path.is_symlink()
