"""Hand-written agendas of a page made into data files and includes; nothing of them is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from jekyll_tools.cards import prose
from jekyll_tools.cards.agenda.days import read_agenda
from jekyll_tools.cards.agenda.handwritten import Block, RawAgenda, RawDay, agendas
from jekyll_tools.cards.agenda.html import date_title, render_agenda
from jekyll_tools.cards.agenda.sessions import Draft, Entry, draft_of, tidy
from jekyll_tools.cards.agenda.speakers import Reader
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.handwritten import says_something
from jekyll_tools.cards.importing.piece import Piece, free_name, include_of
from jekyll_tools.cards.people.records import People
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.cards.render import Templates
from jekyll_tools.cards.same_words import said, said_by_markdown
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import set_value
from jekyll_tools.text import Edit, File, Source, apply_edits

_OPENING = """\
# The agenda: `jt build` makes an include of it. Times stay in quotes: YAML would read a bare
# 9:30 as a number. `person` is an id in {people}.
"""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def import_agendas(
    page: File,
    people: People,
    config: CardsConfig,
    templates: Templates,
    taken: Collection[str] = (),
) -> list[Piece]:
    """A piece for each agenda of a page; `taken` are the data files that exist.

    A session is placed when its entry, built, says what the page says: the same words, links
    and images. What no field holds stays on the page, below the include, and is told.
    """
    found = agendas(page.text)
    names: list[str] = []
    pieces = []
    for raw in found:
        year = raw.days[0].day.date.year
        name = free_name(
            config.agenda, page.path, str(year), [*taken, *names], alone=len(found) == 1
        )
        names.append(name)
        pieces.append(_Importer(page, people, config, templates, name).piece(raw))
    return pieces


@dataclass(slots=True)
class _Importer:
    page: File
    people: People
    config: CardsConfig
    templates: Templates
    name: str
    left: list[tuple[Block, str]] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    placed: int = 0
    known: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.known = Reader(self.people)

    def piece(self, raw: RawAgenda) -> Piece:
        zones = Counter(s.time.zone for day in raw.days for s in day.sessions if s.time.zone)
        zone = zones.most_common(1)[0][0] if zones else ""
        days = [self.day(day, zone) for day in raw.days]
        data: dict[str, object] = {"timezone": zone} if zone else {}
        data |= {"level": raw.level} if raw.level != 3 else {}
        edits = set_value("", KeyPath(), {**data, "days": days})
        opening = _OPENING.format(people=PurePosixPath(self.config.people).name)
        kept = [block.text for block, _ in sorted(self.left, key=lambda pair: pair[0].start)]
        source = self.page.text[raw.start : raw.end]
        kept += [comment for comment in _COMMENT.findall(source) if says_something(comment)]
        include = include_of(self.name, self.config.agenda, self.config, "agenda")
        for name, other in self.known.alike.items():
            message = f"{name} is not taken for {other}"
            at = self.page.text.find(name, raw.start)
            place = Source(self.page, at, at + len(name)) if at >= 0 else None
            advice = f"if they are one person, write `person: …` in {self.name}"
            self.notes.append(Problem.at(place, self.page.path, message, advice))
        return Piece(
            "agenda",
            Edit(raw.start, raw.end, "\n\n".join([include, *kept])),
            self.name,
            opening + apply_edits("", edits),
            self.placed,
            tuple(self.problem(block, why) for block, why in self.left),
            tuple(self.notes),
        )

    def day(self, day: RawDay, zone: str) -> dict[str, object]:
        entry: dict[str, object] = {"date": day.day.date}
        if day.heading.text != date_title(day.day.date):
            entry["title"] = day.heading.text
        if not day.day.weekday_right:
            right = f"{date_title(day.day.date)}"
            self.note(day.heading.start, len(day.heading.text), "is the weekday right?", right)
        texts = []
        for block in day.blocks:
            text = prose.from_markdown(block.text) if block.kind == "text" else None
            if text:
                texts.append(text)
            else:
                self.left.append((block, "no field of a day holds it"))
        if texts:
            entry["text"] = "\n\n".join(texts)
        sessions: list[Entry] = []
        latest = 0
        for raw in day.sessions:
            draft = draft_of(raw, self.known)
            if raw.time.start < latest and draft.entries:
                draft.entries[0]["parallel"] = True
            latest = max(latest, raw.time.end or raw.time.start)
            if raw.time.zone not in ("", zone):
                self.note(raw.start, 1, f"this time is in {raw.time.zone}", f"written as {zone}")
            sessions += self.checked(draft)
        return {**entry, "sessions": sessions}

    def checked(self, draft: Draft) -> list[Entry]:
        """The entries, when they say what the page says; else only the time, and all is left."""
        entries = [tidy(entry) for entry in draft.entries]
        source = "\n\n".join(block.text for block in draft.placed)
        if self.shown(entries) == said_by_markdown(source):
            self.left += [(block, "no field of a session holds it") for block in draft.unplaced]
            self.placed += len(entries)
            return entries
        blocks = [*draft.placed, *draft.unplaced]
        self.left += [(block, "its parts are not clear") for block in blocks]
        times = ("start", "end", "parallel")
        return [{key: entries[0][key] for key in times if key in entries[0]}]

    def shown(self, entries: list[Entry]) -> Counter[str] | None:
        """What the built entries say, without the times; None when they cannot be built."""
        data = {"days": [{"date": "2000-01-01", "sessions": entries}]}
        try:
            agenda = read_agenda(data, self.name, self.people, lambda _container, _key: None)
            built = render_agenda(agenda, self.templates)
        except CardsError:
            return None
        return said(_HEAD.sub("", built))

    def problem(self, block: Block, why: str) -> Problem:
        end = block.start + len(block.text.partition("\n")[0])
        place = Source(self.page, block.start, end)
        what = " ".join(block.text.split())[:50]
        return Problem.at(place, self.page.path, f"this stays on the page: {why}", what)

    def note(self, start: int, length: int, message: str, advice: str) -> None:
        place = Source(self.page, start, start + length)
        self.notes.append(Problem.at(place, self.page.path, message, advice))


_HEAD = re.compile(r'<h3 id="[^"]*">[^<]*</h3>|<p class="session-time">.*?</p>')
