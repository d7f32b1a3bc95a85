"""References to files that Jekyll does not write, for the rules about links and images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from jekyll_tools.lint.finding import Finding, Fix
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.render import Leads, Reference, Target

IMAGE_TAGS = frozenset({"img", "source", "video", "audio", "track", "input"})


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A reference to a path of the site where nothing is written.

    `nearest` is the URL path of the file that was probably meant; `case` when it differs in
    upper and lower case only.
    """

    reference: Reference
    target: Target
    nearest: str | None
    case: bool


def missing_files(page: PageView) -> Iterator[MissingFile]:
    """The references of a page to paths where Jekyll writes nothing."""
    for reference in page.references:
        target = page.target(reference)
        if target.leads is not Leads.MISSING or page.all.may_exist(target):
            continue
        same = page.all.outputs.other_case(target.path)
        nearest = same or page.all.outputs.nearest(target.path)
        yield MissingFile(reference, target, nearest, same is not None)


def missing_finding(page: PageView, missing: MissingFile, what: str) -> Iterator[Finding]:
    """The finding for a missing file; `what` opens its message, as "the image"."""
    yield from page.finding(
        missing.reference,
        f'{what} "{shortened(missing.reference.value)}" leads to {missing.target.path}, '
        "where the site has nothing",
        f"did you mean {missing.nearest}?" if missing.nearest else "correct the path",
        fix=_fix(page, missing),
        value=missing.reference.value,
    )


def shortened(value: str, limit: int = 80) -> str:
    """A value for a message: one line, not too long."""
    plain = " ".join(value.split())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def _fix(page: PageView, missing: MissingFile) -> Fix | None:
    """Replace the part of the value that is the wrong part of the path."""
    if missing.nearest is None:
        return None
    reference = missing.reference
    old, new = _differing(missing.target.path, missing.nearest)
    text = page.html.text[reference.start : reference.end]
    path = text.partition("#")[0].partition("?")[0]
    if not old or not path.endswith(old):
        return None
    start = reference.start + len(path) - len(old)
    edit = page.edit(start, start + len(old), quote(new, safe="/:@!$&'()*+,;=~"))
    return Fix(f"lead to {missing.nearest}", (edit,), missing.case) if edit else None


def _differing(old: str, new: str) -> tuple[str, str]:
    """Both paths without the folders that they begin with alike."""
    head = 0
    for a, b in zip(old.split("/"), new.split("/"), strict=False):
        if a != b:
            break
        head += len(a) + 1
    return old[head:], new[head:]
