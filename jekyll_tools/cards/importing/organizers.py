"""Hand-written lists of organizers made into data files and includes."""

from __future__ import annotations

import re
from collections.abc import Collection

from jekyll_tools.cards import prose
from jekyll_tools.cards.agenda.handwritten import Block, blocks, without_comments
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.headings import Heading, headings
from jekyll_tools.cards.importing.piece import Piece, free_name, include_of
from jekyll_tools.cards.organizers import read_organizers, render_organizers
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.cards.render import Templates
from jekyll_tools.cards.same_words import said, said_by_markdown
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import set_value
from jekyll_tools.site.code import without_code
from jekyll_tools.text import Edit, File, Source, apply_edits

_OPENING = "# The organizing committee: `jt build` makes an include of it.\n"
_HEADING = re.compile(r"\borgani[sz](?:ing|ers?|ation)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ITEM = re.compile(r"[ \t]*[*+-][ \t]+(?P<text>.*\S)[ \t]*\Z")
_MEMBER = re.compile(
    r"(?:\[(?P<linked>[^\[\]]+)\]\((?P<link>[^()\s]+)\)|(?P<name>[^,()\[\]]+?))"
    r"(?:,[ ]*(?P<role>[^()\[\]]+?))?(?:[ ]*\((?P<affiliation>[^\[\]]+)\))?\Z"
)


def import_organizers(
    page: File, config: CardsConfig, templates: Templates, taken: Collection[str] = ()
) -> tuple[list[Piece], list[Problem]]:
    """A piece for each list below a heading such as "Organizing Committee".

    A list with an item that is no member (`* Name, role (affiliation)`, the name perhaps a link)
    stays as it is, and is told: the second value.
    """
    visible = without_comments(without_code(page.text))
    outline = headings(visible)
    found = []
    for index, heading in enumerate(outline):
        end = outline[index + 1].start if index + 1 < len(outline) else len(visible)
        if _HEADING.search(heading.text) and (list_ := _first_list(visible, heading, end)):
            found.append((heading, list_))
    pieces: list[Piece] = []
    left: list[Problem] = []
    for heading, list_ in found:
        year = _YEAR.search(heading.text)
        names = [*taken, *(piece.path for piece in pieces)]
        mark = year[0] if year else ""
        name = free_name(config.organizers, page.path, mark, names, alone=len(found) == 1)
        members, wrong = _members(list_)
        if wrong is None and _same(members, list_, templates, name):
            include = include_of(name, config.organizers, config, "organizers")
            text = _OPENING + apply_edits("", set_value("", KeyPath(), members))
            edit = Edit(list_.start, list_.end, include)
            pieces.append(Piece("organizers", edit, name, text, len(members)))
        else:
            start = list_.start if wrong is None else wrong
            place = Source(page, start, start + len(page.text[start:].partition("\n")[0]))
            advice = "write it as `* Name, role (affiliation)`"
            message = "these organizers are left alone: this is no member"
            left.append(Problem.at(place, page.path, message, advice))
    return pieces, left


def _first_list(page: str, heading: Heading, end: int) -> Block | None:
    """The list right below a heading."""
    start = page.find("\n", heading.start) + 1
    for block in blocks(page, start or end, end)[:1]:
        if block.kind == "text" and _ITEM.match(block.text.split("\n")[0].rstrip("\r")):
            return block
    return None


def _members(block: Block) -> tuple[list[dict[str, object]], int | None]:
    """The members, or where the first item stands that is none."""
    members = []
    at = block.start
    for line in block.text.split("\n"):
        item = _ITEM.match(line.rstrip("\r"))
        text = prose.from_markdown(item["text"]) if item else None
        found = _MEMBER.match(text) if text else None
        if found is None:
            return [], at
        members.append(_member(found))
        at += len(line) + 1
    return members, None


def _member(found: re.Match[str]) -> dict[str, object]:
    role, affiliation = found["role"] or "", found["affiliation"] or ""
    if not affiliation:
        role, affiliation = "", role  # `Name, Affiliation`
    fields = {"name": found["name"] or found["linked"], "role": role, "affiliation": affiliation}
    return {key: value for key, value in (fields | {"link": found["link"]}).items() if value}


def _same(members: list[dict[str, object]], block: Block, templates: Templates, path: str) -> bool:
    """Whether the built list says what the page says."""
    try:
        read = read_organizers(members, path, lambda _container, _key: None)
        return said(render_organizers(read, templates)) == said_by_markdown(block.text)
    except CardsError:
        return False
