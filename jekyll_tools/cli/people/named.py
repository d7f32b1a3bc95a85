"""The person that a name on the command line means; what is not exact is asked, never guessed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from jekyll_tools.cards.people.records import People, Person


def named_person(name: str, people: People) -> Person:
    """The person with this id or name; on a terminal the user may choose a similar one.

    Raises `UserError` with the candidates where nobody can be asked.
    """
    from jekyll_tools.cards.people.find import find_person
    from jekyll_tools.cli.failure import UserError

    match = find_person(name, people)
    if match.person is not None:
        return match.person
    for person in match.alike if sys.stdin.isatty() else ():
        if click.confirm(f"There is no {name!r}. Do you mean {person.name} ({person.id})?"):
            return person
    candidates = ", ".join(f"{person.name} ({person.id})" for person in match.alike)
    advice = f"did you mean {candidates}?" if candidates else "see: jt list-speakers"
    raise UserError(f"there is no person {name!r}; {advice}")


def require_other(name: str, alike: tuple[str, ...]) -> None:
    """Ask whether a new person is not one with a similar name; `UserError` if nobody answers."""
    from jekyll_tools.cli.failure import UserError

    if not alike:
        return
    there = ", ".join(alike)
    if not sys.stdin.isatty():
        raise UserError(
            f"there is also {there}; if {name} is the same person: jt edit-speaker; "
            "if not, say so with --another"
        )
    if not click.confirm(f"There is also {there}. Is {name} somebody else?"):
        raise UserError("nothing was added; to change the person that is there: jt edit-speaker")
