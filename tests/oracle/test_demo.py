"""This repository's own site, built by the real Jekyll."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from jekyll_tools.verify import read_built
from tests.conftest import JT
from tests.oracle.cards import card_groups

pytestmark = pytest.mark.jekyll

ROOT = Path(__file__).resolve().parents[2]


def test_jt_and_jekyll_agree_on_everything(jt: JT) -> None:
    done = jt("verify", "--format", "json", cwd=ROOT)
    told = json.loads(done.stdout or "{}")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert told["agrees"]
    assert told["pages"] >= 7
    assert told["open_pages"] == 0
    assert told["shares"]["ids"]["all"] > 50


def test_an_existing_build_agrees_as_well(jt: JT, demo: Path) -> None:
    done = jt("verify", "--built", demo, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_html_proofer_finds_nothing(demo: Path, tmp_path: Path) -> None:
    # `alt=""` is right for a picture that says nothing, as the logo beside its name.
    command = ["htmlproofer", demo, "--disable-external", "--check-html", "--empty-alt-ignore"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_event_page_shows_fourteen_cards_of_thirteen_people(demo: Path) -> None:
    groups = card_groups((demo / "symposium.html").read_text("utf-8"))
    assert [len(group) for group in groups] == [7, 6, 1]
    cards = [card for group in groups for card in group]
    assert len({card.name for card in cards}) == 13
    assert all((demo / card.photo).is_file() for card in cards)


def test_every_button_of_the_event_page_reaches_its_anchor(demo: Path) -> None:
    page = (demo / "symposium.html").read_text("utf-8")
    buttons = re.findall(r'<a href="#([^"]+)" class="button', page)
    ids = read_built(demo).full["symposium.html"].ids
    assert buttons == ["agenda", "speakers", "organizing-committee"]
    assert set(buttons) <= set(ids)
