"""Where the records of people name a photo, and what of it to keep in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.text import Source

FOCUS = "focus"
"""The key of a record for the point to keep in sight: `50% 30%`, `[0.5, 0.3]`, `center top`."""

_WORDS = {"left": 0.0, "top": 0.0, "center": 0.5, "centre": 0.5, "right": 1.0, "bottom": 1.0}


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """One field of a record that names a photo: `value` is what stands under `keys` in `file`.

    `focus` are shares of width and height; None when the record names no point.
    """

    person: Person
    file: str
    keys: KeyPath
    value: str
    focus: tuple[float, float] | None = None
    place: Source | None = None

    @property
    def who(self) -> str:
        """The name of the person."""
        return self.person.name


def photo_uses(content: Content) -> list[PhotoUse]:
    """Every field for a photo of every person, also an empty one; in the order of the records.

    A group that shows another photo of a person is a use of its own. Raises `CardsError` for
    records that cannot be read and for a `focus` that says nothing.
    """
    return [use for held in _held(content) for use in _uses(content, *held)]


def path_of(value: str, baseurl: str = "") -> str | None:
    """The path of a photo from the root of the site; None for one that is elsewhere.

    A URL with a host is elsewhere. A path that climbs (`..`, a backslash, a drive, also encoded)
    stays as it is, so that nothing is found there.
    """
    address = re.split(r"[?#]", value.strip(), maxsplit=1)[0]
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//", address):
        return None
    if baseurl and address.startswith(f"{baseurl.rstrip('/')}/"):
        address = address[len(baseurl.rstrip("/")) :]
    return address.lstrip("/").removeprefix("./")


def decoded(path: str) -> str:
    """The name on the disk that a browser asks for."""
    return unquote(path)


def climbs(path: str) -> bool:
    """Whether a path could lead out of the folder that it starts from."""
    plain = decoded(decoded(path)).replace("\\", "/")
    return (
        ".." in plain.split("/")
        or plain.startswith(("/", "~"))
        or bool(re.match(r"[a-zA-Z]:|.*[\x00-\x1f]", plain, re.DOTALL))
    )


def parse_focus(value: object) -> tuple[float, float] | None:
    """The point that a record names, as shares of width and height; None when it is no point."""
    parts = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(parts, list) or len(parts) != 2:
        return None
    if str(parts[0]) in ("top", "bottom") or str(parts[1]) in ("left", "right"):
        parts = parts[::-1]
    shares = [_share(part) for part in parts]
    across, down = shares
    return (across, down) if across is not None and down is not None else None


def _share(part: object) -> float | None:
    text = str(part).strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def _held(content: Content) -> Iterator[tuple[Person, str, KeyPath, Mapping[object, object]]]:
    """Each person with the file and the mapping that hold the record."""
    config, people = content.config, people_of(content).people
    if not config.one_file_each:
        records = content.data.get(config.people)
        for index, record in enumerate(records if isinstance(records, list) else ()):
            yield people[index], config.people, KeyPath.of(index), record
        return
    folder = config.people.rstrip("/") + "/"
    known = {person.id: person for person in people}
    for path in sorted(path for path in content.data if path.startswith(folder)):
        person = known.get(path.rpartition("/")[2].rpartition(".")[0])
        record = content.data[path]
        if person is not None and isinstance(record, Mapping):
            yield person, path, KeyPath(), record


def _uses(
    content: Content, person: Person, file: str, keys: KeyPath, record: Mapping[object, object]
) -> Iterator[PhotoUse]:
    photo, groups = content.config.key("photo"), content.config.key("groups")
    focus = _focus(content, file, record)
    own = content.place_of(record, photo)
    yield PhotoUse(person, file, keys / photo, person.photo, focus, own or person.place)
    entries = record.get(groups)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, Mapping) and isinstance(entry.get(photo), str):
            inner = keys / groups / index / photo
            place = content.place_of(entry, photo)
            value = str(entry[photo]).strip()
            yield PhotoUse(person, file, inner, value, focus, place)


def _focus(
    content: Content, file: str, record: Mapping[object, object]
) -> tuple[float, float] | None:
    value = record.get(FOCUS)
    if value is None:
        return None
    point = parse_focus(value)
    if point is None:
        message = f"`{FOCUS}` is {value!r}, no point of a photo"
        advice = "write the shares of width and height: `focus: 50% 30%`"
        raise CardsError(Problem.at(content.place_of(record, FOCUS), file, message, advice))
    return point
