"""The JSON Schema (draft-07) of the JSON report, version 1."""

from __future__ import annotations


def json_schema() -> dict[str, object]:
    """The schema; keys that it does not know may be added to the report, none is taken away."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The JSON report of jt lint, version 1",
        "description": "Lines and columns start at 1; columns and offsets count code points. "
        "Ends are exclusive. Paths are from the working folder.",
        **_object(
            version={"const": 1},
            tool=_object(name={"const": "jt"}, version=_text("The version of jt.")),
            findings={"type": "array", "items": {"$ref": "#/definitions/finding"}},
            pages=_number("Pages that were looked at."),
            open_pages=_number("Pages that could not be known in full."),
            open={"type": "array", "items": _object(path=_OR_NULL, reason=_text("Why."))},
        ),
        "definitions": {"place": _object(**_PLACE), "finding": _FINDING, "fix": _FIX},
    }


def _object(**properties: object) -> dict[str, object]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _text(description: str) -> dict[str, object]:
    return {"type": "string", "description": description}


def _number(description: str, minimum: int = 0) -> dict[str, object]:
    return {"type": "integer", "minimum": minimum, "description": description}


_OR_NULL: dict[str, object] = {
    "type": ["string", "null"],
    "description": "The page; null: the whole site.",
}

_PLACE: dict[str, object] = {
    "path": _text("The file."),
    "line": _number("Where it begins.", 1),
    "column": _number("Where it begins.", 1),
    "end_line": _number("Where it ends.", 1),
    "end_column": _number("The column after its last character.", 1),
}

_FIX = _object(
    title=_text("What the fix does."),
    safe={"type": "boolean", "description": "Whether `--fix` makes it, or `--unsafe-fixes` only."},
    edits={
        "type": "array",
        "items": _object(
            **_PLACE,
            start=_number("The same place as an offset in the file."),
            end=_number("The offset after its last character."),
            text=_text("What to put there."),
        ),
    },
)

_FINDING = _object(
    rule=_text("The name of the rule."),
    **_PLACE,
    severity={"enum": ["error", "warning"]},
    message=_text("What is wrong."),
    help=_text("What to do; may be empty."),
    url=_text("The page of the rule in the manual."),
    fingerprint={
        "type": "string",
        "pattern": "^[0-9a-f]{32}$",
        "description": "The same in the next report, also when other lines have changed.",
    },
    fix={"oneOf": [{"type": "null"}, {"$ref": "#/definitions/fix"}]},
    pages={"type": "array", "items": {"type": "string"}, "description": "Who shows it."},
    via={
        "type": "array",
        "items": {"$ref": "#/definitions/place"},
        "description": "What brought it to the page, the nearest first.",
    },
    value=_text("The value that is wrong; may be empty."),
)
