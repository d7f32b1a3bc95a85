"""The site's own keys for what a card shows, guessed from the records that are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

Records = Sequence[Mapping[object, object]]

_PICTURES = ("photo", "image", "picture", "img", "avatar", "headshot", "portrait", "thumbnail")
_POSITIONS = ("title", "position", "role", "jobtitle", "positiontitle")
# Spelt without case, hyphens and underscores; the better come first.
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "displayname"),
    "title": _POSITIONS,
    "link": ("link", "website", "url", "homepage", "web", "site", "href", "websiteurl", "webpage"),
    "photo": tuple(f"{p}{end}" for end in ("", "src", "url", "path", "file") for p in _PICTURES),
    "note": ("note",),
    "groups": ("groups", "group"),
}
_AFFILIATIONS = ("affiliation", "institution", "organization", "organisation", "company")
_OFTEN = 0.3
_SELDOM = 0.1


def likely_keys(records: Records, *, affiliations: bool = True) -> dict[str, str]:
    """What a card shows → the site's key for it, where that is another than jt's own.

    With `affiliations` the line under the name may be an affiliation, where nothing has a
    position.
    """
    found = {name: _likely(records, name, wanted) for name, wanted in _SPELLINGS.items()}
    if not found["title"]:
        found["title"] = _first(records, _POSITIONS, _SELDOM)
    if not found["title"] and affiliations:
        found["title"] = _first(records, _AFFILIATIONS, _OFTEN)
    return {name: key for name, key in found.items() if key and key != name}


def share(records: Records, key: str) -> float:
    """How many of the records have the key."""
    return sum(key in record for record in records) / max(1, len(records))


def are_paths(records: Records, key: str) -> bool:
    """Whether most values are addresses: a bare file name lies in a folder that nobody knows."""
    values = [record[key] for record in records if record.get(key)]
    return sum("/" in str(value) for value in values) * 2 > len(values)


def _likely(records: Records, name: str, spellings: tuple[str, ...]) -> str:
    key = _first(records, spellings, _OFTEN)
    return "" if name == "photo" and key != name and not are_paths(records, key) else key


def _first(records: Records, spellings: tuple[str, ...], least: float) -> str:
    counts = Counter(key for record in records for key in record if isinstance(key, str))
    keys = {
        _plain(key): key
        for key, count in reversed(counts.most_common())
        if count >= least * len(records)
    }
    return next((keys[spelling] for spelling in spellings if spelling in keys), "")


def _plain(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.lower())
