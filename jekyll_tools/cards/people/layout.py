"""How a site keeps its people, found by looking: which file or folder, groups, names of fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from jekyll_tools.cards.config import FIELDS, CardsConfig
from jekyll_tools.cards.people.likely_keys import Records, are_paths, likely_keys, share
from jekyll_tools.cards.people.names import slug
from jekyll_tools.site import Site

_FILES = ("speakers", "people", "team", "members", "staff", "speaker", "persons")
_UNFAMILIAR = 2 * len(_FILES)
_STANDARD = CardsConfig()
_MOST = 0.8
_OFTEN = 0.3


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found; `people` counts the records. `settings` is what differs from the usual."""

    config: CardsConfig
    people: int

    @property
    def settings(self) -> dict[str, object]:
        """What to write under `jekyll_tools: cards:`."""
        found: dict[str, object] = {}
        for name, value in self.config._asdict().items():
            if value != getattr(_STANDARD, name):
                found[name.replace("_", "-")] = _plain(name, value)
        return found

    def __str__(self) -> str:
        kind = "files" if self.config.one_file_each else "records"
        groups = f", {len(self.config.groups)} groups" if self.config.groups else ""
        return f"{self.config.people}: {self.people} people in {kind}{groups}"


def find_layout(site: Site) -> Layout | None:
    """The layout of a site's people; None where nothing looks like them.

    A folder of `_data` in which most files have a name and a photo, link or title; else a list
    of such records. Groups are the data files that list names of those files.
    """
    found = _folder(site) or _list(site)
    if found is None:
        return None
    config, records = found
    config = config._replace(fields={**FIELDS, **likely_keys(records)})
    config = config._replace(photos=_photos(records, config))
    # Where people have files, only those includes are made that a page asks for.
    alone = not config.one_file_each and _shows_itself(site, config.people)
    shown = "" if alone else config.output
    return Layout(config._replace(output=shown), len(records))


def likely_files(site: Site) -> list[str]:
    """The data files that by their names and records may hold people, the likeliest first.

    Unlike what `find_layout` finds they need not be people beyond doubt.
    """
    paths = sorted((p for p in site.data_files if _familiar(p)[0] < _UNFAMILIAR), key=_familiar)
    read = ((path, _records(site.data_files[path])) for path in paths)
    return [p for p, records in read if records and share(records, "name") >= _MOST]


def _folder(site: Site) -> tuple[CardsConfig, Records] | None:
    folders: dict[str, dict[str, object]] = {}
    for path, value in site.data_files.items():
        folder, _, name = path.rpartition("/")
        if folder.startswith("_data/"):
            folders.setdefault(folder, {})[PurePosixPath(name).stem] = value
    best: tuple[int, str] = (0, "")
    for folder, files in folders.items():
        records = [value for value in files.values() if isinstance(value, Mapping)]
        if len(files) >= 3 and len(records) == len(files) and _are_people(records):
            best = max(best, (len(files), folder))
    if not best[0]:
        return None
    people = folders[best[1]]
    members, groups = _groups(site, people)
    config = _STANDARD._replace(people=best[1], members=members, groups=groups)
    return config, [value for value in people.values() if isinstance(value, Mapping)]


def _list(site: Site) -> tuple[CardsConfig, Records] | None:
    for path in sorted(site.data_files, key=_familiar):
        records = _records(site.data_files[path])
        if _familiar(path)[0] < _UNFAMILIAR and records and _are_people(records):
            return _STANDARD._replace(people=path), records
    return None


def _records(value: object) -> Records:
    records = value if isinstance(value, list) else []
    return records if all(isinstance(record, Mapping) for record in records) else []


def _familiar(path: str) -> tuple[int, str]:
    """How much the name of a file says that it holds people: `team`, then `team_members`."""
    stem = PurePosixPath(path).stem.lower()
    if path.count("/") != 1:
        return _UNFAMILIAR, path
    if stem in _FILES:
        return _FILES.index(stem), path
    words = [word for word in re.split(r"[-_ ]", stem) if word in _FILES]
    return (len(_FILES) + _FILES.index(words[0]) if words else _UNFAMILIAR), path


def _are_people(records: Records) -> bool:
    keys = {name: name for name in FIELDS if share(records, name) >= _OFTEN} | likely_keys(records)
    shown = keys.keys() & {"photo", "link"}
    if "photo" in shown and not are_paths(records, keys["photo"]):
        shown -= {"photo"}
    return share(records, keys.get("name", "")) >= _MOST and bool(shown)


def _groups(site: Site, people: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """The key under which groups list their people, and the groups."""
    keys: Counter[str] = Counter()
    groups: dict[str, list[str]] = {}
    for path, value in sorted(site.data_files.items()):
        if path.count("/") == 1 and path.endswith(".yml"):
            for key, ids in _lists(value):
                if ids and sum(id_ in people for id_ in ids) >= _MOST * len(ids):
                    keys[key] += 1
                    groups.setdefault(key, []).append(PurePosixPath(path).stem)
    best = keys.most_common(1)[0][0] if keys else _STANDARD.members
    return best or _STANDARD.members, tuple(sorted({*groups.get(best, []), *groups.get("", [])}))


def _lists(value: object) -> Iterator[tuple[str, list[str]]]:
    """The lists of texts of a data file: itself, or under a key."""
    entries = value.items() if isinstance(value, Mapping) else [("", value)]
    for key, list_ in entries:
        if isinstance(list_, list) and all(isinstance(item, str) for item in list_):
            yield str(key), list_


def _photos(records: Records, config: CardsConfig) -> str:
    """What the names of photos start with, when most do."""
    starts: Counter[str] = Counter()
    for record in records:
        photo, name = (str(record.get(config.key(key)) or "") for key in ("photo", "name"))
        last_first = re.sub(r"^([^,]+),\s*(.+)$", r"\2 \1", name)
        at = photo.find(slug(last_first)) if slug(last_first) else -1
        starts[photo[:at] if at > 0 else ""] += 1
    start, count = starts.most_common(1)[0]
    return start if start and count * 2 > len(records) else config.photos


def _shows_itself(site: Site, people: str) -> bool:
    """Whether templates of the site read the people, and nothing includes jt's cards."""
    stem = re.escape(PurePosixPath(people.removeprefix("_data/")).with_suffix("").as_posix())
    reads = re.compile(rf"""site\.data(?:\.{stem}\b|\[\s*["']{stem}["'])""")
    texts = [page.file.text for page in site.pages if page.file is not None]
    texts += [site.includes[name].text for name in site.includes if name in site.includes]
    texts += [layout.file.text for layout in site.layouts.values()]
    if any(f"include {_STANDARD.output.removeprefix('_includes/')}/" in text for text in texts):
        return False
    return any("site.data" in text and reads.search(text) for text in texts)


def _plain(name: str, value: object) -> object:
    if name == "fields":
        assert isinstance(value, Mapping)
        return {key: own for key, own in value.items() if own != FIELDS[key]}
    return list(value) if isinstance(value, tuple) else value
