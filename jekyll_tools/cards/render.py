"""One group of cards from records, through a Liquid template, as static HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

from jekyll_tools.cards import escape
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.cards.template_host import TemplateHost
from jekyll_tools.text import File, Source, Traced

if TYPE_CHECKING:
    from jekyll_tools.liquid.engine import Engine


class Includes(Protocol):
    """The includes of a site, as `Site.includes`, or a dictionary."""

    def get(self, name: str, /) -> File | None:
        """The include of this name."""


class Templates:
    """The includes of a site by name; those called `jt/…` take the place of the packaged ones."""

    def __init__(self, includes: Includes) -> None:
        self._includes = includes
        self._templates: dict[str, Traced] = {}

    def get(self, name: str) -> File | None:
        """The site's own template of this name, or the packaged one."""
        return self._includes.get(name) or _packaged().get(name)

    def template(self, name: str) -> Traced:
        """The same text each time, so that it is parsed once; `CardsError` where there is none."""
        if name not in self._templates:
            file = self.get(name)
            if file is None:
                raise CardsError(Problem(f"there is no template {name}"))
            self._templates[name] = Traced.of(file)
        return self._templates[name]

    @cached_property
    def engine(self) -> Engine:
        """Liquid, which is imported when a card is made."""
        from jekyll_tools.liquid.engine import Engine

        return Engine()


def render_group(people: Iterable[Person], templates: Templates, path: str = "") -> str:
    """The HTML of one group: `jt/group.html` around a `jt/card.html` for each person.

    `path` is the file of the records, for messages. The HTML starts at column 0 and has no
    blank line, so that kramdown takes it for one block. Raises `CardsError` for a value that
    must not be in a page and for a template that does not work.
    """
    scopes = [_scope(person, path) for person in people]
    cards = [expanded(templates, "jt/card.html", {"person": scope}) for scope in scopes]
    return expanded(templates, "jt/group.html", {"cards": "".join(cards), "people": scopes})


def expanded(templates: Templates, name: str, scope: Mapping[str, object]) -> str:
    """A template filled in; lines are stripped and blank ones dropped.

    Every text in `scope` must be escaped already. Raises `CardsError` at the first thing in the
    template that Jekyll would refuse or that only Jekyll knows.
    """
    template = templates.template(name)
    expansion = templates.engine.expand(template, scope, TemplateHost(templates.get))
    for problem in expansion.problems:
        # A field that a record need not have is tested for by using it.
        if problem.kind != "undefined":
            raise CardsError(Problem.at(problem.source, name, problem.message))
    for part in expansion.open:
        advice = "a template of cards may use what Liquid and Jekyll themselves have"
        raise CardsError(Problem.at(part.source, name, str(part.reason), advice))
    rows = (row.strip() for row in expansion.text.text.splitlines())
    return "".join(f"{row}\n" for row in rows if row)


def checked(
    escaper: Callable[[str], str], value: str, place: Source | None, path: str, who: str
) -> str:
    """A value of a record, escaped; a bad one raises `CardsError` that names record and place."""
    try:
        return escaper(value)
    except escape.BadValueError as bad:
        message = f"the value {value!r} of {who} {bad}"
        raise CardsError(Problem.at(place, path, message, "correct it in the data")) from None


_ESCAPERS: Mapping[str, Callable[[str], str]] = {
    "id": escape.text,
    "name": escape.text,
    "title": escape.lines,
    "link": escape.url,
    "photo": escape.url,
    "note": escape.lines,
}


def _scope(person: Person, path: str) -> dict[str, str]:
    return {
        name: checked(escaper, getattr(person, name), person.field_place(name), path, person.name)
        for name, escaper in _ESCAPERS.items()
    }


@cache
def _packaged() -> Mapping[str, File]:
    from importlib.resources import files

    folder = files("jekyll_tools.cards") / "templates"
    return {
        f"jt/{entry.name}": File(f"jt/{entry.name}", entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".html")
    }
