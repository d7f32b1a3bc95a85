"""Compares what jt says of a site's pages with a finished build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jekyll_tools.verify.agreement import Agreement, Difference, Judged, Share, WrongUrl
from jekyll_tools.verify.built import Build, BuiltPage
from jekyll_tools.verify.html import Facts, Ref, is_compared
from jekyll_tools.verify.leads import BROKEN, status
from jekyll_tools.verify.match import Matched, Ours, is_written, match

_KINDS = ("ids", "links", "images")


def compare(ours: Iterable[Ours], theirs: Build) -> Agreement:
    """Hold our pages, as `jt inspect --format jsonl` describes them, against a build.

    Where the build does not know the content of its pages (`--built`), what we say must be among
    what the whole page has. Pages may carry `full_ids`, `full_refs` and `full_open` as well: those
    of the page with its layout.
    """
    matched = match(ours, theirs)
    closed = [(page, built) for page, built in matched.pairs if not page["open"]]
    lists = list(_lists(closed, theirs))
    right, false_alarms, missed = _judge(matched, theirs)
    contradicted = tuple(each for each in missed if each.ours != "open")
    return Agreement(
        pages=len(matched.pairs),
        open_pages=len(matched.pairs) - len(closed),
        open_layouts=sum(1 for page, _ in closed if page.get("full_open")),
        wrong_urls=tuple(_wrong_urls(matched)),
        missing_pages=tuple(page.path for page in matched.theirs if page.path is not None),
        extra_pages=tuple(page["path"] for page in matched.ours if not is_written(page, theirs)),
        made_up=tuple(page.url for page in matched.theirs if page.path is None),
        shares=_shares(lists),
        differences=tuple(_differences(lists)),
        broken_right=right,
        false_alarms=tuple(false_alarms),
        missed=contradicted,
        left_open=tuple(each for each in missed if each.ours == "open"),
    )


class _Lists(NamedTuple):
    """Two lists that should be equal but for their order."""

    path: str
    kind: str
    ours: list[str]
    theirs: list[str]


def _wrong_urls(matched: Matched) -> Iterator[WrongUrl]:
    for page, built in matched.pairs:
        if page["url"] != built.url and built.path is not None:
            yield WrongUrl(page["path"], page["url"], built.url)


def _lists(closed: Iterable[tuple[Ours, BuiltPage]], build: Build) -> Iterator[_Lists]:
    writers = Counter(page.dest for page in build.pages)
    for page, built in closed:
        full = build.full[built.dest]
        theirs = built.content or _among(page, full)
        for kind in _KINDS:
            yield _Lists(page["path"], kind, _ours(page, kind, ""), _theirs(theirs, kind))
        # Of several pages that write one file only the last is there to see.
        if "full_ids" in page and not page.get("full_open") and writers[built.dest] == 1:
            for kind in _KINDS:
                name = f"full {kind}"
                yield _Lists(page["path"], name, _ours(page, kind, "full_"), _theirs(full, kind))


def _differences(lists: Iterable[_Lists]) -> Iterator[Difference]:
    for path, kind, ours, theirs in lists:
        a, b = Counter(ours), Counter(theirs)
        if a != b:
            yield Difference(path, kind, tuple((b - a).elements()), tuple((a - b).elements()))


def _shares(lists: Iterable[_Lists]) -> dict[str, Share]:
    shares = dict.fromkeys(_KINDS, Share(0, 0))
    for _, kind, ours, theirs in lists:
        a, b = Counter(ours), Counter(theirs)
        both = Share((a & b).total(), (a | b).total())
        shares[kind] = shares.get(kind, Share(0, 0)).plus(both)
    return shares


def _judge(matched: Matched, build: Build) -> tuple[int, list[Judged], list[Judged]]:
    """The references that both sides call broken, those that only ours does, only theirs."""
    right, alarms, missed = 0, [], []
    for page, built in matched.pairs:
        ours = {_ref(r): r["status"] for r in page["refs"] if is_compared(r["tag"], r["attr"])}
        facts = built.content or _among(page, build.full[built.dest])
        theirs = {ref: status(ref.value, built.dest, build) for ref in facts.refs}
        counts = Counter(_ref(r) for r in page["refs"]), Counter(facts.refs)
        for ref in dict.fromkeys([*ours, *theirs]):
            # what stands in a tag that is not known here is not seen, and not claimed to be absent
            mine = ours.get(ref, "open" if page["open"] else "no such reference")
            real = theirs.get(ref, "no such reference")
            judged = Judged(page["path"], ref, mine, real)
            n, m = (counts[0][ref] * (mine in BROKEN), counts[1][ref] * (real in BROKEN))
            right += min(n, m)
            alarms += [judged] * (n - m)
            missed += [judged] * (m - n)
    return right, alarms, missed


def _ours(page: Ours, kind: str, prefix: str) -> list[str]:
    if kind == "ids":
        return list(page[prefix + "ids"])
    return _values((_ref(r) for r in page[prefix + "refs"]), kind)


def _theirs(facts: Facts, kind: str) -> list[str]:
    return list(facts.ids) if kind == "ids" else _values(facts.refs, kind)


def _values(refs: Iterable[Ref], kind: str) -> list[str]:
    wanted = ("a", "href") if kind == "links" else ("img", "src")
    return [ref.value for ref in refs if (ref.tag, ref.attr) == wanted]


def _ref(ref: Ours) -> Ref:
    return Ref(ref["tag"], ref["attr"], ref["v"])


def _among(page: Ours, full: Facts) -> Facts:
    """The facts of a whole page that ours names as well, each at most as often as ours does."""
    ids = Counter(full.ids) & Counter(page["ids"])
    refs = Counter(full.refs) & Counter(_ref(r) for r in page["refs"])
    return Facts(tuple(ids.elements()), full.names, tuple(refs.elements()))
