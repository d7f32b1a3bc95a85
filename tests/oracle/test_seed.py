"""The seed page before and after `jt import`, as the real Jekyll builds it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from jekyll_tools.verify import read_built
from tests.conftest import JT
from tests.elsewhere import SEED
from tests.oracle.cards import card_groups

pytestmark = [
    pytest.mark.jekyll,
    pytest.mark.skipif(not SEED.is_file(), reason="../shared/seed is not here"),
]

LAYOUT = "<!DOCTYPE html>\n<html><body>\n{{ content }}\n</body></html>\n"


@pytest.fixture
def site(write_site: Callable[..., Path]) -> Path:
    return write_site(
        {
            "_config.yml": "title: Seed\n",
            "_layouts/article.html": LAYOUT,
            "symposium.md": SEED.read_bytes(),
        }
    )


def buttons(html: str) -> list[str]:
    return re.findall(r'<a href="(#[^"]+)" class="(?:button[^"]*)"', html)


def test_import_keeps_what_a_visitor_sees(
    site: Path, jt: JT, jekyll_build: Callable[[Path], Path]
) -> None:
    before = jekyll_build(site)
    old = (before / "symposium.html").read_text("utf-8")
    done = jt("import", "symposium.md", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    done = jt("build", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    after = jekyll_build(site)
    new = (after / "symposium.html").read_text("utf-8")

    assert [len(group) for group in card_groups(old)] == [7, 6, 1]
    assert card_groups(new) == card_groups(old)
    assert len({card.name for group in card_groups(new) for card in group}) == 13
    assert buttons(new) == buttons(old) == ["#agenda", "#speakers", "#organizing-committee"]
    old_ids, new_ids = (read_built(b).full["symposium.html"].ids for b in (before, after))
    assert new_ids == old_ids
    assert {button[1:] for button in buttons(new)} <= set(new_ids)


def words(html: str) -> list[str]:
    """What a visitor reads, without the half of the day that a range need not say twice."""
    text = unescape(re.sub(r"<(?:[^<>]*)>", " ", re.sub(r"<!--.*?-->", "", html, flags=re.S)))
    text = re.sub(r"(\d:\d\d) (am|pm)(?=–[\d:]+ \2)", r"\1", text)
    return re.findall(r"[^\s,():]+", text)


def test_the_page_reads_as_before(site: Path, jt: JT, jekyll_build: Callable[[Path], Path]) -> None:
    old = (jekyll_build(site) / "symposium.html").read_text("utf-8")
    done = jt("import", "symposium.md", cwd=site)
    assert done.stdout == (
        "14 cards became 13 new records and the includes speakers, panelists, fireside-chat.\n"
        "18 sessions became _data/agenda.yml.\n"
        "5 organizers became _data/organizers.yml.\n"
    )
    new = (jekyll_build(site) / "symposium.html").read_text("utf-8")
    assert words(new) == words(old)
    agenda = (site / "_data/agenda.yml").read_text("utf-8")
    assert agenda.count("person: ") == 13  # Dan Huttenlocher is Daniel only to people
    assert done.stderr.endswith(
        "Dan Huttenlocher is not taken for Daniel Huttenlocher; "
        "if they are one person, write `person: …` in _data/agenda.yml\n"
    )


def test_import_changes_nothing_but_what_records_hold(site: Path, jt: JT) -> None:
    old = (site / "symposium.md").read_text("utf-8")
    assert jt("import", "symposium.md", cwd=site).returncode == 0
    new = (site / "symposium.md").read_text("utf-8")
    held = re.compile(
        r'<div class="card-columns">.*?\n</div>|### Thursday.*?Closing|\* Phil Harris.*Manager\)',
        re.S,
    )
    includes = re.compile(r"\{% include [\w./-]+ %\}")
    assert len(includes.findall(new)) == 5
    assert includes.split(new) == held.split(old)


def test_jt_and_jekyll_agree_before_and_after(site: Path, jt: JT) -> None:
    done = jt("verify", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert jt("import", "symposium.md", cwd=site).returncode == 0
    assert jt("build", cwd=site).returncode == 0
    done = jt("verify", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_demo_shows_the_same_people_in_the_same_order(
    site: Path, demo: Path, jekyll_build: Callable[[Path], Path]
) -> None:
    seed = (jekyll_build(site) / "symposium.html").read_text("utf-8")
    own = (demo / "symposium.html").read_text("utf-8")
    assert card_groups(own) == card_groups(seed)
    ids = read_built(demo).full["symposium.html"].ids
    headings = re.findall(r'<h[23] id="([^"]+)"', seed)
    assert [i for i in ids if i in headings] == headings
