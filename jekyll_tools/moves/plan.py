"""What a move comes to: the files to write, and the proof that no reference is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import Leads, Reference
from jekyll_tools.site import Overlay, Site, read_site
from jekyll_tools.text import Edit, OverlapError, apply_edits

MOST = 20  # places that a message lists
_NAMED = 3  # pages, in one note
LATER = {"show_drafts": True, "future": True, "unpublished": True}
"""Settings with which drafts and the like are pages, too: their links are to be edited as well."""


class MoveError(Exception):
    """A move that cannot be made in full; nothing was changed. The message says where and why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write (None: to remove), how many references change, and what to know.

    `moved` leads from the path of each file that moves to its new path; `base` is the baseurl.
    """

    changes: Mapping[str, bytes | None]
    references: int
    notes: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    base: str = ""


def view_of(root: Path, overlay: Overlay | None = None, *, later: bool = False) -> SiteView:
    """The site as it would be, with drafts and unpublished pages where `later`."""
    site = read_site(root, overlay=overlay, config=LATER if later else None)
    return SiteView(site, *hosts(site))


def with_later(root: Path, now: SiteView) -> SiteView:
    """The site with its drafts and unpublished pages; the one that is given if it has none."""
    reasons = {*now.site.unpublished.values(), *(page.why_not for page in now.site.pages)}
    return view_of(root, later=True) if reasons & {"draft", "future", "unpublished"} else now


def hosts(site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The own hosts and foreign paths that the linter's settings name."""
    from jekyll_tools.lint import settings_of

    settings = settings_of(site)
    return settings.own_hosts, settings.elsewhere


def edited(view: SiteView, edits: Iterable[FileEdit]) -> dict[str, str]:
    """The texts of the files with their edits; `MoveError` where two edits contradict."""
    by_path: dict[str, set[Edit]] = {}
    for part in edits:
        by_path.setdefault(part.path, set()).add(part.edit)
    texts = {}
    for path, some in by_path.items():
        if any(p.path == path and p.kind == "not-utf8" for p in view.site.problems):
            raise MoveError(f"{path}: is not UTF-8, so that it cannot be edited")
        try:
            texts[path] = apply_edits(view.read(path), some)
        except OverlapError as error:
            raise MoveError(f"{path}: {_contradiction(view, path, some)}") from error
    return texts


def _contradiction(view: SiteView, path: str, edits: set[Edit]) -> str:
    ordered = sorted(edits)
    pairs = pairwise(ordered)
    edit = next((b for a, b in pairs if b.start < a.end or a == b), ordered[0])
    at = view.lines(path).position(edit.start)
    return f"{at.line}:{at.column}: this one text leads to several places, which part now"


def broken(view: SiteView) -> dict[str, Counter[str]]:
    """The references of each page that lead nowhere, and the files that its templates miss."""
    found: dict[str, Counter[str]] = {}
    for page in view.pages:
        some = Counter(r.value for r in page.references if _is_broken(page, r))
        some.update(p.subject for p in page.rendering.problems if p.kind.endswith("-missing"))
        if some:
            found.setdefault(page.page.path, Counter()).update(some)
    return found


def _is_broken(page: PageView, reference: Reference) -> bool:
    status = page.status(reference)
    if status != Leads.OUTSIDE.value:
        return status.startswith("broken")
    # Out of the site by a relative path is a mistake; by an absolute one it may be meant.
    return not reference.value.strip().startswith(("/", "http:", "https:", "HTTP"))


def lost(before: SiteView, after: SiteView, moved: Mapping[str, str]) -> list[str]:
    """The places of references that break, on pages with more broken ones than they had."""
    old = {moved.get(path, path): some for path, some in broken(before).items()}
    places = []
    for path, some in broken(after).items():
        known = old.get(path, Counter())
        if some.total() > known.total():
            new = some - known
            shown = [
                where(page, r)
                for page in after.pages
                if page.page.path == path
                for r in page.references
                if r.value in new
            ]
            places += shown or [f"{path}: {value}" for value in new]
    return list(dict.fromkeys(places))


def prove(before: SiteView, after: SiteView, moved: Mapping[str, str]) -> None:
    """Raise `MoveError` when a page has more broken references than it had."""
    if places := lost(before, after, moved):
        raise MoveError(
            "these references would break, for no text in a file says them as they are; "
            "nothing was changed:\n" + listed(places)
        )


def where(page: PageView, reference: Reference) -> str:
    """The place of a reference, for a message."""
    origin = page.origin(reference)
    if origin is None:
        return f"{page.page.path}: {reference.value}"
    at = page.all.lines(origin.path).position(origin.start)
    return f"{origin.path}:{at.line}:{at.column}: {reference.value}"


def listed(places: Iterable[str]) -> str:
    """Places, each once and on a line, not too many."""
    each = list(dict.fromkeys(places))
    more = [f"  and {len(each) - MOST} more"] if len(each) > MOST else []
    return "\n".join([f"  {place}" for place in each[:MOST]] + more)


def open_notes(view: SiteView) -> tuple[str, ...]:
    """What could hold references that nobody can see."""
    pages = [page.page.path for page in view.pages if page.rendering.open_reasons]
    pages = list(dict.fromkeys(pages))
    if not pages:
        return ()
    named = ", ".join(pages[:_NAMED])
    more = f" and {len(pages) - _NAMED} more: jt lint --verbose" if len(pages) > _NAMED else ""
    return (f"not fully known, may lead there as well: {named}{more}",)
