"""full, concise and the statistics: what each shows, and that no name drives the terminal."""

from __future__ import annotations

import json
import re

import pytest

from jekyll_tools.cli.linting.options import FORMATS as OFFERED
from jekyll_tools.lint import Fix
from jekyll_tools.report import FORMATS, report
from jekyll_tools.report.statistics import statistics, statistics_json
from jekyll_tools.report.summary import summary
from tests.report.findings import ERROR, FIX, WARNING, outcome

UNSAFE = ERROR._replace(fix=Fix("guess", FIX.edits, safe=False))
SUMMARY = "Found 1 error on 12 pages (1 page not fully known: -v); 1 can be fixed with --fix [*].\n"


def test_every_format_is_offered() -> None:
    assert tuple(FORMATS) == OFFERED


def test_concise() -> None:
    assert report("concise", outcome(ERROR)) == (
        f'a.md:2:8: button-anchor [*] there is no "#RSVP"\n{SUMMARY}'
    )


def test_concise_names_what_only_the_advice_names() -> None:
    made = ERROR._replace(message="an id is there twice", help='as the id "x"', value="x")
    assert report("concise", outcome(made)).startswith(
        'a.md:2:8: button-anchor [*] an id is there twice: "x"\n'
    )


def test_full_shows_the_line_a_caret_and_who_shows_it() -> None:
    assert report("full", outcome(ERROR)) == (
        'a.md:2:8: error[button-anchor] there is no "#RSVP"\n'
        "    2 | [RSVP](#RSVP) 名前\n"
        "      |        ^^^^^\n"
        '      = help: did you mean "#rsvp"? [*]\n'
        f"      = shown on: b.md, c.md\n\n{SUMMARY}"
    )


def test_an_unsafe_fix_has_a_mark_of_its_own() -> None:
    shown = report("concise", outcome(ERROR, UNSAFE))
    assert "button-anchor [~] there" in shown
    assert "1 can be fixed with --fix [*], 1 more with --unsafe-fixes [~]." in shown
    assert "; 1 can be fixed with --unsafe-fixes [~]." in report("concise", outcome(UNSAFE))


def test_quiet_leaves_the_summary_out_and_verbose_says_what_is_open() -> None:
    assert report("concise", outcome(quiet=True)) == report("full", outcome(quiet=True)) == ""
    assert report("concise", outcome(ERROR, quiet=True)).count("\n") == 1
    assert report("full", outcome(verbose=True)).startswith("open: b.md: unknown tag x\nAll")


def test_files_are_counted_where_there_is_no_page() -> None:
    assert summary(outcome(pages=0, files=1)) == "All checks passed in 1 file."
    assert summary(outcome(WARNING, pages=0, files=2)) == "Found 1 warning in 2 files."


def test_statistics_have_the_most_first() -> None:
    shown = statistics(outcome(WARNING, ERROR, UNSAFE, quiet=True))
    assert shown == "     2 [*] button-anchor\n     1     image-alt\n"
    rows = json.loads(statistics_json(outcome(WARNING, ERROR, UNSAFE)))
    assert [(r["rule"], r["findings"], r["fixable"], r["unsafely_fixable"]) for r in rows] == [
        ("button-anchor", 2, 1, 1),
        ("image-alt", 1, 0, 0),
    ]


@pytest.mark.parametrize("name", ["full", "concise", "github"])
def test_no_control_character_gets_through(name: str) -> None:
    shown = report(name, outcome(WARNING, open={WARNING.path: ("\x1b",)}, verbose=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", shown)
