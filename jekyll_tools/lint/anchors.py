"""References to ids that do not exist, for the rules about anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jekyll_tools.elements import Element
from jekyll_tools.lint.finding import Finding, Fix
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.safety import is_only_reference, leads_alike, quoted
from jekyll_tools.nearest import nearest, question
from jekyll_tools.patterns import late
from jekyll_tools.render import Leads, Reference, Target, always_there

_IRRELEVANT = late(r"[\W_]+")


class MissingAnchor(NamedTuple):
    """A reference to an id that its page does not have.

    `nearest` is the id that was probably meant; `sure` when it differs in case, punctuation or
    white space only, and no other id does. `replaced`: the fragment is the automatic id of a
    heading that has an id of its own, which is `nearest`.
    """

    reference: Reference
    target: Target
    nearest: str | None
    sure: bool
    replaced: bool = False

    @property
    def advice(self) -> str:
        """What to do about it, for the finding's help."""
        if self.nearest is None:
            return "correct the fragment"
        if "#" in self.nearest:
            return f'the id is "{self.nearest}"; take the "#" out of it'
        return question(f"#{self.nearest}")


def missing_anchors(page: PageView) -> tuple[MissingAnchor, ...]:
    """The references of a page to missing ids, on itself and on other closed pages."""
    return page.once(_missing_anchors)


def _missing_anchors(page: PageView) -> Iterator[MissingAnchor]:
    for reference, target in page.led:
        if target.fragment is None or target.leads is not Leads.PAGE or target.dest is None:
            continue
        if reference.tag not in ("a", "area"):
            continue
        anchors = page.all.anchors(target.dest, target.fragment)
        if anchors is None or not anchors.closed or target.fragment in anchors.names:
            continue
        if always_there(target.fragment):
            continue
        own = page.all.replaced_ids(target.dest).get(target.fragment)
        if own in anchors.names:
            yield MissingAnchor(reference, target, own, True, replaced=True)
            continue
        nearest, sure = nearest_id(target.fragment, anchors.names)
        yield MissingAnchor(reference, target, nearest, sure)


def nearest_id(fragment: str, names: Iterable[str]) -> tuple[str | None, bool]:
    """The id that was probably meant, and whether only case and punctuation differ."""
    known = sorted(names)
    same = [name for name in known if _plain(name) == _plain(fragment) and _plain(name)]
    if len(same) == 1:
        return same[0], True
    near = nearest(fragment.lower(), (name.lower() for name in known), 0.7)
    if near is None:
        return (same[0] if same else None), False
    return next(name for name in known if name.lower() == near), False


def is_button(element: Element) -> bool:
    """Whether a link has a class of a button (`button…` of TeXt, `btn…` of Bootstrap)."""
    return any(name.startswith(("button", "btn")) for name in element.value("class").split())


def anchor_finding(page: PageView, missing: MissingAnchor, what: str) -> Iterator[Finding]:
    """The finding for a missing anchor; `what` opens its message, as "the button"."""
    fragment = missing.target.fragment
    same_page = missing.target.dest == page.page.dest
    where = "this page has no" if same_page else f"{missing.target.path} has no"
    yield from page.finding(
        missing.reference,
        f'{what} leads to "#{fragment}", but {where} element with that id',
        missing.advice,
        fix=_fix(page, missing),
        value=missing.reference.value,
    )


def _fix(page: PageView, missing: MissingAnchor) -> Fix | None:
    if missing.nearest is None or "#" in missing.nearest:
        return None
    reference = missing.reference
    start = page.html.text.find("#", reference.start, reference.end) + 1
    edit = page.edit(start, reference.end, quoted(missing.nearest))
    if start == 0 or edit is None:
        return None
    safe = missing.sure and is_only_reference(page, edit) and leads_alike(page, edit, reference)
    return Fix(f'lead to "#{missing.nearest}"', (edit,), safe)


def _plain(name: str) -> str:
    return _IRRELEVANT.sub("", name).lower()
