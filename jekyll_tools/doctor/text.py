"""A diagnosis on one screen, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from textwrap import TextWrapper

from jekyll_tools.characters import json_text, printable
from jekyll_tools.doctor.check import Check, Diagnosis, State
from jekyll_tools.report.outcome import Paint
from jekyll_tools.report.summary import count

_MARKS = {State.FINE: ("[✓]", "green"), State.NOTE: ("[-]", "cyan"), State.WRONG: ("[!]", "yellow")}
_ROWS = 4  # of a check, when not all are wanted
_WIDTH = 100
_LINES = 4  # of a row or a fact
_INDENTED = TextWrapper(
    _WIDTH,
    initial_indent=" " * 6,
    subsequent_indent=" " * 8,
    break_long_words=False,
    break_on_hyphens=False,
)


def as_json(diagnosis: Diagnosis) -> str:
    """Version 1 of the JSON form; this shape only ever gains keys."""
    shown = {
        "version": 1,
        "healthy": diagnosis.healthy,
        "facts": [{"label": label, "text": text} for label, text in diagnosis.facts],
        "checks": [asdict(check) for check in diagnosis.checks],
        "steps": [{"command": command, "why": why} for command, why in diagnosis.steps],
    }
    return json_text(shown)


def as_text(diagnosis: Diagnosis, paint: Paint, *, everything: bool = False) -> str:
    """The diagnosis for people; with `everything` no row is left out or cut."""
    rows = [f"{paint(f'{label:<9}', bold=True)} {text}" for label, text in _cut(diagnosis.facts)]
    rows.append("")
    for check in diagnosis.checks:
        rows += _check(check, paint, everything)
    rows += ["", _verdict(diagnosis)]
    width = max((len(command) for command, _ in diagnosis.steps), default=0)
    rows += [f"  {command:<{width}}  {why}" for command, why in diagnosis.steps]
    return "".join(f"{row}\n" for row in rows)


def _cut(facts: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for label, text in facts:
        yield label, _short(printable(text), _LINES * _WIDTH)


def _check(check: Check, paint: Paint, everything: bool) -> Iterator[str]:
    mark, colour = _MARKS[check.state]
    yield f"{paint(mark, fg=colour, bold=True)} {printable(check.title)}"
    rows = check.rows if everything or len(check.rows) <= _ROWS + 1 else check.rows[:_ROWS]
    for row in rows:
        shown = printable(row) if everything else _short(printable(row), _LINES * _WIDTH)
        yield _INDENTED.fill(shown)
    if len(rows) < len(check.rows):
        yield f"      … and {len(check.rows) - len(rows)} more: -v"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _verdict(diagnosis: Diagnosis) -> str:
    wrong = sum(check.state is State.WRONG for check in diagnosis.checks)
    if not wrong:
        return "Nothing to put right. What comes next:"
    return f"{count(wrong, 'point')} to look at. What comes next:"
