"""A safe fix leaves the page that the real Jekyll builds as it is, but for the thing fixed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import pytest

from jekyll_tools.lint import Finding, apply_fixes, lint, read_settings
from jekyll_tools.lint.example import Example, examples
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.rule import Rule
from jekyll_tools.site import read_site
from tests.lint.test_rules import RULES, write
from tests.tables import Case, read_table

HERE = Path(__file__).parent


class May(NamedTuple):
    """What may differ on the built page: attributes ("a href"), text by a pattern, comments."""

    attributes: frozenset[str] = frozenset()
    text: str = r"(?!)"
    comments: bool = False


SIZES = frozenset(
    f"{tag} {name}" for tag in ("img", "canvas") for name in ("width", "height", "style")
)
LINK = May(frozenset(("a href",)))
MAY: Mapping[str, May] = {
    "anchor-missing": LINK,
    "auto-id-replaced": LINK,
    "baseurl-missing": May(frozenset(("a href", "img src"))),
    "button-anchor": LINK,
    "cross-page-anchor": LINK,
    "ial-ineffective": May(frozenset(("a class", "em class", "code class")), r"\s*\{:[^}]*\}"),
    "image-alt": May(frozenset(("img alt",))),
    "image-dimension-invalid": May(
        frozenset(("img width", "img height", "img style", "canvas width", "canvas height"))
    ),
    "image-max-width": May(frozenset(("img style",))),
    "malformed-url": LINK,
    "markdown-link-not-rewritten": LINK,
    "path-case": May(frozenset(("a href", "img src"))),
    "unused-suppression": May(comments=True),
}
"""Every rule that has a safe fix, and the thing it fixes."""


class Fixed(NamedTuple):
    """A site before and after its safe fixes, the new texts, and what is found in both."""

    title: str
    before: Path
    after: Path
    texts: Mapping[str, str]
    found: tuple[Finding, ...]
    left: tuple[Finding, ...]


def cases(rule: Rule) -> Iterator[tuple[str, Example]]:
    """The sites that the rule's docstring and its table show."""
    for example in examples(rule.doc):
        yield example.title, example
    for folder in ("rules", "fixes"):
        table = HERE / folder / f"{rule.name}.txt"
        for case in read_table(table) if table.is_file() else ():
            yield case.title, site_of(case)


def site_of(case: Case) -> Example:
    """The site of a case of a table."""
    (example,) = examples("Bad:\n" + indent(case.input, "    "))
    return example


def fixed(rule: Rule, title: str, example: Example, folder: Path) -> Fixed:
    """The site fixed to a fixpoint, by the safe fixes of the rule."""
    before = write(example, folder / "before")
    overlay: dict[str, str] = {}
    found = left = found_in(before, rule, overlay)
    for _ in range(10):
        own = [finding for finding in left if finding.rule == rule.name]
        site = read_site(before, overlay=overlay)
        files = apply_fixes(own, site.read).files
        if not files:
            break
        overlay |= files
        left = found_in(before, rule, overlay)
    after = write(example, folder / "after")
    for path, text in overlay.items():
        (after / path).write_text(text, "utf-8")
    return Fixed(title, before, after, overlay, found, left)


def found_in(root: Path, rule: Rule, overlay: Mapping[str, str]) -> tuple[Finding, ...]:
    """What the rules that are on by default find, and this one."""
    site = read_site(root, overlay=overlay)
    settings = read_settings(site.config.get("jekyll_tools"), extend=[rule.name])
    return lint(settings.view(site), settings)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Fixed]]:
    """For every rule the sites that its safe fixes change, both states built by one Jekyll."""
    sites: dict[str, list[Fixed]] = {}
    for rule in RULES:
        for title, example in cases(rule):
            each = fixed(rule, title, example, tmp_path_factory.mktemp(rule.name))
            if each.texts:
                sites.setdefault(rule.name, []).append(each)
    folders = [str(path) for each in sites.values() for s in each for path in (s.before, s.after)]
    subprocess.run(["ruby", str(HERE / "build_many.rb"), *folders], check=True, timeout=300)
    return sites


class Events(HTMLParser):
    """A page as a list of what stands in it, without what may differ."""

    def __init__(self, may: May) -> None:
        super().__init__()
        self.may = may
        self.events: list[object] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value for name, value in attrs if f"{tag} {name}" not in self.may.attributes}
        self.add((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        self.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        if not self.may.comments:
            self.add(data)

    def add(self, event: object) -> None:
        """Take up an event, and the text before it: white space counts as one space."""
        text = " ".join(re.sub(self.may.text, "", self.text).split())
        self.events += [text, event] if text else [event]
        self.text = ""


def events(path: Path, may: May) -> list[object]:
    parser = Events(may)
    parser.feed(path.read_text("utf-8"))
    parser.close()
    parser.add("end")
    return parser.events


def pages(folder: Path) -> dict[str, Path]:
    site = folder / "_site"
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}


CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case.line}-{case.title}")
    for path in sorted((HERE / "fixes").glob("*.txt"))
    for case in read_table(path)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_safe_fixes_change_the_lines_of_the_table(name: str, case: Case, tmp_path: Path) -> None:
    site = fixed(all_rules()[name], case.title, site_of(case), tmp_path)
    changed = ""
    for path, text in sorted(site.texts.items()):
        old, new = (site.before / path).read_text("utf-8").split("\n"), text.split("\n")
        for kind, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
            if kind == "delete":
                changed += "".join(f"{path}:{n + 1}: (gone)\n" for n in range(a, b))
            elif kind != "equal":
                changed += "".join(f"{path}:{n + 1}: {new[n]}\n" for n in range(c, d))
    assert changed == case.expected


@pytest.mark.jekyll
@pytest.mark.parametrize("name", MAY)
def test_only_the_thing_fixed_differs(name: str, built: Mapping[str, list[Fixed]]) -> None:
    assert built[name], "the rule has a safe fix"
    for site in built[name]:
        before, after = pages(site.before), pages(site.after)
        assert before.keys() == after.keys(), site.title
        changed = False
        for path in before:
            old, new = (events(each[path], MAY[name]) for each in (before, after))
            assert old == new, f"{site.title}: {path}"
            changed |= events(before[path], May()) != events(after[path], May())
        assert changed, f"{site.title}: nothing on the site shows the fix"


@pytest.mark.jekyll
@pytest.mark.parametrize("name", MAY)
def test_a_fix_adds_no_finding(name: str, built: Mapping[str, list[Fixed]]) -> None:
    for site in built[name]:
        keys = {(f.rule, f.path, f.message) for f in site.found}
        new = [f for f in site.left if (f.rule, f.path, f.message) not in keys]
        assert not new, f"{site.title}: {new}"
        assert not [f for f in site.left if f.rule == name and f.fix and f.fix.safe], site.title


@pytest.mark.jekyll
def test_no_rule_has_a_safe_fix_that_is_not_looked_at(built: Mapping[str, list[Fixed]]) -> None:
    assert built.keys() == MAY.keys()
    assert all_rules().keys() >= MAY.keys()
