"""github: read as actions/runner reads a log, with hostile names; the table as Markdown."""

from __future__ import annotations

import re
from html import unescape

import mistune

from jekyll_tools.report import report
from jekyll_tools.report.github import step_summary
from jekyll_tools.text import Position
from tests.report.findings import ERROR, WARNING, many, outcome

ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
Command = tuple[str, dict[str, str], str]


def unescaped(text: str, escapes: str) -> str:
    return re.sub(f"%(?:{escapes})", lambda match: ESCAPES[match[0]], text)


def commands(text: str) -> list[Command]:
    """Workflow commands as actions/runner finds them (`ActionCommand.cs`).

    Version 2: `::name key=value,…::data` after blanks. Version 1: `##[name key=value;…]data`
    anywhere in a line that is none of version 2.
    """
    found: list[Command] = []
    for line in re.split(r"\r\n|\n|\r", text):
        match = re.match(r"\s*::([^ :]+)(?: (.*?))?::(.*)$", line)
        if match:
            pairs = dict(part.split("=", 1) for part in (match[2] or "").split(",") if part)
            plain = {key: unescaped(value, "25|0D|0A|3A|2C") for key, value in pairs.items()}
            found.append((match[1], plain, unescaped(match[3], "25|0D|0A")))
        elif old := re.search(r"##\[([^ \]]+)", line):
            found.append((old[1], {}, line))
    return found


def test_errors_come_first_and_names_survive() -> None:
    found = commands(report("github", outcome(WARNING, ERROR)))
    assert [name for name, _, _ in found] == ["error", "warning"]
    assert found[0][1] == {
        "file": "a.md", "line": "2", "col": "8", "endLine": "2", "endColumn": "13",
        "title": "button-anchor",
    }  # fmt: skip
    _, properties, data = found[1]
    assert properties["file"] == re.sub("[\x1b\udcff\u202e]", "\ufffd", WARNING.path)
    assert data == WARNING.message


def test_no_other_line_of_the_log_is_a_command() -> None:
    log = report("github", outcome(*many(12, WARNING), *many(12), verbose=True))
    assert [name for name, _, _ in commands(log)] == ["error"] * 10 + ["warning"] * 10
    assert log.count("\n- ") == 4


def test_the_runner_takes_no_columns_over_several_lines() -> None:
    long = ERROR._replace(at=Position(1, 1), until=Position(2, 3))
    ((_, properties, _),) = commands(report("github", outcome(long)))
    assert set(properties) == {"file", "line", "endLine", "title"}


def test_what_more_pages_show_comes_first() -> None:
    wide = ERROR._replace(pages=tuple("abcd"), message="wide")
    assert commands(report("github", outcome(*many(10), wide)))[0][2].startswith("wide;")


def test_the_summary_has_the_rest_as_a_table_that_shows_each_name() -> None:
    assert step_summary(outcome(ERROR)) == ""
    table = step_summary(outcome(*many(12, WARNING)))
    html = str(mistune.create_markdown(plugins=["table"])(table))
    cells = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html)]
    shown = " ".join(re.sub("[\x1b\udcff\u202e\n]", "\ufffd", WARNING.path).split())
    assert cells[0::4] == [f"{shown}:1"] * 2
    assert cells[3::4] == [
        f"{WARNING.message} {n}".replace("\r\n", "\ufffd\ufffd") for n in (10, 11)
    ]


def test_the_summary_keeps_within_its_limit() -> None:
    for room in (1000, 5000, 1024 * 1024):
        table = step_summary(outcome(*many(20_000)), room)
        assert len(table.encode()) <= room
        rows = table.count("\n| a")
        assert table.endswith(f"\n{20_000 - 10 - rows} more are in the log.\n")
