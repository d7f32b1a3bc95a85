"""jt doctor: what it says of sites with one ailment each, and that it says nothing false."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.doctor import Check, State, diagnose
from jekyll_tools.doctor.text import as_text
from jekyll_tools.lint import lint, settings_of
from jekyll_tools.report.outcome import plain
from jekyll_tools.site import read_site
from tests.conftest import Write

PAGE = "---\ntitle: A\n---\n# A\n"
HEALTHY = {"_config.yml": "title: T\n", "index.md": PAGE}


def checks(root: Path) -> dict[str, Check]:
    site = read_site(root)
    settings = settings_of(site)
    view = settings.view(site)
    findings = lint(view, settings)
    opened = {page.page.path: page.rendering.open_reasons for page in view.pages}
    found = diagnose(view, findings, {path: why for path, why in opened.items() if why})
    names = ("build", "unknown", "pages", "settings", "published", "left-out", "biggest")
    return dict(zip((*names, "silent", "others"), found.checks, strict=True))


def test_a_healthy_site_is_told_so(write_site: Write) -> None:
    assert {check.state for check in checks(write_site(HEALTHY)).values()} == {State.FINE}


CASES: list[tuple[dict[str, str], str, str]] = [
    ({"_config.yml": "plugins: [jekyll-x]\n", "CNAME": "a.org"}, "pages", "the plugin jekyll-x of"),
    ({"_plugins/a.rb": "", "CNAME": "a.org"}, "pages", "the Ruby file _plugins/a.rb"),
    ({"_config.yml": "lsi: true\n", "CNAME": "a.org"}, "pages", "the setting lsi: it is always f"),
    ({"_config.yml": "\nexcerpt_seperator: x\n"}, "settings", '_config.yml:2: Jekyll has no'),
    ({"_config.yml": "gems: [a]\n"}, "settings", "_config.yml:1: Jekyll no longer reads `gems`"),
    ({"_config.yml": "future: 1\n"}, "settings", "_config.yml:1: `future` is 1, but must be"),
    ({"_config.yml": "timezone: X\n"}, "settings", "_config.yml:1: there is no time zone"),
    ({"a.md": "---\n---\n{% link b.md %}"}, "build", "a.md:3: no page, document or file is called"),
    ({"a.md": "---\n---\n{% includ b %}"}, "build", 'a.md:3: there is no tag "includ"'),
    ({"_config.yml": "\nexclude:\n"}, "build", "_config.yml:2: `exclude` is empty, but must be"),
    ({"_config.yml": "paginate: 5\n"}, "settings", "_config.yml:1 paginate: only the plugin jekyl"),
    ({"_config.yml": "collections:\n  talks:\n"}, "settings", "_config.yml:2 talks: the collectio"),
    (
        {"_config.yml": "defaults:\n- scope: {path: pots}\n  values: {layout: x}\n"},
        "settings",
        "_config.yml:2 pots: the defaults for pots apply to nothing",
    ),
    ({"package.json": "{}"}, "published", "package.json is at /package.json"),
    ({"_posts/a.md": PAGE}, "left-out", "1 source: its name has no date: _posts/a.md"),
    ({"_drafts/a.md": PAGE}, "left-out", "1 source: it is a draft: _drafts/a.md"),
    ({"a.png": "x" * 1_500_000}, "biggest", "   1.5 MB a.png"),
    ({"a.md": "---\nlayout: x\n---\n"}, "silent", "1 error layout-missing: A page whose layout"),
    ({"a.md": "---\ntitle: A: B\n---\n"}, "silent", "1 error front-matter-yaml: Front matter"),
    ({"a.md": PAGE + "{% include x.html %}\n"}, "build", "a.md:5: "),
    ({"_config.yml": "theme: nowhere\n"}, "unknown", "the theme nowhere is not on this machine"),
    ({"a.md": PAGE + "[x](#y)\n"}, "others", "1 error anchor-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "name", "row"), CASES)
def test_an_ailment_is_named(write_site: Write, files: dict[str, str], name: str, row: str) -> None:
    check = checks(write_site(HEALTHY | files))[name]
    assert any(each.startswith(row) for each in check.rows), check


FINE: list[tuple[dict[str, str], str]] = [
    ({"a.md": "{% include x.html %}", "_config.yml": ""}, "build"),
    ({"_config.yml": "motto: x\n", "a.md": PAGE + "{{ site.motto }}"}, "settings"),
    ({"_config.yml": "motto: x\n", "a.md": PAGE + "{{ site[page.key] }}"}, "settings"),
    ({"_config.yml": "motto: x\nplugins: [unheard-of]\n"}, "settings"),
    ({"_config.yml": "motto: x\ntheme: nowhere\n"}, "settings"),
    ({"_config.yml": "paginate: 5\nplugins: [jekyll-paginate]\n"}, "settings"),
    ({"_config.yml": "defaults: [{scope: {path: d}, values: {}}]\n", "d/a.md": PAGE}, "settings"),
    ({"_config.yml": "defaults: [{scope: {path: 'x*'}, values: {}}]\n"}, "settings"),
    ({"_config.yml": "exclude: x\nexclude: [x]\n"}, "others"),
    ({"a.md": PAGE + "{{ page.nothing }}"}, "silent"),
    ({"tool.py": "", "a.md": PAGE + "[get it](/tool.sh)", "tool.sh": ""}, "published"),
    ({"_config.yml": "exclude: [package.json]\n", "package.json": "{}"}, "published"),
    ({"docs/license.txt": "x"}, "published"),
    ({"readme.md": "---\npermalink: /about/\n---\n"}, "published"),
    ({"_config.yml": "exclude: [a.md]\n", "a.md": PAGE}, "left-out"),
    ({"Gemfile": 'group :jekyll_plugins do\n gem "webrick"\nend\n', "CNAME": ""}, "pages"),
]  # fmt: skip


def test_a_workflow_may_run_what_github_pages_does_not(write_site: Write) -> None:
    files = {"_plugins/a.rb": "", "CNAME": "a.org"}
    assert checks(write_site(HEALTHY | files))["pages"].state is State.WRONG
    files |= {".github/workflows/site.yml": "run: bundle exec jekyll build\n"}
    assert checks(write_site(HEALTHY | files))["pages"].state is State.NOTE


@pytest.mark.parametrize(("files", "name"), FINE)
def test_what_is_fine_is_not_named(write_site: Write, files: dict[str, str], name: str) -> None:
    check = checks(write_site(HEALTHY | files))[name]
    assert check.state is State.FINE, check


def test_the_text_fits_on_a_screen_and_drives_no_terminal(write_site: Write) -> None:
    many = {f"Makefile{n}/id_rsa\x1b{n}": "x" for n in range(200)}
    site = read_site(write_site(HEALTHY | many))
    settings = settings_of(site)
    view = settings.view(site)
    text = as_text(diagnose(view, lint(view, settings), {}), plain)
    assert "… and 196 more: -v" in text
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= 100
    assert text.count("\n") < 45


def test_the_command(
    jt: Callable[..., subprocess.CompletedProcess[str]], write_site: Write
) -> None:
    root = write_site(HEALTHY)
    fine = jt("doctor", cwd=root)
    assert (fine.returncode, fine.stderr) == (0, "")
    assert "Nothing to put right." in fine.stdout
    (root / "a.md").write_text(PAGE + "[x](#y)\n")
    ill = jt("doctor", "--format", "json", root, cwd=root.parent)
    shown: dict[str, Any] = json.loads(ill.stdout)
    assert (ill.returncode, shown["version"], shown["healthy"]) == (1, 1, False)
    assert shown["steps"][0]["command"].startswith("jt lint --select anchor-missing")


def test_folders_of_other_peoples_code_come_first(write_site: Write) -> None:
    # Jekyll leaves node_modules out until a site says itself what to leave out.
    files = {"_config.yml": "exclude: [x]\n", "Rakefile": "", "web/node_modules/a/b.js": "x" * 2000}
    rows = checks(write_site(HEALTHY | files | {"web/node_modules/a/readme.txt": ""}))["published"]
    assert rows.rows == ("web/node_modules/: 2 files, 2 kB", "Rakefile is at /Rakefile")
