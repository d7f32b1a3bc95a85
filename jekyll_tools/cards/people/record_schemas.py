"""JSON Schemas (draft-07) of the records, as the site's own configuration names the fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jekyll_tools.cards.agenda.days import KINDS
from jekyll_tools.cards.config import SCHEMAS, CardsConfig
from jekyll_tools.cards.people.records import VARYING
from jekyll_tools.cards.photos.uses import FOCUS

_TEXT = {"type": ["string", "number", "null"]}
_POINT: Mapping[str, Any] = {
    "description": "The point of the photo that a crop keeps: `50% 30%`, `[0.5, 0.3]`.",
    "type": ["string", "array", "null"],
    "items": {"type": ["number", "string"]},
    "minItems": 2,
    "maxItems": 2,
}
_TITLES = {
    "id": "The id, when it is not the name as a slug.",
    "name": "The name as the card shows it.",
    "title": "The line under the name: position, affiliation. May have several lines.",
    "link": "The person's page: http, https, mailto, tel, or a path of this site.",
    "photo": "The picture of the card, a path of this site.",
    "note": "A small line between name and title.",
}


def record_schemas(config: CardsConfig) -> dict[str, str]:
    """Path → text of the schemas of a site's people, groups, agenda and organizers."""
    kinds = {
        "people": {"type": ["array", "null"], "items": _person(config)},
        "agenda": _agenda(),
        "organizers": _organizers(),
    }
    if config.one_file_each:
        kinds |= {"people": _person(config), "group": _group(config)}
    return {
        f"{SCHEMAS}/{kind}.json": json.dumps(_document(kind, schema), indent=2) + "\n"
        for kind, schema in kinds.items()
    }


def _document(kind: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Made by `jt record-schemas` from _config.yml; `jt build` keeps it fresh.",
        "title": f"The {kind} of this site",
        **schema,
    }


def _person(config: CardsConfig) -> dict[str, Any]:
    """One record; a site may have more fields than a card shows."""
    fields: dict[str, Any] = {
        config.key(name): {**_TEXT, "description": text} for name, text in _TITLES.items()
    }
    name = config.key("name")
    fields[name] = {"type": "string", "pattern": r"\S", "description": _TITLES["name"]}
    if config.one_file_each:
        del fields[config.key("id")]  # the name of the file
    else:
        fields[config.key("groups")] = _groups(config)
    fields[FOCUS] = _POINT
    return {"type": "object", "required": [name], "properties": fields}


def _groups(config: CardsConfig) -> dict[str, Any]:
    group: dict[str, Any] = {"type": "string", "pattern": r"\w"}
    if config.groups:
        group = {"enum": list(config.groups)}
    order = {"type": "integer", "minimum": 1, "description": "The place in the group, from 1."}
    shown = {config.key(name): _TEXT for name in VARYING}
    member = _closed({"group": group, "order": order, **shown}, ["group"])
    return {
        "description": "The groups of cards that show the person.",
        "anyOf": [group, {"type": "null"}, {"type": "array", "items": {"anyOf": [group, member]}}],
    }


def _group(config: CardsConfig) -> dict[str, Any]:
    ids = {
        "type": "array",
        "items": {"type": "string"},
        "uniqueItems": True,
        "description": f"The names of files in {config.people}, without their ending.",
    }
    members = {"type": "object", "required": [config.members], "properties": {config.members: ids}}
    return {"anyOf": [ids, members]}


def _closed(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    """A mapping in which an unknown key is most likely misspelt."""
    return {
        "type": "object",
        "required": required,
        "properties": dict(properties),
        "additionalProperties": False,
    }


def _many(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": ["array", "null"], "items": dict(items)}


def _agenda() -> dict[str, Any]:
    time = {
        "type": "string",
        "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$",
        "description": 'In quotes and 24 hours: "13:30". YAML reads a bare 13:30 as a number.',
    }
    prose = {**_TEXT, "description": "Paragraphs, `* ` lists, [links](https://…)."}
    speaker = _closed(
        {
            "person": {**_TEXT, "description": "The id of a person of this site."},
            "name": {**_TEXT, "description": "The name to show; without `person` anybody's."},
            "affiliation": _TEXT,
            "note": _TEXT,
        },
        [],
    )
    someone = {"anyOf": [{"type": "string"}, speaker]}
    speakers = {"anyOf": [someone, {"type": "null"}, {"type": "array", "items": someone}]}
    talk = _closed({"title": _TEXT, "speakers": speakers, "abstract": prose}, [])
    link = _closed({"text": {"type": "string", "pattern": r"\S"}, "url": _TEXT}, ["text"])
    session = _closed(
        {
            "start": time,
            "end": time,
            "parallel": {"type": "boolean", "description": "It may begin before the last ends."},
            "kind": {"enum": list(KINDS)},
            "title": _TEXT,
            "note": _TEXT,
            "speakers": speakers,
            "text": prose,
            "abstract": prose,
            "talks": _many(talk),
            "links": _many(link),
        },
        ["start"],
    )
    date = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "As 2024-03-14."}
    day = {"date": date, "title": _TEXT, "text": prose, "sessions": _many(session)}
    days = {"days": _many(_closed(day, ["date"])), "timezone": _TEXT}
    return _closed({**days, "level": {"type": "integer", "minimum": 1, "maximum": 6}}, [])


def _organizers() -> dict[str, Any]:
    name = {"type": "string", "pattern": r"\S"}
    member = {"name": name, "role": _TEXT, "affiliation": _TEXT, "link": _TEXT}
    return _many(_closed(member, ["name"]))
