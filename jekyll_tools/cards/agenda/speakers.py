"""Names and affiliations in a line of an agenda: `Anna Scaife, University of Manchester`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jekyll_tools.cards.people.names import suggestions
from jekyll_tools.cards.people.records import People


@dataclass(slots=True)
class Reader:
    """The people of the site, and the names in the agenda that are like theirs but not theirs."""

    people: People
    alike: dict[str, str] = field(default_factory=dict)

    def speaker(self, name: str) -> dict[str, object]:
        """`person: id` for somebody of the site, `name:` for anybody else. Nothing is guessed."""
        person = self.people.find(name)
        if person is not None:
            shown = {"name": name} if name != person.name else {}
            return {"person": person.id, **shown}
        likely = suggestions(name, [other.name for other in self.people.people])
        if likely:
            self.alike[name] = likely[0]
        return {"name": name}

    def knows(self, name: str) -> bool:
        return self.people.find(name) is not None


_NAME = re.compile(r"[^\W\d_][\w.'’`\-]*(?: [^\W\d_][\w.'’`\-]*){0,5}\Z")
_NO_NAME = re.compile(
    r"\b(?:university|institute|college|lab|laboratory|school|center|centre|department|museum|"
    r"session|talks?|discussion|room|building|floor|lunch|break|poster|the|for|with)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?P<name>[^,()]+?)(?:[ ]*\((?P<affiliation>[^()]*(?:\([^()]*\)[^()]*)*)\))?\Z")


def speakers_in(text: str, known: Reader) -> list[dict[str, object]] | None:
    """The speakers of a line; None when it is not clearly one of names.

    `Name, Affiliation`, `Name, Affiliation (note)`, `Name (Affiliation), Name (Affiliation)`.
    """
    parts = [part.strip() for part in _split(text)]
    if not all(parts) or not parts or "[" in text:
        return None
    several = [_ONE.match(part) for part in parts]
    named = [found for found in several if found and _is_name(found["name"], known)]
    bracketed = sum(bool(found and found["affiliation"]) for found in several)
    if len(named) == len(parts) > 1 and bracketed == len(parts):
        return [_speaker(found, known) for found in named]
    if len(named) == len(parts) > 1 and all(known.knows(found["name"]) for found in named):
        return [_speaker(found, known) for found in named]
    if not named or named[0] is not several[0]:
        return None
    if len(parts) == 1:
        return [_speaker(named[0], known)] if _two_words(named[0]["name"], known) else None
    if named[0]["affiliation"] or not _two_words(named[0]["name"], known):
        return None
    affiliation = ", ".join(parts[1:])
    noted = re.match(r"(?P<affiliation>[^()]+?)[ ]*\((?P<note>[^()]+)\)\Z", affiliation)
    shown = {"affiliation": noted["affiliation"], "note": noted["note"]} if noted else {}
    return [{**known.speaker(named[0]["name"]), **(shown or {"affiliation": affiliation})}]


def _speaker(found: re.Match[str], known: Reader) -> dict[str, object]:
    affiliation = {"affiliation": found["affiliation"]} if found["affiliation"] else {}
    return {**known.speaker(found["name"]), **affiliation}


def _split(text: str) -> list[str]:
    """At commas outside of parentheses."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _is_name(text: str, known: Reader) -> bool:
    if known.knows(text):
        return True
    return bool(_NAME.match(text)) and not _NO_NAME.search(text) and _capital(text)


def _capital(text: str) -> bool:
    """Whether it begins and ends with a word that may be a name's."""
    words = text.split()
    return words[0][0].isupper() and not words[-1][0].islower()


def _two_words(text: str, known: Reader) -> bool:
    return " " in text or known.knows(text)
