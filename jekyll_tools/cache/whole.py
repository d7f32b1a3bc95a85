"""What a run said, kept: when nothing that it saw has changed, it is what a run now would say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from jekyll_tools.cache import manifest
from jekyll_tools.cache.folder import cache_folder
from jekyll_tools.cache.manifest import Difference
from jekyll_tools.cache.moment import Moment
from jekyll_tools.cache.plain import from_plain, to_plain
from jekyll_tools.cache.program import circumstances, program
from jekyll_tools.cache.store import Store
from jekyll_tools.seen import Seen, digest_of

_MANIFEST, _SAID, _MOMENT = "manifest", "said", "moment"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a run printed, and its exit code."""

    text: str
    code: int


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier run: what it said, if a run now would say the same.

    `difference` is how the disk differs from what that run saw; None where nothing is known.
    `run` is its name: what else that run kept is of the same moment when it bears that name.
    """

    said: Printed | None = None
    difference: Difference | None = None
    run: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one site under one group of names: one way to ask about it."""

    store: Store
    group: str

    @classmethod
    def of(cls, root: Path, asked: object, folder: Path | None = None) -> Kept | None:
        """What is kept of the site at `root`; None where there is no folder for a cache.

        `asked` is all that decides beside the site itself, as something that `repr` tells apart.
        """
        place = cache_folder(folder)
        if place is None:
            return None
        group = digest_of(f"{program()}\n{circumstances()}\n{asked!r}".encode())
        return cls(Store(place, str(root.resolve())), group)

    def before(self) -> Before:
        """What is known of the last run that asked this, held against the disk."""
        found = dict(self.store.get_all(self.group, (_MANIFEST, _MOMENT)))
        try:
            moment = from_plain(Moment, json.loads(found[_MOMENT]))
            if not moment.is_current():
                return Before()
            difference = manifest.difference(manifest.read(found[_MANIFEST]))
            if not difference.none or not moment.holds():
                return Before(None, difference, moment.run)
            # What was said of a large site is long; most runs that get here do not want it.
            late = dict(self.store.get_all(self.group, (_SAID, _MOMENT)))
            if late[_MOMENT] != found[_MOMENT]:
                return Before(None, difference, moment.run)  # another run has just kept its own
            said: Printed = from_plain(Printed, json.loads(late[_SAID]))
        except (KeyError, TypeError, ValueError, RecursionError):
            return Before()
        if difference.renewed:
            self.store.put(self.group, {_MANIFEST: manifest.written(difference.seen)})
        return Before(said, difference, moment.run)

    def keep(self, said: Printed, seen: Seen, moment: Moment) -> None:
        """Keep what a run said and all that it saw; nothing where that changed meanwhile."""
        if seen.unstable:
            return
        texts = {
            _MANIFEST: manifest.written(seen),
            _MOMENT: json.dumps(to_plain(moment)),
            _SAID: json.dumps(to_plain(said)),
        }
        self.store.put(self.group, texts)
