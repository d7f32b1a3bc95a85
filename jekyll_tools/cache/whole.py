"""The report of a run, kept: it stands as long as nothing that the run saw has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jekyll_tools.cache import manifest
from jekyll_tools.cache.folder import cache_folder
from jekyll_tools.cache.kept_report import NAME, KeptReport
from jekyll_tools.cache.manifest import Difference
from jekyll_tools.cache.moment import Moment
from jekyll_tools.cache.plain import from_plain, to_plain
from jekyll_tools.cache.program import circumstances, program
from jekyll_tools.cache.store import Store
from jekyll_tools.seen import Seen, digest_of

_MANIFEST, _MOMENT, _REPORT = "manifest", "moment", "report"


def _nothing() -> KeptReport | None:
    return None


class Before(NamedTuple):
    """An earlier run: `standing` is its report, if a run now would say the same.

    `difference` is how the disk differs from what that run saw; None where nothing is known.
    `run` is its name: what else that run kept is of the same moment when it bears that name.
    `report` gives its report in any case, for a run that says much of it again.
    """

    standing: KeptReport | None = None
    difference: Difference | None = None
    run: str = ""
    report: Callable[[], KeptReport | None] = _nothing


class Kept(NamedTuple):
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
        found = dict(self.store.get_all(self.group, (_MANIFEST, _MOMENT, _REPORT)))
        try:
            moment = from_plain(Moment, json.loads(found[_MOMENT]))
            if not moment.is_current():
                return Before()
            difference = manifest.difference(manifest.read(found[_MANIFEST]))
            late = partial(self._report, found[_REPORT], checked=True)
            # The report of a large site is long; not every run that gets here wants it.
            if not difference.none or not moment.holds():
                return Before(None, difference, moment.run, late)
            standing = self._report(found[_REPORT])
        except (KeyError, TypeError, ValueError, RecursionError):
            return Before()
        if standing is None:
            return Before()  # another run has just kept its own
        if difference.renewed:
            self.store.put(self.group, {_MANIFEST: manifest.written(difference.seen)})
        return Before(standing, difference, moment.run)

    def _report(self, text: str, *, checked: bool = False) -> KeptReport | None:
        try:
            report = KeptReport.read(text)
            names = [NAME + part.digest for part in report.parts]
            found = self.store.get_all(self.group, names)
            stored = {name.removeprefix(NAME): part for name, part in found}
            if len(stored) < len({*names}):
                return None
            report = report._replace(stored=stored)
            if checked:
                report.check()
            return report
        except (KeyError, TypeError, ValueError, RecursionError):
            return None

    def keep(
        self, report: KeptReport, seen: Seen, moment: Moment, old: KeptReport | None = None
    ) -> None:
        """Keep the report of a run and all that it saw; nothing where that changed meanwhile.

        `old` is the one that has been kept, if `report` has parts of it.
        """
        if seen.unstable:
            return
        texts = {
            _MANIFEST: manifest.written(seen),
            _MOMENT: json.dumps(to_plain(moment)),
            _REPORT: report.written(),
        }
        known = {} if old is None else old.stored
        parts = {part.digest for part in report.parts}
        self.store.put(
            self.group,
            texts,
            [NAME + digest for digest in known.keys() - parts],
            more=((NAME + digest, report.stored[digest]) for digest in parts - known.keys()),
            afresh=old is None,
        )
