"""Output formats: what each shows, and that hostile names drive neither terminal nor GitHub."""

import json
import re

from jekyll_tools.lint import FileEdit, Finding, Fix, Severity
from jekyll_tools.report import FORMATS, Outcome
from jekyll_tools.text import Edit, Place, Position

FIX = Fix("correct it", (FileEdit("a.md", Edit(8, 12, "rsvp")),), safe=True)
ERROR = Finding(
    "a.md", 7, 12, 'there is no "#RSVP"', 'did you mean "#rsvp"?', "#RSVP", FIX,
    (Place("b.md", 0, 3),), ("b.md", "c.md"), "button-anchor", Severity.ERROR,
    Position(2, 8), Position(2, 13),
)  # fmt: skip
WARNING = Finding(
    "z,1:2\n::error::x\x1b[31m.md", 0, 1, "100% wrong\r\nreally", rule="image-alt",
    severity=Severity.WARNING,
)  # fmt: skip
LINES = {("a.md", 2): "[RSVP](#RSVP) 名前"}


def outcome(*findings: Finding) -> Outcome:
    return Outcome(findings, lambda path, number: LINES.get((path, number), ""), 12, 1)


def test_concise() -> None:
    assert FORMATS["concise"](outcome(ERROR)) == (
        'a.md:2:8: button-anchor [*] there is no "#RSVP"\n'
        "Found 1 error on 12 pages (1 page not fully known: -v); 1 can be fixed with --fix.\n"
    )


def test_full_shows_the_line_a_caret_and_who_shows_it() -> None:
    assert FORMATS["full"](outcome(ERROR)) == (
        'a.md:2:8: error[button-anchor] there is no "#RSVP"\n'
        "    2 | [RSVP](#RSVP) 名前\n"
        "      |        ^^^^^\n"
        '      = help: did you mean "#rsvp"? [*]\n'
        "      = shown on: b.md, c.md\n"
        "\n"
        "Found 1 error on 12 pages (1 page not fully known: -v); 1 can be fixed with --fix.\n"
    )


def test_json_is_one_versioned_document_also_when_empty() -> None:
    empty = json.loads(FORMATS["json"](outcome()))
    assert (empty["version"], empty["findings"]) == (1, [])
    (found,) = json.loads(FORMATS["json"](outcome(ERROR)))["findings"]
    assert found["line"] == 2
    assert (found["column"], found["end_line"], found["end_column"]) == (8, 2, 13)
    assert found["fix"]["edits"] == [{"path": "a.md", "start": 8, "end": 12, "text": "rsvp"}]


def test_text_formats_let_no_control_character_through() -> None:
    for name in ("full", "concise"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", FORMATS[name](outcome(WARNING)))


ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescaped(text: str, escapes: str) -> str:
    return re.sub(f"%(?:{escapes})", lambda match: ESCAPES[match[0]], text)


def parse_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as actions/runner reads them: one a line, `::name key=value,…::data`."""
    found = []
    for line in re.split(r"\r\n|\n|\r", text):
        match = re.match(r"::([a-z]+) (.*?)::(.*)$", line)
        if match:
            pairs = dict(part.split("=", 1) for part in match[2].split(","))
            plain = {key: unescaped(value, "25|0D|0A|3A|2C") for key, value in pairs.items()}
            found.append((match[1], plain, unescaped(match[3], "25|0D|0A")))
    return found


def test_github_commands_survive_hostile_names_and_put_errors_first() -> None:
    commands = parse_commands(FORMATS["github"](outcome(WARNING, ERROR)))
    assert [name for name, _, _ in commands] == ["error", "warning"]
    _, properties, data = commands[1]
    assert properties["file"] == WARNING.path.replace("\x1b", "\ufffd")
    assert data == WARNING.message
