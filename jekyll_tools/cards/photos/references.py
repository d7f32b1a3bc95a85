"""Who else in a site names a photo: every text but the record itself and what is made from it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from jekyll_tools.cards.generated import is_generated
from jekyll_tools.cards.photos.uses import PhotoUse
from jekyll_tools.site import Site

_SKIPPED = ("_site/", "node_modules/", "vendor/")
_MAX_BYTES = 5_000_000


def references(
    site: Site, paths: Sequence[str], uses: Iterable[PhotoUse]
) -> Mapping[str, tuple[str, ...]]:
    """Path of a photo → where its file name stands, as `file:line`, besides in `uses`.

    A file name that a text merely contains counts as well: a photo that is kept in vain is
    better than a page without it.
    """
    masks: dict[str, list[tuple[int, int]]] = {}
    for use in uses:
        if use.place is not None:
            masks.setdefault(use.file, []).append((use.place.start, use.place.end))
    spellings = {path: _spellings(path.rpartition("/")[2]) for path in paths}
    found: dict[str, list[str]] = {path: [] for path in paths}
    for name, text in _texts(site, masks):
        for path, forms in spellings.items():
            at = min((at for form in forms if (at := text.find(form)) >= 0), default=-1)
            if at >= 0:
                found[path].append(f"{name}:{text.count(chr(10), 0, at) + 1}")
    return {path: tuple(places) for path, places in found.items()}


def _spellings(name: str) -> set[str]:
    return {name, quote(name), html.escape(name)}


def _texts(site: Site, masks: Mapping[str, list[tuple[int, int]]]) -> Iterator[tuple[str, str]]:
    """Every text of the site; the values that are looked after stand there as blanks."""
    for name in site.disk.walk(""):
        full = Path(site.root, name)
        if name.startswith(_SKIPPED) or full.stat().st_size > _MAX_BYTES:
            continue
        if name in masks:
            yield name, _masked(site.read(name), masks[name])
            continue
        data = full.read_bytes()
        if b"\0" in data[:8192]:
            continue
        text = data.decode("utf-8", "replace")
        if not is_generated(text):
            yield name, text


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
