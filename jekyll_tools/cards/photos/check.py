"""The photos of all people, each opened and held against the policy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jekyll_tools.cards.from_site import content_of
from jekyll_tools.cards.people.names import folded
from jekyll_tools.cards.photos.photo import MAX_BYTES, read_picture
from jekyll_tools.cards.photos.policy import Flaw, PhotoPolicy, flaws, name_flaws
from jekyll_tools.cards.photos.uses import PhotoUse, climbs, decoded, path_of, photo_uses
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.site import Site


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of a person as it was found; `path` is "" where the site has no such file.

    `width` and `height` are pixels, `weight` bytes; all three 0 for a file that is no image.
    """

    use: PhotoUse
    path: str = ""
    flaws: tuple[Flaw, ...] = ()
    format: str = ""
    width: int = 0
    height: int = 0
    weight: int = 0

    @property
    def is_bad(self) -> bool:
        """Whether something is wrong with it."""
        return any(flaw.counts for flaw in self.flaws)


def check_photos(
    site: Site, policy: PhotoPolicy, names: frozenset[str] = frozenset()
) -> list[Photo]:
    """Every photo that the records name, each file opened once; of all people, or those in `names`.

    `names` are folded. Raises `CardsError` for records that cannot be read.
    """

    seen: dict[str, Photo] = {}
    found = []
    for use in photo_uses(content_of(site)):
        if names and folded(use.who) not in names:
            continue
        path, flaw = _located(site, use)
        if not path:
            # A group that shows another photo needs none in the record itself.
            found.append(Photo(use, flaws=(flaw,) if flaw else ()))
            continue
        if path not in seen:
            seen[path] = _opened(site, use, path, policy)
        one = seen[path]
        rest = (one.flaws, one.format, one.width, one.height, one.weight)
        found.append(Photo(use, path, *rest))
    return found


def _located(site: Site, use: PhotoUse) -> tuple[str, Flaw | None]:
    """The path of an existing file, or what is wrong with the value of the record."""
    if not use.value:
        return "", Flaw("none", "is not there: the record names none", counts=False)
    path = path_of(use.value, str(site.config.get("baseurl") or ""))
    if path is None:
        return "", Flaw("elsewhere", f"is on another host: {use.value}", counts=False)
    if climbs(path):
        advice = "write the path from the root of the site"
        return "", Flaw("outside", f"has a path that climbs: {use.value}", advice)
    for candidate in dict.fromkeys((path, decoded(path))):
        if site.disk.is_file(candidate):
            return candidate, None
        if Path(site.root, candidate).is_file():
            advice = "jt opens nothing outside of the site"
            return "", Flaw("outside", f"is a symlink that leaves the site: {use.value}", advice)
    return "", Flaw("missing", f"is missing: there is no {path}", _near(site, decoded(path)))


def _near(site: Site, path: str) -> str:
    """A file that differs from a path only in the case of its letters."""
    folder, _, name = path.rpartition("/")
    for item in site.disk.items(folder):
        if item.name.casefold() == name.casefold() and not item.is_folder:
            return f"there is {item.name}; a server tells capital letters apart"
    return "add the file, or correct the record"


def _opened(site: Site, use: PhotoUse, path: str, policy: PhotoPolicy) -> Photo:
    full = Path(site.root, path)
    weight = full.stat().st_size
    if weight > MAX_BYTES:
        message = f"weighs {weight // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} are read"
        return Photo(use, path, (Flaw("unreadable", message, "scale it down"),), weight=weight)
    try:
        picture = read_picture(full.read_bytes(), path, policy.pixels)
    except CardsError as error:
        problem = error.problems[0]
        flaw = Flaw("unreadable", problem.message.removeprefix("the photo "), problem.advice)
        return Photo(use, path, (flaw,), weight=weight)
    wrong = [*flaws(path, picture.width, picture.height, weight, policy)]
    wrong += name_flaws(path, picture.format)
    if picture.located:
        wrong.append(Flaw("location", "tells where it was taken (GPS)", fixable=True))
    if picture.animated:
        wrong.append(Flaw("animated", "moves; a new file has the first picture", counts=False))
    return Photo(use, path, tuple(wrong), picture.format, picture.width, picture.height, weight)
