"""`jt mv`: files go elsewhere, and every reference to them follows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jekyll_tools.cards.from_site import stale_includes, uses_cards
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.edit import page_edit
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.lint.view import SiteView
from jekyll_tools.moves.fixed_names import asked_for, require_free
from jekyll_tools.moves.plain_files import plain_edits
from jekyll_tools.moves.plan import (
    MoveError,
    Plan,
    edited,
    lost,
    open_notes,
    prove,
    view_of,
    with_later,
)
from jekyll_tools.moves.references import Sides, reference_edits
from jekyll_tools.moves.templates import template_edits
from jekyll_tools.moves.values import value_edits
from jekyll_tools.site import Overlay, Page
from jekyll_tools.text import apply_edits

REDIRECTS = "jekyll-redirect-from"


def plan_move(root: Path, old: str, new: str) -> Plan:
    """Plan the move of a file or folder; paths are relative to the root.

    Raises `MoveError` where something cannot follow. Nothing is written.
    """
    moved = _moved(root, old, new)
    content = {path: root / path for path in moved}
    bare = {**dict.fromkeys(moved), **{moved[p]: at for p, at in content.items()}}
    now = view_of(root)
    require_free(now.site, old, moved)
    before = with_later(root, now)
    sides = Sides(before, view_of(root, bare, later=before is not now), moved)
    _require_published(sides)
    edits = [*reference_edits(sides), *value_edits(sides), *template_edits(before, moved)]
    edits += plain_edits(sides)
    texts = edited(before, edits)
    texts |= _built(now, _after(root, bare, texts, moved))
    old_links: list[str] = []
    if redirected := {path: _redirected(sides, path, texts) for path in _redirecting(sides)}:
        old_links = lost(now, _after(root, bare, texts, moved), moved)
        texts |= redirected
    after = _after(root, bare, texts, moved)
    prove(now, after, moved)
    changes: dict[str, bytes | None] = dict.fromkeys(moved)
    changes |= {moved[path]: at.read_bytes() for path, at in content.items()}
    changes |= {moved.get(path, path): text.encode() for path, text in texts.items()}
    notes = [*_notes(sides, now, after), *asked_for(sides.changed), *open_notes(before)]
    notes += [f"still leads to the old URL, which redirects: {place}" for place in old_links]
    return Plan(changes, len(set(edits)), tuple(notes), moved, before.urls.baseurl)


def _built(now: SiteView, after: SiteView) -> Mapping[str, str]:
    """The generated includes that were what their records said, and are not any more."""
    if not uses_cards(now.site):
        return {}
    try:
        stale = stale_includes(now.site)
        new = stale_includes(after.site)
    except CardsError:
        return {}  # the records have mistakes: `jt build` says which
    return {path: text for path, text in new.items() if text and path not in stale}


def _after(
    root: Path, bare: Overlay, texts: Mapping[str, str], moved: Mapping[str, str]
) -> SiteView:
    return view_of(root, {**bare, **{moved.get(p, p): text for p, text in texts.items()}})


def _moved(root: Path, old: str, new: str) -> Mapping[str, str]:
    """The files that move, by their paths; a folder that is there takes what is moved in."""
    source, target = root / old, root / new
    if target.is_dir() and not _same(source, target):
        target = target / source.name
        new = f"{new}/{source.name}"
    if not source.exists() or source.is_symlink():
        raise MoveError(f"{old}: is a link" if source.is_symlink() else f"{old}: no such file")
    if os.path.lexists(target) and not _same(source, target):
        raise MoveError(f"{new}: is there already")
    if f"{new}/".startswith(f"{old}/"):
        raise MoveError(f"{new}: is {old} itself, or in it")
    if source.is_file():
        return {old: new}
    found = {}
    for folder, _, names in os.walk(source):
        for name in names:
            path = Path(folder, name)
            if path.is_symlink() or not path.is_file():
                raise MoveError(f"{path.relative_to(root)}: is no plain file")
            inside = path.relative_to(source).as_posix()
            found[f"{old}/{inside}"] = f"{new}/{inside}"
    if not found:
        raise MoveError(f"{old}: holds no file")
    return found


def _same(a: Path, b: Path) -> bool:
    return a.exists() and b.exists() and a.samefile(b)


def _require_published(sides: Sides) -> None:
    """What was published must be so afterwards, alone at its URL."""
    for aim, source in sides.aims.values():
        new = sides.moved.get(source)
        if new is None:
            continue
        after = sides.new_aims.get(new)
        if after is None:
            raise MoveError(f"{new}: Jekyll would not publish it there, as it does {source}")
        if after != aim and len(sides.after.site.outputs.get(after.dest, ())) > 1:
            raise MoveError(f"{new}: another file is published at {after.url} already")


def _redirecting(sides: Sides) -> Iterator[str]:
    """The pages that leave their URL behind, where a plugin can send readers on."""
    if REDIRECTS not in sides.before.site.settings.plugins:
        return
    for old, new, source in sides.changed.values():
        page = _page(sides.before, source)
        if page is not None and page.output_ext == ".html" and old.url != new.url:
            if sides.after.site.outputs.get(old.dest):
                continue  # somebody else lives there now
            yield source


def _redirected(sides: Sides, path: str, texts: Mapping[str, str]) -> str:
    text = texts.get(path, sides.before.read(path))
    old = next(old for old, _, source in sides.changed.values() if source == path)
    key = KeyPath.of("redirect_from")
    try:
        known = _page_own(sides.before, path).get("redirect_from")
        if isinstance(known, list):
            return apply_edits(text, page_edit.append(text, key, old.url))
        value = old.url if known in (None, "") else [known, old.url]
        return apply_edits(text, page_edit.set_value(text, key, value))
    except EditError as error:
        raise MoveError(f"{path}: redirect_from cannot be added: {error}") from error


def _page(view: SiteView, path: str) -> Page | None:
    return next((p for p in view.site.pages if p.path == path and p.file is not None), None)


def _page_own(view: SiteView, path: str) -> Mapping[object, object]:
    page = _page(view, path)
    return {} if page is None else page.own


def _notes(sides: Sides, now: SiteView, after: SiteView) -> Iterable[str]:
    for old, new, source in sides.changed.values():
        page = _page(now, source)
        if page is None or old.url == new.url:
            continue
        if REDIRECTS not in now.site.settings.plugins:
            yield f"{old.url} is now {new.url}; without {REDIRECTS} links from elsewhere break"
        later = _page(after, sides.moved[source])
        if later is not None and later.layout != page.layout:
            yield f"{sides.moved[source]}: has the layout {later.layout} there, not {page.layout}"
