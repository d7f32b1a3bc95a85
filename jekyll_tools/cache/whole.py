"""What a run said, kept: when nothing that it saw has changed, it is what a run now would say."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jekyll_tools.cache import manifest
from jekyll_tools.cache.folder import cache_folder
from jekyll_tools.cache.manifest import Difference
from jekyll_tools.cache.moment import Moment
from jekyll_tools.cache.plain import from_plain, to_plain
from jekyll_tools.cache.program import circumstances, program
from jekyll_tools.cache.store import Store
from jekyll_tools.cache.told import NAME, Told
from jekyll_tools.seen import Seen, digest_of

_MANIFEST, _MOMENT, _TOLD = "manifest", "moment", "told"


def _nothing() -> Told | None:
    return None


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier run: what it said, if a run now would say the same.

    `difference` is how the disk differs from what that run saw; None where nothing is known.
    `run` is its name: what else that run kept is of the same moment when it bears that name.
    `told` gives what it said, for a run that says much of it again.
    """

    said: Told | None = None
    difference: Difference | None = None
    run: str = ""
    told: Callable[[], Told | None] = _nothing


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
        found = dict(self.store.get_all(self.group, (_MANIFEST, _MOMENT, _TOLD)))
        try:
            moment = from_plain(Moment, json.loads(found[_MOMENT]))
            if not moment.is_current():
                return Before()
            difference = manifest.difference(manifest.read(found[_MANIFEST]))
            late = partial(self._told, found[_TOLD], checked=True)
            # What was said of a large site is long; not every run that gets here wants it.
            if not difference.none or not moment.holds():
                return Before(None, difference, moment.run, late)
            said = self._told(found[_TOLD])
        except (KeyError, TypeError, ValueError, RecursionError):
            return Before()
        if said is None:
            return Before()  # another run has just kept its own
        if difference.renewed:
            self.store.put(self.group, {_MANIFEST: manifest.written(difference.seen)})
        return Before(said, difference, moment.run)

    def _told(self, text: str, *, checked: bool = False) -> Told | None:
        try:
            told = Told.read(text)
            names = [NAME + part.digest for part in told.parts]
            found = self.store.get_all(self.group, names)
            stored = {name.removeprefix(NAME): part for name, part in found}
            if len(stored) < len({*names}):
                return None
            told = replace(told, stored=stored)
            if checked:
                told.check()
            return told
        except (KeyError, TypeError, ValueError, RecursionError):
            return None

    def keep(self, told: Told, seen: Seen, moment: Moment, old: Told | None = None) -> None:
        """Keep what a run said and all that it saw; nothing where that changed meanwhile.

        `old` is what has been kept, if `told` has parts of it.
        """
        if seen.unstable:
            return
        texts = {
            _MANIFEST: manifest.written(seen),
            _MOMENT: json.dumps(to_plain(moment)),
            _TOLD: told.written(),
        }
        known = {} if old is None else old.stored
        parts = {part.digest for part in told.parts}
        self.store.put(
            self.group,
            texts,
            [NAME + digest for digest in known.keys() - parts],
            more=((NAME + digest, told.stored[digest]) for digest in parts - known.keys()),
            afresh=old is None,
        )
