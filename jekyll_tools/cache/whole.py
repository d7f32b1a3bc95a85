"""A whole run, kept: when nothing that it saw has changed, it is what a run now would find."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from jekyll_tools.cache import manifest
from jekyll_tools.cache.folder import cache_folder
from jekyll_tools.cache.moment import Moment
from jekyll_tools.cache.plain import NotPlainError, from_plain, to_plain
from jekyll_tools.cache.program import circumstances, program
from jekyll_tools.cache.store import Store
from jekyll_tools.lint.linted import Linted
from jekyll_tools.seen import Seen, digest_of

_MANIFEST, _RUN, _MOMENT = "manifest", "run", "moment"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one site, linted in one way: `group` names that way."""

    store: Store
    group: str

    @classmethod
    def of(cls, root: Path, flags: object, folder: Path | None = None) -> Kept | None:
        """What is kept of the site at `root`; None where there is no folder for a cache.

        `flags` is all that decides beside the site itself, as something that `repr` tells apart.
        """
        place = cache_folder(folder)
        if place is None:
            return None
        group = digest_of(f"{program()}\n{circumstances()}\n{flags!r}".encode())
        return cls(Store(place, str(root.resolve())), group)

    def recall(self) -> tuple[Linted | None, manifest.Difference | None]:
        """What a run now would find, if that is known; else how the disk differs, if that is."""
        found = dict(self.store.get_all(self.group, (_MANIFEST, _MOMENT)))
        try:
            moment = from_plain(Moment, json.loads(found[_MOMENT]))
            difference = manifest.difference(manifest.read(found[_MANIFEST]))
            if not (difference.none and moment.holds()):
                return None, difference
            linted = from_plain(Linted, json.loads(self.store.get(self.group, _RUN) or ""))
        except (KeyError, TypeError, ValueError, NotPlainError, RecursionError):
            return None, None
        if difference.renewed:
            self.store.put(self.group, {_MANIFEST: manifest.written(difference.seen)})
        return linted, difference

    def keep(self, linted: Linted, seen: Seen, moment: Moment) -> None:
        """Keep what a run found and all that it saw; nothing where that changed meanwhile."""
        if seen.unstable:
            return
        texts = {
            _MANIFEST: manifest.written(seen),
            _MOMENT: json.dumps(to_plain(moment)),
            _RUN: json.dumps(to_plain(linted)),
        }
        self.store.put(self.group, texts)
