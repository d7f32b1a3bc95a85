"""JUnit's XML, as Jenkins and most other CI servers read it: a suite a file, a failure a finding.

There is no one schema; this fits the stricter one, `junit-10.xsd` of Jenkins' xunit plugin, which
follows Maven Surefire's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from xml.etree import ElementTree as ET

from jekyll_tools.characters import xml_text
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome, sentence
from jekyll_tools.report.summary import summary

# Characters that XML does not have stand for those to be escaped, as ElementTree does not in text.
_LINE_ENDS = str.maketrans("\n\r", "\0\x01")


def report(outcome: Outcome) -> str:
    """An XML document; without findings one passed test, since an empty report is an error."""
    total = str(len(outcome.findings))
    root = ET.Element("testsuites", name="jt lint", tests=total, failures=total, errors="0")
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        by_path[finding.path].append(finding)
    for path, findings in by_path.items():
        _suite(root, path, findings)
    if not by_path:
        root.set("tests", "1")
        suite = ET.SubElement(root, "testsuite", name="jt lint", tests="1", failures="0")
        suite.set("errors", "0")
        ET.SubElement(suite, "testcase", classname="jt lint", name=summary(outcome))
    ET.indent(root)
    # A line of a log that begins with `::` is a command to GitHub: no name may begin one.
    text = ET.tostring(root, encoding="unicode").replace("\0", "&#10;").replace("\x01", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ET.Element, path: str, findings: list[Finding]) -> None:
    number, name = str(len(findings)), xml_text(path)
    suite = ET.SubElement(root, "testsuite", name=name, tests=number, failures=number, errors="0")
    seen: Counter[str] = Counter()
    for finding in findings:
        # Jenkins follows a test by its name from build to build: no line number in it.
        title = f"{finding.rule}: {finding.message}"
        seen[title] += 1
        title += f" ({seen[title]})" if seen[title] > 1 else ""
        case = ET.SubElement(suite, "testcase", classname=name, name=xml_text(title))
        message = xml_text(finding.message)
        failure = ET.SubElement(case, "failure", message=message, type=finding.severity.value)
        place = f"{finding.path}:{finding.at.line}:{finding.at.column}"
        failure.text = xml_text(f"{place}: {sentence(finding)}").translate(_LINE_ENDS)
