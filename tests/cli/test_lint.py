"""`jt lint` as it is installed: exit codes, formats, fixes, and what bad sites are told."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import JT, Write

CARDS = "jekyll_tools: {cards: {people: _data/speakers.yml}}"
PAGE = "---\ntitle: A\n---\n[RSVP](#RSVP){:.button}\n\n## RSVP\n"


def test_a_clean_site_exits_0(jt: JT, write_site: Write) -> None:
    done = jt(
        "lint", cwd=write_site({"_config.yml": "", "a.md": PAGE.replace("(#RSVP)", "(#rsvp)")})
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "All checks passed on 1 page.\n", "")


def test_findings_exit_1_and_are_at_their_place(jt: JT, write_site: Write) -> None:
    done = jt("lint", "--output-format", "json", cwd=write_site({"_config.yml": "", "a.md": PAGE}))
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["version"] == 1
    (found,) = report["findings"]
    assert {k: found[k] for k in ("rule", "path", "line", "column", "end_column", "severity")} == {
        "rule": "button-anchor",
        "path": "a.md",
        "line": 4,
        "column": 8,
        "end_column": 13,
        "severity": "error",
    }
    assert jt("lint", "--exit-zero", cwd=write_site({"a.md": PAGE})).returncode == 0


def test_fix_changes_the_fragment_and_no_other_byte(jt: JT, write_site: Write) -> None:
    crlf = PAGE.replace("\n", "\r\n").encode() + b"no last newline"
    site = write_site({"_config.yml": "", "a.md": crlf})
    assert jt("lint", "--diff", cwd=site).returncode == 1
    assert (site / "a.md").read_bytes() == crlf
    assert jt("lint", "--fix", cwd=site).returncode == 0
    assert (site / "a.md").read_bytes() == crlf.replace(b"(#RSVP)", b"(#rsvp)")


def test_unsafe_fixes_are_made_only_when_asked_for(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "", "a.md": "---\n---\n[x](#speaker)\n\n## Speakers\n"})
    assert jt("lint", "--fix", cwd=site).returncode == 1
    assert jt("lint", "--unsafe-fixes", cwd=site).returncode == 0
    assert "(#speakers)" in (site / "a.md").read_text()


def test_named_files_are_linted_in_their_site(jt: JT, write_site: Write) -> None:
    link = "---\n---\n[x](/a.html#rsvp)\n"
    site = write_site({"_config.yml": "", "a.md": PAGE, "b.md": link})
    assert jt("lint", "b.md", cwd=site).returncode == 0
    assert jt("lint", "a.md", cwd=site).returncode == 1
    missing = jt("lint", "c.md", cwd=site)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr == "jt: c.md: no such file or folder\n"


def test_a_finding_in_data_names_the_data_file(jt: JT, write_site: Write) -> None:
    site = write_site(
        {
            "_config.yml": "",
            "_data/people.yml": "- name: Ada\n  photo: ada.png\n",
            "_includes/person.html": '<img src="/images/{{ include.person.photo }}" alt="">',
            "a.md": "---\n---\n{% for p in site.data.people %}"
            "{% include person.html person=p %}{% endfor %}\n",
            "b.md": "---\n---\n{% include person.html person=site.data.people.first %}\n",
        }
    )
    done = jt("lint", "--output-format", "json", cwd=site)
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["path"], found["line"], found["column"]) == ("_data/people.yml", 2, 10)
    assert found["pages"] == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"_config.yml": "a: [1"}, 2, "_config.yml:1"),
        ({"_config.yml": "jekyll_tools: {lnt: 1}"}, 2, 'did you mean "lint"'),
        ({"_config.yml": "jekyll_tools: {cards: {peple: x}}"}, 2, 'did you mean "people"'),
        ({"_config.yml": "", "a.md": "---\ntitle: A: B\n---\nx\n"}, 1, "a.md:2"),
        ({"_config.yml": "", "a.md": b"---\n---\n" + "é".encode("latin-1")}, 1, "a.md"),
        ({"_config.yml": CARDS, "_data/speakers.yml": "- title: x\n"}, 1, "has no name"),
        ({"_config.yml": "", "_data/speakers.yml": "- name: [\n"}, 1, "_data/speakers.yml"),
    ],
)
def test_bad_input_gets_one_clear_message(
    jt: JT, write_site: Write, files: Mapping[str, str | bytes], code: int, said: str
) -> None:
    done = jt("lint", cwd=write_site(files))
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


def test_a_folder_that_is_no_site_is_told_so(jt: JT, tmp_path: Path) -> None:
    done = jt("lint", "--source", str(tmp_path / "nowhere"), cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_a_fix_puts_no_liquid_into_liquid(jt: JT, write_site: Write) -> None:
    page = (
        '---\n---\n{% assign p = "/i/c.png" %}<a href="{{ p }}">a</a> <a href="/i/c.png">b</a>\n'
        '{% raw %}<a href="/i/c.png">c</a>{% endraw %}\n'
    )
    site = write_site({"_config.yml": "baseurl: /b\n", "i/c.png": b"x", "a.md": page})
    jt("lint", "--fix", "--select", "baseurl-missing", cwd=site)
    plain = '<a href="/i/c.png">b'
    assert (site / "a.md").read_text() == page.replace(
        plain, "<a href=\"{{ '/i/c.png' | relative_url }}\">b"
    )


@pytest.mark.parametrize("name", ["my card.html", "a..b.html", "\x1b.html"])
def test_an_include_that_jekyll_refuses_is_not_there(jt: JT, write_site: Write, name: str) -> None:
    site = write_site({"_config.yml": "", f"_includes/{name}": "x", "a.md": PAGE})
    assert "internal error" not in jt("lint", "--select", "ALL", cwd=site).stderr


def test_a_message_drives_neither_terminal_nor_github(jt: JT, write_site: Write) -> None:
    bad = 'jekyll_tools: {"x\\n::error::\\e[31m": 1}\n'
    done = jt("lint", "--output-format", "github", cwd=write_site({"_config.yml": bad}))
    assert done.returncode == 2
    assert not [line for line in done.stderr.splitlines() if line.startswith("::")]
    assert "\x1b" not in done.stderr


def test_the_top_of_a_page_is_always_there(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "", "a.md": "---\n---\n[up](#top)\n"})
    assert jt("lint", cwd=site).returncode == 0
    assert "broken" not in jt("inspect", cwd=site).stdout


def test_a_page_is_inspected_by_its_path_or_its_url(jt: JT, write_site: Write) -> None:
    site = write_site(
        {"_config.yml": "", "a.md": "---\npermalink: /x/\n---\n", "b.md": "---\n---\n"}
    )
    by_path, by_url = (jt("inspect", name, cwd=site).stdout for name in ("a.md", "/x/"))
    assert by_path == by_url == "a.md → /x/ (layout: none)\n"
    assert jt("inspect", "/y/", cwd=site).returncode == 2


def test_a_folder_without_a_site(jt: JT, tmp_path: Path) -> None:
    done = jt("lint", cwd=tmp_path)
    assert done.returncode == 2
    assert "no Jekyll site" in done.stderr


def test_rule_explains_and_suggests(jt: JT, tmp_path: Path) -> None:
    assert "# button-anchor" in jt("rule", "button-anchor", cwd=tmp_path).stdout
    assert "button-anchor" in jt("rule", cwd=tmp_path).stdout
    wrong = jt("rule", "button-anchors", cwd=tmp_path)
    assert wrong.returncode == 2
    assert 'did you mean "button-anchor"?' in wrong.stderr


def test_colours_obey_no_color_and_color(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "", "a.md": PAGE})
    assert "\x1b[" not in jt("lint", cwd=site, FORCE_COLOR="1").stdout
    assert "\x1b[" in jt("lint", "--color", "always", cwd=site).stdout


def test_starting_is_quick_because_nothing_heavy_is_imported(tmp_path: Path) -> None:
    import sys

    heavy = "PIL liquid turbohtml justhtml mistune ruamel frontmatter jsonschema_rs yaml filelock"
    code = (
        "import sys; from jekyll_tools.cli import jt\n"
        "try: jt.main(['--version'])\n"
        f"except SystemExit: print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
