"""Speakers in the JSON that pretalx and Sessionize export, as one table.

pretalx: the API's `/speakers/` (a page of it, or its `results`), the organisers' export of
speakers (keys are labels: `ID`, `Name`, `Biography`, `Picture`, and the questions), and
`schedule.json` (`conference.days[].rooms{}[].persons[]`). Sessionize: the views *All* (speakers
beside sessions, questions and categories by number) and *Speakers* (a list, with everything in it).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import MAX_ROWS, Row, Table

_Object = Mapping[str, object]


def read_json(name: str, data: bytes) -> Table:
    """The table of an export; a list of objects of another make is a table of their keys.

    Raises `ExchangeError` for a file that is no JSON, or has no speakers.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"is no JSON: {error}", path=name) from error
    kind, people, notes = _speakers(name, value)
    rows = [Row(number, _texts(person)) for number, person in enumerate(people, 1)]
    if len(rows) > MAX_ROWS:
        raise ExchangeError(f"has more than {MAX_ROWS:,} speakers", path=name)
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    return Table(kind, columns, tuple(rows), tuple(notes))


def _speakers(name: str, value: object) -> tuple[str, list[_Object], list[str]]:
    if isinstance(value, dict):
        if isinstance(value.get("speakers"), list):
            return "sessionize", [_from_all(one, value) for one in _objects(value["speakers"])], []
        if isinstance(value.get("results"), list):
            notes = []
            if value.get("next"):
                notes = [f"this is one page; there are {value.get('count', 'more')} in all"]
            return "pretalx", [_pretalx(one) for one in _objects(value["results"])], notes
        if isinstance(value.get("schedule"), dict):
            return "pretalx", list(_persons(value["schedule"])), []
    elif isinstance(value, list):
        people = _objects(value)
        first = people[0] if people else {}
        if "fullName" in first or "tagLine" in first:
            return "sessionize", [_from_view(one) for one in people], []
        if "code" in first or "ID" in first:
            return "pretalx", [_pretalx(one) for one in people], []
        if first and "sessions" not in first and "rooms" not in first:
            return "table", people, []
    advice = "known: pretalx (speakers, schedule.json), Sessionize (All, Speakers), a list"
    raise ExchangeError("has no list of speakers", advice, name)


def _pretalx(person: _Object) -> _Object:
    found = {
        key: value for key, value in person.items() if key not in ("answers", "availabilities")
    }
    for answer in _objects(person.get("answers")):
        question = answer.get("question")
        title = question.get("question") if isinstance(question, dict) else question
        # Without `?expand=answers.question` a question is only a number.
        if (text := _text(title)) and not isinstance(title, int):
            found[text] = answer.get("answer")
    return found


def _persons(schedule: _Object) -> Iterator[_Object]:
    """Every person of a schedule, once."""
    conference = schedule.get("conference")
    days = conference.get("days") if isinstance(conference, dict) else None
    seen: set[object] = set()
    for day in _objects(days):
        rooms = day.get("rooms")
        for talks in rooms.values() if isinstance(rooms, dict) else ():
            for talk in _objects(talks):
                for person in _objects(talk.get("persons")):
                    key = _text(person.get("code") or person.get("guid") or person.get("name"))
                    if key not in seen:
                        seen.add(key)
                        yield _pretalx(person)


def _from_all(person: _Object, export: _Object) -> _Object:
    """A speaker of the view All, whose questions and categories are numbers."""
    questions = {
        _text(q.get("id")): _text(q.get("question")) for q in _objects(export.get("questions"))
    }
    found = _sessionize(person)
    for answer in _objects(person.get("questionAnswers")):
        title = questions.get(_text(answer.get("questionId")), "")
        found[title or _text(answer.get("questionId"))] = answer.get("answerValue")
    chosen = person.get("categoryItems")
    numbers = {_text(one) for one in chosen} if isinstance(chosen, list) else set()
    for category in _objects(export.get("categories")):
        items = [
            i.get("name") for i in _objects(category.get("items")) if _text(i.get("id")) in numbers
        ]
        if items:
            found[_text(category.get("title"))] = items
    return found


def _from_view(person: _Object) -> _Object:
    """A speaker of the view Speakers."""
    found = _sessionize(person)
    for answer in _objects(person.get("questionAnswers")):
        found[_text(answer.get("question"))] = answer.get("answer")
    for category in _objects(person.get("categories")):
        items = [item.get("name") for item in _objects(category.get("categoryItems"))]
        found[_text(category.get("name"))] = items
    return found


def _sessionize(person: _Object) -> dict[str, object]:
    parts = (_text(person.get("firstName")), _text(person.get("lastName")))
    found: dict[str, object] = {"fullName": person.get("fullName") or " ".join(parts).strip()}
    for key in ("tagLine", "bio", "profilePicture"):
        found[key] = person.get(key)
    for link in _objects(person.get("links")):
        title = _text(link.get("linkType")) or _text(link.get("title"))
        found.setdefault(f"link: {title}", link.get("url"))
    return found


def _objects(value: object) -> list[_Object]:
    items: Iterable[object] = value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, dict)]


def _texts(person: _Object) -> dict[str, str]:
    texts = {" ".join(key.split()): _text(value).strip() for key, value in person.items()}
    return {key: text for key, text in texts.items() if key and text}


def _text(value: object) -> str:
    """A value as a cell; of a text in several languages the English one, else the first."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, list):
        return ", ".join(text for text in map(_text, value) if text)
    if isinstance(value, dict):
        return _text(value.get("en") or next(iter(value.values()), ""))
    return str(value)
