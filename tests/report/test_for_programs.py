"""json, sarif, gitlab, junit and rdjson: what the schemas and the readers of others take."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import jsonschema_rs
import junitparser
import pytest

from jekyll_tools.lint import Finding
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.report import report
from jekyll_tools.report.json_schema import json_schema
from tests.report.findings import ERROR, HOSTILE, WARNING, many, outcome
from tests.report.official import schema

CASES: list[tuple[Finding, ...]] = [(), (ERROR,), (WARNING, ERROR), (ERROR, ERROR, *many(3))]


@cache
def sarif() -> Any:
    """A validator of the official schema, formats (URIs) included."""
    title = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    return jsonschema_rs.validator_for(schema(title), validate_formats=True)


def read(name: str, *findings: Finding) -> Any:
    text = report(name, outcome(*findings))
    text.encode()  # no half surrogate pairs
    return json.loads(text)


@pytest.mark.parametrize("findings", CASES)
def test_json_is_what_its_own_schema_says(findings: tuple[Finding, ...]) -> None:
    shown = read("json", *findings)
    jsonschema_rs.validator_for(json_schema()).validate(shown)
    assert (shown["version"], len(shown["findings"])) == (1, len(findings))
    assert shown["open"] == [{"path": "b.md", "reason": "unknown tag x"}]
    assert set(shown) - {"$schema"} == set(json_schema()["properties"])  # type: ignore[call-overload]


@pytest.mark.parametrize("findings", CASES)
def test_json_lines_are_the_findings_of_the_json_report(findings: tuple[Finding, ...]) -> None:
    text = report("json-lines", outcome(*findings))
    text.encode()  # no half surrogate pairs
    rows = [json.loads(line) for line in text.split("\n")[:-1]]
    assert rows == read("json", *findings)["findings"]
    assert len(rows) == len(findings)


def test_json_has_the_places_of_edits_and_of_what_brought_it() -> None:
    (found,) = read("json", ERROR)["findings"]
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (2, 8, 2, 13)
    (edit,) = found["fix"]["edits"]
    assert edit == {
        "path": "a.md", "line": 2, "column": 8, "end_line": 2, "end_column": 13,
        "start": 11, "end": 16, "text": "#rsvp",
    }  # fmt: skip
    assert [(place["path"], place["line"]) for place in found["via"]] == [("b.md", 2)]


@pytest.mark.parametrize("findings", CASES)
def test_sarif_is_what_the_official_schema_says(findings: tuple[Finding, ...]) -> None:
    log = read("sarif", *findings)
    sarif().validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(marks)) == len(findings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_fits_the_schema_with_every_rule() -> None:
    findings = [WARNING.__class__("a.md", 0, 1, "x", rule=name) for name in all_rules()]
    sarif().validate(read("sarif", *findings))


def test_the_schema_of_sarif_is_one_that_refuses() -> None:
    log = read("sarif", ERROR)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not sarif().is_valid(log)


def test_sarif_percent_encodes_paths() -> None:
    (result,) = read("sarif", WARNING)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII)
    assert unquote_to_bytes(uri) == HOSTILE.encode("utf-8", "surrogateescape")


def test_a_path_that_is_no_uri_on_its_own_is_one_in_sarif() -> None:
    (result,) = read("sarif", ERROR)["runs"][0]["results"]
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2


@pytest.mark.parametrize("findings", CASES)
def test_gitlab_has_what_its_documentation_asks_for(findings: tuple[Finding, ...]) -> None:
    rows = read("gitlab", *findings)
    assert isinstance(rows, list)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert row["location"]["lines"]["begin"] >= 1
        assert not row["location"]["path"].startswith("./")
    assert max(Counter(row["fingerprint"] for row in rows).values(), default=1) == 1
    assert [row["severity"] for row in rows] == sorted(r["severity"] for r in rows)


@pytest.mark.parametrize("findings", CASES)
def test_junit_is_read_by_a_reader_of_junit(findings: tuple[Finding, ...]) -> None:
    document = junitparser.JUnitXml.fromstring(report("junit", outcome(*findings)).encode())
    assert document.failures == len(findings)
    cases = [case for suite in document for case in suite]
    assert len(cases) == max(len(findings), 1)
    assert sum(len(case.result) for case in cases) == len(findings)
    names = [(case.classname, case.name) for case in cases]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_line_of_junit_begins_with_a_piece_of_a_name(end: str) -> None:
    name = f"a{end}::add-mask::b.md"
    text = report("junit", outcome(ERROR._replace(path=name, message=f"{end}::group::")))
    assert not re.search(r"^\s*::", text, re.MULTILINE)
    (failure,) = ET.fromstring(text).iter("failure")
    assert name in (failure.text or "")


# Elements and attributes of junit-10.xsd (Jenkins' xunit plugin, after Maven Surefire's), as far
# as a linter has any; `!` is required.
JUNIT = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name!", "tests!", "failures!", "errors!", "group", "time", "skipped", "file"},
    "testcase": {"name!", "time", "classname", "group"},
    "failure": {"type", "message"},
}
INSIDE = {"testsuites": "testsuite", "testsuite": "testcase", "testcase": "failure"}


@pytest.mark.parametrize("findings", CASES)
def test_junit_has_only_what_jenkins_knows(findings: tuple[Finding, ...]) -> None:
    for element in ET.fromstring(report("junit", outcome(*findings))).iter():
        known = {name.rstrip("!") for name in JUNIT[element.tag]}
        required = {name[:-1] for name in JUNIT[element.tag] if name.endswith("!")}
        assert required <= set(element.attrib) <= known
        assert {child.tag for child in element} <= {INSIDE.get(element.tag)}


def test_rdjson_counts_bytes_and_suggests_the_safe_fix() -> None:
    (found,) = read("rdjson", ERROR)["diagnostics"]
    span = {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 13}}
    assert found["location"] == {"path": "a.md", "range": span}
    assert found["suggestions"] == [{"range": span, "text": "#rsvp"}]
    assert found["severity"] == "ERROR"
