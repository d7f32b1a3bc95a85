"""Every rule: its docstring's Bad fires, its Good does not, and the fixes of Bad make it Good."""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from jekyll_tools.lint import Finding, SiteView, apply_fixes, lint, read_settings
from jekyll_tools.lint.example import Example, examples
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.rule import Rule
from jekyll_tools.site import read_site

RULES = list(all_rules().values())
MAKES_FIXES = re.compile(r"\b(?:Fix|path_fix|anchor_finding|missing_finding)\(")
# Not every finding of theirs has a fix; those that have are in `tests/lint/rules/`.
FIXES_IN_TABLES = {"front-matter-unrecognised", "unused-suppression"}


def picture(width: int, height: int, name: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    kind = "PNG" if name.lower().endswith(".png") else "JPEG"
    Image.new("RGB", (width, height), "white").save(out, kind)
    return out.getvalue()


def write(example: Example, root: Path) -> Path:
    files: dict[str, bytes] = {"_config.yml": b""}
    files |= {path: text.encode() for path, text in example.texts.items()}
    files |= {path: picture(*size, path) for path, size in example.images.items()}
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def findings(root: Path, rule: Rule, overlay: Mapping[str, str] | None = None) -> SiteFindings:
    site = read_site(root, overlay=overlay or {})
    tools = site.config.get("jekyll_tools")
    settings = read_settings(tools, select=[rule.name])
    view = settings.view(site)
    return SiteFindings(view, lint(view, settings))


class SiteFindings(tuple[Finding, ...]):
    """Findings, and the view that they are of."""

    view: SiteView

    def __new__(cls, view: SiteView, found: tuple[Finding, ...]) -> SiteFindings:
        self = super().__new__(cls, found)
        self.view = view
        return self


def fixed(root: Path, rule: Rule) -> tuple[dict[str, str], SiteFindings]:
    """The texts after all fixes, round by round, and what is still found."""
    overlay: dict[str, str] = {}
    found = findings(root, rule)
    for _ in range(5):
        files = apply_fixes(found, found.view.read, unsafe=True).files
        if not files:
            break
        overlay |= files
        found = findings(root, rule, overlay)
    return overlay, found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_rule(rule: Rule, tmp_path: Path) -> None:
    shown = list(examples(rule.doc))
    bad = [example for example in shown if example.bad]
    good = [example for example in shown if not example.bad]
    assert bad, "a rule shows what is bad"
    assert good, "a rule shows what is good"
    for number, example in enumerate(shown):
        found = findings(write(example, tmp_path / str(number)), rule)
        assert bool(found) == example.bad, f"{example.title}: {[f.message for f in found]}"
        assert all(f.rule == rule.name for f in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_fixes_of_bad_give_good(rule: Rule, tmp_path: Path) -> None:
    shown = list(examples(rule.doc))
    fixes = 0
    for number, (bad, good) in enumerate(zip(shown[::2], shown[1::2], strict=True)):
        root = write(bad, tmp_path / str(number))
        if not any(finding.fix for finding in findings(root, rule)):
            continue
        texts, left = fixed(root, rule)
        assert dict(bad.texts) | texts == good.texts
        assert not [finding for finding in left if finding.fix]
        fixes += 1
    makes_fixes = MAKES_FIXES.search(inspect.getsource(inspect.getmodule(rule.function)))
    assert fixes or not makes_fixes or rule.name in FIXES_IN_TABLES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_in_sentences(rule: Rule, tmp_path: Path) -> None:
    bad = next(example for example in examples(rule.doc) if example.bad)
    for finding in findings(write(bad, tmp_path), rule):
        assert finding.message
        assert not finding.message.endswith(".")
        assert "\n" not in finding.message
        assert finding.help, "a finding says what to do"


def test_a_rule_takes_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The three steps of the contributing page, with a scratch rule."""
    from jekyll_tools.lint import rules

    (tmp_path / "no_shouting.py").write_text(
        '"""A heading in capitals shouts.\n\nBad:\n    # HELLO\n\nGood:\n    # Hello\n"""\n'
        "from collections.abc import Iterator\n"
        "from jekyll_tools.lint.rule import Finding, PageView, rule\n\n\n"
        "@rule()\n"
        "def no_shouting(page: PageView, *, allowed: str = 'NASA') -> Iterator[Finding]:\n"
        "    for element in page.elements:\n"
        "        text = page.html.text[element.end :].partition('<')[0]\n"
        "        if element.tag == 'h1' and text.isupper() and text != allowed:\n"
        "            yield from page.finding(element, 'the heading shouts', 'speak')\n"
    )
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    all_rules.cache_clear()
    try:
        rule = all_rules()["no-shouting"]
        assert rule.options == {"allowed": "NASA"}
        bad, good = examples(rule.doc)
        assert findings(write(bad, tmp_path / "bad"), rule)
        assert not findings(write(good, tmp_path / "good"), rule)
    finally:
        all_rules.cache_clear()
