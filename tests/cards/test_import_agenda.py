"""The importing of agendas and organizers: hand-written pages become entries, or stay."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from jekyll_tools.cards.agenda.handwritten import agendas
from jekyll_tools.cards.build import Content, planned
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.importing.agenda import import_agendas
from jekyll_tools.cards.importing.organizers import import_organizers
from jekyll_tools.cards.importing.piece import Piece
from jekyll_tools.cards.people.records import People
from jekyll_tools.cards.render import Templates
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import get
from jekyll_tools.text import File, apply_edits
from tests.cards.content import people
from tests.cards.history import versions
from tests.elsewhere import IAIFI
from tests.tables import Case, table

HERE = Path(__file__).parent
CONFIG = CardsConfig()
NOBODY = People("_data/speakers.yml")
ADA = "- name: Ada Lovelace\n- name: Emmy Noether\n- name: Wei Zhang\n"


def imported(page: str, records: str = ADA) -> list[Piece]:
    return import_agendas(File("a.md", page), people(records), CONFIG, Templates({}))


@table(HERE / "handwritten_agenda.txt")
def test_a_day(case: Case) -> None:
    assert shown(case) == case.expected


def shown(case: Case) -> str:
    """The sessions as they are written down, and what is told and left."""
    source = case.input.replace("␍", "\r")
    (piece,) = imported(f"### Thursday, March 14, 2024\n\n{source}")
    entries = piece.text.partition("    sessions:\n")[2]
    written = "".join(f"{line[6:]}\n" for line in entries.splitlines())
    stays = piece.edit.text.partition("\n\n")[2]
    told = [f"left: {problem}\n" for problem in piece.left]
    told += [f"note: {problem}\n" for problem in piece.notes]
    return written + "".join(told) + (f"page: {stays}\n" if stays else "")


def test_two_agendas_of_a_page_have_two_files() -> None:
    day = "### Monday, August {}, {}\n\n**9:00–10:00 am**\n\nWelcome\n\n"
    page = f"# One\n{day.format(11, 2025)}## Venue\ntext\n# Two\n{day.format(12, 2024)}end\n"
    one, two = imported(page)
    assert (one.path, two.path) == ("_data/agenda-2025.yml", "_data/agenda-2024.yml")
    assert apply_edits(page, [one.edit, two.edit]) == (
        "# One\n{% include cards/agenda-2025.html %}\n\n## Venue\ntext\n"
        "# Two\n{% include cards/agenda-2024.html %}\n"
    )


def test_what_is_no_agenda() -> None:
    for page in (
        "",
        "## Monday, May 6, 2024\n\nA talk at 9:00 am.\n",
        "<!--\n### Monday, May 6, 2024\n**9:00–10:00 am**\n-->\n",
        "```\n### Monday, May 6, 2024\n**9:00–10:00 am**\n```\n",
        "**9:00–10:00 am**\n",
    ):
        assert agendas(page) == []


def committee(page: str) -> tuple[list[object], list[str], str]:
    pieces, left = import_organizers(File("a.md", page), CONFIG, Templates({}))
    values = [get(piece.text, KeyPath()) for piece in pieces]
    return values, [str(problem) for problem in left], apply_edits(page, [p.edit for p in pieces])


def test_organizers() -> None:
    page = (
        "## 2025 Organizing Committee \n* Ada Lovelace (MIT)\n* Bo Li, Co-Chair (MIT, Physics) \n"
        "- [Cy Ma](https://c.example), Harvard\n* Dr. Di\n\nThanks.\n"
    )
    values, left, after = committee(page)
    assert values == [
        [
            {"name": "Ada Lovelace", "affiliation": "MIT"},
            {"name": "Bo Li", "role": "Co-Chair", "affiliation": "MIT, Physics"},
            {"name": "Cy Ma", "affiliation": "Harvard", "link": "https://c.example"},
            {"name": "Dr. Di"},
        ]
    ]
    assert left == []
    assert after == (
        "## 2025 Organizing Committee \n{% include cards/organizers.html %}\n\nThanks.\n"
    )


def test_organizers_that_no_record_holds_stay() -> None:
    page = "## Organizers\n* Ada (MIT)\n* ![](a.png)\n"
    values, left, after = committee(page)
    assert (values, after) == ([], page)
    assert "".join(left) == (
        "a.md:3:1: these organizers are left alone: this is no member; "
        "write it as `* Name, role (affiliation)`"
    )


PAGES = (
    *("generative-ai-workshop.md", "summer-workshop.md", "past-workshops.md"),
    *("past-summer-schools.md", "phd-summer-school.md", "ai-mps-workshop.md"),
    "summer-school-agenda.md",
)


def read(html: str) -> Counter[str]:
    """The words of a built page; `am` and `pm`, and the form of quotes, are not counted."""
    text = unescape(
        re.sub(r"<[^<>]*>", " ", re.sub(r"<!--.*?-->|</?(?:em|i)>", "", html, flags=re.S))
    )
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    words = re.findall(r"\w+|[^\w\s]{2,}", text)
    links = re.findall(r'(?:href|src)="([^"]*)"', html)
    return Counter(word for word in words if not _HALF.fullmatch(word)) + Counter(links)


_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_HALF = re.compile(r"\d*(?:am|pm)|ET|\d{1,2}", re.IGNORECASE)


@pytest.mark.long
@pytest.mark.jekyll
@pytest.mark.skipif(not IAIFI.is_dir(), reason="the history of iaifi.org is not here")
def test_the_agendas_of_real_pages_in_every_version(
    write_site: Callable[..., Path], jekyll_build: Callable[[Path], Path]
) -> None:
    figures: Counter[str] = Counter()
    files = {"_config.yml": "title: History\n"}
    for number, text in enumerate(text for page in PAGES for text in versions(page)):
        page = re.sub(r"\{% include [^%]*%\}|^(?:permalink|layout):.*$", "", text, flags=re.M)
        if "\n### " not in page and "\n## " not in page:
            continue
        config = CardsConfig(
            output=f"_includes/v{number}", agenda="_data/agenda.yml", organizers="_data/org.yml"
        )
        file = File("page.md", page)
        agendas_ = import_agendas(file, NOBODY, config, Templates({}))
        committees, left = import_organizers(file, config, Templates({}))
        figures["committees left"] += len(left)
        pieces = [*agendas_, *committees]
        if not pieces:
            continue
        for raw, piece in zip(agendas(page), agendas_, strict=True):
            figures["times"] += sum(len(day.sessions) for day in raw.days)
            figures["blocks"] += sum(len(s.blocks) for day in raw.days for s in day.sessions)
            figures["sessions"] += piece.placed
            figures["stay"] += len(piece.left)
            figures["unclear"] += sum("not clear" in str(problem) for problem in piece.left)
        figures["members"] += sum(piece.placed for piece in committees)
        figures["pages"] += 1
        after = apply_edits(page, [piece.edit for piece in pieces])
        files |= {f"before{number}.md": page, f"after{number}.md": after}
        data = {piece.path: get(piece.text, KeyPath()) for piece in pieces}
        files |= planned(Content(data, lambda _, __: None, Templates({}), config))
    built = jekyll_build(write_site(files))
    for name in (name for name in files if name.startswith("before")):
        before = (built / name).with_suffix(".html")
        after_html = before.with_name(before.name.replace("before", "after")).read_text("utf-8")
        assert read(after_html) == read(before.read_text("utf-8")), name
    print(dict(figures))
    assert figures["pages"] >= 250
    assert figures["times"] >= 11_000
    assert figures["unclear"] == 0
    assert figures["stay"] <= 0.01 * figures["blocks"]
