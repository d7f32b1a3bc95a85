"""One agenda or committee of a page on its way into a data file and an include."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.names import slug
from jekyll_tools.cards.problem import Problem
from jekyll_tools.text import Edit


@dataclass(frozen=True, slots=True)
class Piece:
    """The edit of the page, and the file that the piece is kept in from now on.

    `kind` is "agenda" or "organizers", `placed` counts the sessions or people; `left` is what
    stays on the page because no field holds it, `notes` are things that a person should look at.
    """

    kind: str
    edit: Edit
    path: str
    text: str
    placed: int
    left: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def free_name(first: str, page: str, mark: str, taken: Collection[str], *, alone: bool) -> str:
    """The data file of one more piece: `agenda.yml`, `agenda-2024.yml`, `agenda-workshop.yml`."""
    stem, dot, extension = first.rpartition(".")
    part = slug(PurePosixPath(page).stem) or "page"
    marks = [mark, part, f"{part}-{mark}"]
    marks += [f"{part}-{mark}-{number}" for number in range(2, len(taken) + 3)]
    names = [first] if alone else []
    names += [f"{stem}-{each}{dot}{extension}" for each in marks if each]
    return next(name for name in names if name not in taken)


def include_of(path: str, first: str, config: CardsConfig, kind: str) -> str:
    """The tag that includes what is made of a data file."""
    suffix = path.rpartition(".")[0][len(first.rpartition(".")[0]) :]
    folder = config.output.removeprefix("_includes/")
    return f"{{% include {folder}/{kind}{suffix}.html %}}"
