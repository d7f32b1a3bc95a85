"""The JSON Schema (draft-07) of `_config.yml`, for editors: all settings of jt, from its own code.

Draft 07 is what yaml-language-server takes. What Jekyll and its plugins read is not described, so
every other key stays free.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from textwrap import dedent
from typing import Any

from jekyll_tools.cards.config import FIELDS, CardsConfig
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.rule import Rule
from jekyll_tools.lint.settings import KEYS, SECTIONS
from jekyll_tools.site.profile import TARGETS

Schema = dict[str, Any]

_RULES: Schema = {"$ref": "#/definitions/rules"}
_NAMES: Schema = {"type": ["array", "string"], "items": {"type": "string"}}


def config_schema() -> Schema:
    """The schema; what is under `jekyll_tools:` is all that jt takes there."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "_config.yml of a Jekyll site, with the settings of jt",
        "type": "object",
        "properties": {"jekyll_tools": _mapping("The settings of jt.", _sections())},
        "definitions": {"rule": {"enum": ["ALL", *all_rules()]}, "rules": _rule_list()},
    }


def _sections() -> Schema:
    known = {
        "target": {"enum": list(TARGETS), "description": "Which Jekyll builds the site."},
        "theme": {
            "type": ["string", "null"],
            "description": "The folder of the site with a copy of its remote theme.",
        },
        "lint": _mapping("What `jt lint` reports.", _lint()),
        "cards": _mapping("Where the records of people, agenda and organizers are.", _cards()),
        "exchange": _mapping("Import from and export to elsewhere.", _exchange()),
    }
    return {name: known[name] for name in SECTIONS}


def _lint() -> Schema:
    known: Mapping[str, Schema] = {
        "select": _RULES | {"description": "Only these rules."},
        "extend-select": _RULES | {"description": "These rules as well."},
        "ignore": _RULES | {"description": "Not these rules."},
        "severity": _mapping(
            "How bad a finding of a rule is.",
            {name: {"enum": ["error", "warning"]} for name in all_rules()},
        ),
        "per-path": {
            "type": ["object", "null"],
            "description": "Rules that are off for the files that a glob matches.",
            "additionalProperties": _RULES,
        },
        "rules": _mapping(
            "The options of rules.",
            {rule.name: _options(rule) for rule in all_rules().values() if rule.options},
        ),
        "own-hosts": _NAMES | {"description": "Hosts of this site besides `url` and CNAME."},
        "elsewhere": _NAMES
        | {"description": "Globs of paths of this host that something else publishes."},
    }
    return {name: known[name] for name in KEYS}


def _rule_list() -> Schema:
    # One text may hold several names, and so may an item of a list.
    some = {"anyOf": [{"$ref": "#/definitions/rule"}, {"type": "string", "pattern": "[ ,]"}]}
    return {"anyOf": [*some["anyOf"], {"type": "array", "items": some}, {"type": "null"}]}


def _options(rule: Rule) -> Schema:
    return _mapping(rule.summary, {k: _like(standard) for k, standard in rule.options.items()})


def _cards() -> Schema:
    standard, said = CardsConfig(), _attribute_docstrings(CardsConfig)
    found = {}
    for key, value in standard._asdict().items():
        schema = _like(value)
        if key == "fields":
            schema = _mapping("", {name: {"type": "string"} for name in FIELDS})
        found[key.replace("_", "-")] = schema | {"description": said.get(key, "")}
    return found


def _exchange() -> Schema:
    text: Schema = {"type": "string"}
    column = {"anyOf": [text, {"type": "array", "items": text}]}
    kind = {"type": "object", "additionalProperties": column}
    return {
        "event": text | {"description": "The file that says what, when and where the event is."},
        "jsonld": text | {"description": "The include with the event for search engines."},
        "columns": {
            "type": ["object", "null"],
            "description": "Field of a record: column, for each kind of file to import.",
            "additionalProperties": kind,
        },
    }


def _mapping(description: str, properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": ["object", "null"],
        "description": description,
        "properties": dict(properties),
        "additionalProperties": False,
    }


def _like(standard: object) -> Schema:
    """The schema of values like a standard one."""
    match standard:
        case bool():
            return {"type": "boolean", "default": standard}
        case int():
            return {"type": "integer", "default": standard}
        case float():
            return {"type": "number", "default": standard}
        case str():
            return {"type": "string", "default": standard}
        case tuple() | list():
            return {"type": "array", "items": {"type": "string"}, "default": list(standard)}
        case _:
            return {"type": "object", "additionalProperties": {"type": "string"}}


def _attribute_docstrings(owner: type) -> dict[str, str]:
    """The texts below the fields of a class, which Python itself forgets."""
    (tree,) = ast.parse(dedent(inspect.getsource(owner))).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for field, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            value = after.value if isinstance(after, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[field.target.id] = inspect.cleandoc(value.value)
    return found
