"""The result of a comparison, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jekyll_tools.characters import json_text
from jekyll_tools.verify.agreement import Agreement, Difference, Judged, Seconds

_SHOWN = 20
"""Differences of one kind that the text shows; the JSON has them all."""


def as_text(agreement: Agreement, seconds: Seconds | None = None) -> str:
    """A few lines of figures, then what differs."""
    lines = [*_figures(agreement), *_took(seconds), *_details(agreement)]
    return "".join(f"{line}\n" for line in lines)


def as_json(agreement: Agreement, seconds: Seconds | None = None) -> str:
    """One JSON document, version 1; this shape only ever gains keys."""
    a = agreement
    shown = {
        "version": 1,
        "agrees": a.agrees,
        "pages": a.pages,
        "open_pages": a.open_pages,
        "open_layouts": a.open_layouts,
        "urls": [{"path": w.path, "ours": w.ours, "theirs": w.theirs} for w in a.wrong_urls],
        "missing_pages": a.missing_pages,
        "extra_pages": a.extra_pages,
        "made_up_by_plugins": a.made_up,
        "shares": {kind: {"same": s.same, "all": s.all} for kind, s in a.shares.items()},
        "differences": [
            {"path": d.path, "kind": d.kind, "missing": d.missing, "extra": d.extra}
            for d in a.differences
        ],
        "broken": {
            "right": a.broken_right,
            "false_alarms": [_judged(j) for j in a.false_alarms],
            "missed": [_judged(j) for j in a.missed],
            "left_open": [_judged(j) for j in a.left_open],
            "precision": a.precision,
            "recall": a.recall,
        },
        "seconds": seconds and {"jt": seconds.ours, "jekyll": seconds.theirs},
    }
    return json_text(shown)


def _judged(judged: Judged) -> dict[str, str]:
    tag, attr, value = judged.ref
    return {
        "path": judged.path,
        "tag": tag,
        "attr": attr,
        "v": value,
        "ours": judged.ours,
        "theirs": judged.theirs,
    }


def _figures(a: Agreement) -> Iterator[str]:
    yield f"{'all equal' if a.agrees else 'DIFFERENT'}: jt and Jekyll, {_pages(a.pages)}"
    wrong = len(a.wrong_urls) + len(a.missing_pages) + len(a.extra_pages)
    yield f"  urls     {a.pages - len(a.wrong_urls)} equal, {wrong} not"
    for kind, share in a.shares.items():
        yield f"  {kind:<12} {share.same} of {share.all} equal ({share.percent:.3f} %)"
    broken = a.broken_right + len(a.missed) + len(a.left_open)
    yield (f"  broken   {broken} references; precision {a.precision:.4f}, recall {a.recall:.4f}")
    if a.open_pages:
        yield f"  open     {_pages(a.open_pages)}, of which only the URL was compared"
    if a.open_layouts:
        yield f"  open     {_pages(a.open_layouts)} by the layout, which was not compared"
    if a.left_open:
        yield f"  open     {len(a.left_open)} of the broken references, which jt cannot know"
    if a.made_up:
        yield f"  {_pages(len(a.made_up))} that plugins made up: not compared"


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"


def _took(seconds: Seconds | None) -> Iterator[str]:
    if seconds is not None:
        theirs = "" if seconds.theirs is None else f", Jekyll {seconds.theirs:.1f}"
        yield f"  seconds  jt {seconds.ours:.1f}{theirs}"


def _details(a: Agreement) -> Iterator[str]:
    yield from _part("other URL", [f"{w.path}: {w.ours}, Jekyll: {w.theirs}" for w in a.wrong_urls])
    yield from _part("Jekyll writes it, jt does not know it", a.missing_pages)
    yield from _part("jt lists it, Jekyll does not write it", a.extra_pages)
    yield from _part("different", [_difference(d) for d in a.differences])
    yield from _part("not broken, jt says it is", [_reference(j) for j in a.false_alarms])
    yield from _part("broken, jt does not say so", [_reference(j) for j in a.missed])


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{title}: {len(lines)}"
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  … and {len(lines) - _SHOWN} more: --format json shows them"


def _difference(d: Difference) -> str:
    parts = []
    if d.missing:
        parts.append(f"only in Jekyll's: {_few(d.missing)}")
    if d.extra:
        parts.append(f"only in jt's: {_few(d.extra)}")
    return f"{d.path}: {d.kind}: {'; '.join(parts)}"


def _few(values: Sequence[str]) -> str:
    shown = ", ".join(repr(value) for value in values[:4])
    return shown if len(values) <= 4 else f"{shown} and {len(values) - 4} more"


def _reference(j: Judged) -> str:
    return f"{j.path}: <{j.ref.tag} {j.ref.attr}={j.ref.value!r}>: {j.ours}, Jekyll: {j.theirs}"
