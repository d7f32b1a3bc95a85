"""References to files that Jekyll does not write, parted into the classes of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import quote, unquote

from jekyll_tools.lint.finding import Finding, Fix
from jekyll_tools.lint.malformed import Malformed, malformed
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.safety import is_only_reference, leads_alike, quoted
from jekyll_tools.render import Leads, Reference, Target
from jekyll_tools.text import File, Source

IMAGE_TAGS = frozenset(
    {"audio", "image", "img", "input", "meta", "source", "track", "use", "video"}
)

REASONS: Mapping[str, str] = {
    "backup": "its name is that of a backup file",
    "bad-post-name": "its name has no date",
    "draft": "it is a draft",
    "excluded": "it is excluded",
    "future": "its date is in the future",
    "limit-posts": "`limit_posts` leaves it out",
    "not-utf8": "it is not UTF-8",
    "output-false": "its collection is not written",
    "unpublished": "it says `published: false`",
}
"""Why Jekyll does not write a file → the end of a sentence."""


class MissingFile(NamedTuple):
    """A reference to a path of the site where nothing is written.

    `rule` is the one rule that reports it. `meant` is the URL path that was certainly meant
    (path-case, markdown-link-not-rewritten), `why` says why a source is not written
    (link-unpublished), `malformed` what the value looks like (malformed-url).
    """

    reference: Reference
    target: Target
    rule: str
    meant: str | None = None
    why: str = ""
    malformed: Malformed | None = None


def missing_of(page: PageView, rule: str) -> Iterator[MissingFile]:
    """The references of a page to paths where Jekyll writes nothing, those that a rule reports."""
    return (missing for missing in page.once(_missing_files) if missing.rule == rule)


def _missing_files(page: PageView) -> Iterator[MissingFile]:
    unknown = [p.source for p in page.rendering.problems if p.subject.startswith("site.github")]
    for reference, target in page.led:
        if target.leads is Leads.MISSING:
            if not (page.all.may_exist(target) or _is_github(page, reference, unknown)):
                yield _classified(page, reference, target)
        elif target.leads in (Leads.EXTERNAL, Leads.SCHEME):
            shape = malformed(reference.value, inside=False)
            if shape is not None:
                yield MissingFile(reference, target, "malformed-url", malformed=shape)


def _is_github(page: PageView, reference: Reference, unknown: list[Source]) -> bool:
    """Whether a URL begins with a value of `site.github`, which only GitHub knows."""
    origin = page.origin(reference) if unknown else None
    return origin is not None and any(
        isinstance(source.text, File)
        and source.text.path == origin.path
        and 0 <= origin.start - source.end <= 2
        for source in unknown
    )


def _classified(page: PageView, reference: Reference, target: Target) -> MissingFile:
    """The class of a missing file: what is certain comes before what is only likely."""
    if other := page.all.outputs.other_case(target.path):
        return MissingFile(reference, target, "path-case", meant=other)
    if url := _markdown_source(page, target, reference):
        return MissingFile(reference, target, "markdown-link-not-rewritten", meant=url)
    if why := page.all.why_unpublished(target.path):
        return MissingFile(reference, target, "link-unpublished", why=why)
    if shape := malformed(reference.value, inside=True):
        return MissingFile(reference, target, "malformed-url", malformed=shape)
    # Networks take no other address than a full one.
    if target.own_host and reference.tag != "meta":
        return MissingFile(reference, target, "own-domain-link")
    image = (reference.tag in IMAGE_TAGS and reference.attr != "formaction") or (
        reference.attr == "style"
    )
    return MissingFile(reference, target, "image-missing" if image else "link-missing")


def _markdown_source(page: PageView, target: Target, reference: Reference) -> str | None:
    """The URL of the page that a link to its Markdown source means."""
    if not target.path.lower().endswith((".md", ".markdown", ".mkd")):
        return None
    path = unquote(reference.value.strip().partition("#")[0].partition("?")[0])
    beside = normpath(join(dirname(page.page.relative_path), path))
    for source in (target.path.lstrip("/"), beside):
        url = page.all.urls.of_source(source)
        if url is not None:
            return url
    return None


def missing_finding(page: PageView, missing: MissingFile, what: str) -> Iterator[Finding]:
    """The finding for a missing file; `what` opens its message, as "the image"."""
    nearest = missing.meant or _likely(page, missing)
    yield from page.finding(
        missing.reference,
        # A relative path from data leads elsewhere from each page: that is one defect still.
        f'{what} "{shortened(missing.reference.value)}" leads to where the site has nothing',
        f"there is no {shortened(missing.target.path)}; "
        + (f"did you mean {nearest}?" if nearest else "correct the path"),
        fix=path_fix(page, missing, nearest, safe=missing.meant is not None),
        value=missing.reference.value,
    )


def _likely(page: PageView, missing: MissingFile) -> str | None:
    """The page whose source has the name, else the file whose name is most like it."""
    path = missing.target.path
    for suffix in (".md", ".markdown", ".html"):
        url = page.all.urls.of_source(path.strip("/").removesuffix(".html") + suffix)
        if url is not None:
            return url
    nearest = page.all.outputs.nearest(path)
    return None if nearest == f"/{page.page.dest}" else nearest


def shortened(value: str, limit: int = 80) -> str:
    """A value for a message: one line, not too long."""
    plain = " ".join(value.split())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def path_fix(page: PageView, missing: MissingFile, new: str | None, *, safe: bool) -> Fix | None:
    """Replace the part of the value that is the wrong part of the path."""
    if new is None:
        return None
    reference = missing.reference
    old, better = _differing(missing.target.path, new)
    text = page.html.text[reference.start : reference.end]
    path = text.partition("#")[0].partition("?")[0]
    # as it stands there: letters as letters, white space escaped, or all of it escaped
    old = next((each for each in (old, quoted(old), quote(old)) if path.endswith(each)), "")
    if not old:
        return None
    start = reference.start + len(path) - len(old)
    edit = page.edit(start, start + len(old), quoted(better))
    if edit is None:
        return None
    safe = safe and is_only_reference(page, edit) and leads_alike(page, edit, reference)
    return Fix(f"lead to {new}", (edit,), safe)


def _differing(old: str, new: str) -> tuple[str, str]:
    """Both paths without the folders that they begin with alike."""
    head = 0
    for a, b in zip(old.split("/"), new.split("/"), strict=False):
        if a != b:
            break
        head += len(a) + 1
    return old[head:], new[head:]
