"""Values held against the JSON Schemas that a site names, each error at its place in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.view import SiteView
from jekyll_tools.nearest import did_you_mean
from jekyll_tools.text import Place


class Schemas:
    """The schemas for paths: `globs` maps a glob on the path to the schema's own path."""

    def __init__(self, site: SiteView, globs: Mapping[Any, Any]) -> None:
        self._site = site
        self._globs = {str(glob): str(schema) for glob, schema in globs.items()}
        self._read: dict[str, tuple[Any, Any] | str] = {}

    def wrong(self) -> Iterator[Finding]:
        """The schemas that cannot be used, at the configuration that names them."""
        for path in dict.fromkeys(self._globs.values()):
            found = self._schema(path)
            if isinstance(found, str):
                message = f"the schema {path} cannot be used: {found}"
                yield Finding("_config.yml", 0, 0, message, "correct the path or the schema", path)

    def check(self, path: str, value: object, top: Place | None = None) -> Iterator[Finding]:
        """What is wrong with the value of the file at `path`; `top` is the place of all of it."""
        for glob, name in self._globs.items():
            schema = self._schema(name) if fnmatchcase(path, glob) else ""
            if not isinstance(schema, str):
                known, validator = schema
                for error in validator.iter_errors(_plain(value)):
                    place = self._place(value, list(error.instance_path)) or top
                    start, end = (place.start, place.end) if place else (0, 0)
                    message = _lower(error.message)
                    yield Finding(path, start, end, message, _advice(error, known), pages=(path,))

    def _schema(self, path: str) -> tuple[Any, Any] | str:
        if path not in self._read:
            self._read[path] = _compiled(self._site.read(path))
        return self._read[path]

    def _place(self, value: Any, keys: list[Any]) -> Place | None:
        """The place of the innermost value on the way that has one."""
        found = None
        for key in keys:
            if not isinstance(value, (dict, list)):
                break
            found = self._site.place(value, key) or found
            value = value[key]
        return found


def _compiled(text: str) -> tuple[Any, Any] | str:
    import jsonschema_rs

    if not text:
        return "there is no such file"
    try:
        schema = json.loads(text)
        return schema, jsonschema_rs.validator_for(schema)
    except (ValueError, RecursionError) as error:
        return _lower(str(error).partition("\n")[0])


def _advice(error: Any, schema: Any) -> str:
    """A key that the schema knows and that is like the one it does not know."""
    known = [str(key) for key in _properties(schema)]
    words = [word for word in str(error.message).split("'")[1::2] if word not in known]
    return did_you_mean(words[0] if words else "", known, "see the schema", 0.7)


def _properties(schema: Any, depth: int = 0) -> Iterator[object]:
    if isinstance(schema, dict) and depth < 20:
        properties = schema.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        for value in schema.values():
            yield from _properties(value, depth + 1)


def _plain(value: object) -> object:
    """The value as JSON has it: dates are text, keys are text."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _lower(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
