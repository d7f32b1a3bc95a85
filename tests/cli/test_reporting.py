"""What `jt lint` says, where it says it, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from jekyll_tools.cli.schema import SCHEMAS
from tests.conftest import JT, Write

SITE = {
    "_config.yml": "",
    "a.md": "---\ntitle: A\n---\n[x](#RSVP) [y](#gone)\n\n## RSVP\n",
    "b.md": '---\ntitle: B\n---\n<img src="/i.svg">\n\n{% unheard_of %}\n',
    "i.svg": "<svg/>",
    "_data/people.yml": "- name: Ada\n",
}
CLEAN = {"_config.yml": "", "a.md": "---\n---\n# A\n"}


def test_a_report_in_a_file_leaves_the_summary(jt: JT, write_site: Write) -> None:
    root = write_site(SITE)
    done = jt("lint", "--output-format", "json", "-o", "report.json", cwd=root)
    assert done.returncode == 1
    assert done.stdout.startswith("Found 3 errors and 1 warning on 2 pages")
    assert done.stdout.endswith("Written to report.json.\n")
    report = json.loads((root / "report.json").read_text())
    schema = json.loads(jt("schema", "lint-report-1", cwd=root).stdout)
    jsonschema_rs.validator_for(schema).validate(report)
    assert jt("lint", "-q", "-o", "report.json", cwd=root).stdout == ""
    nowhere = jt("lint", "-o", "no/report.json", cwd=root)
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert "there is no folder no" in nowhere.stderr


def test_a_dash_is_standard_output(jt: JT, write_site: Write) -> None:
    root = write_site(CLEAN)
    assert jt("lint", "-o", "-", cwd=root).stdout == jt("lint", cwd=root).stdout
    assert not (root / "-").exists()


def test_settings_are_shown(jt: JT, write_site: Write) -> None:
    section = (
        "{severity: {image-alt: error}, ignore: [image-missing], per-path: {'x/*': image-alt}}"
    )
    root = write_site({"_config.yml": f"jekyll_tools: {{lint: {section}}}\n", "CNAME": "a.org"})
    rows = jt("lint", "--show-settings", "--ignore", "link-missing", cwd=root).stdout.splitlines()
    assert rows[:2] == [
        "configuration: _config.yml",
        "target: github-pages (there is a CNAME and no Gemfile)",
    ]
    assert {"  image-alt: error", "  image-missing: off", "  link-missing: off"} <= set(rows)
    assert "off for x/*: image-alt" in rows


def test_statistics(jt: JT, write_site: Write) -> None:
    root = write_site(SITE)
    done = jt("lint", "--statistics", cwd=root)
    assert done.stdout.splitlines()[0] == "     2 [*] anchor-missing"
    rows = json.loads(jt("lint", "--statistics", "--output-format", "json", cwd=root).stdout)
    assert [row["findings"] for row in rows] == [2, 1, 1]
    assert jt("lint", "--statistics", "--output-format", "sarif", cwd=root).returncode == 2


def test_quiet_says_nothing_of_a_clean_site(jt: JT, write_site: Write) -> None:
    done = jt("lint", "--quiet", cwd=write_site(CLEAN))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_verbose_says_what_is_open_and_leaves_documents_alone(jt: JT, write_site: Write) -> None:
    root = write_site(SITE | {"_config.yml": "plugins: [unheard-of]\n"})
    assert "open: the plugin unheard-of" in jt("lint", "-v", cwd=root).stdout
    done = jt("lint", "-v", "--output-format", "json", cwd=root)
    assert "unheard-of" in json.dumps(json.loads(done.stdout)["open"])
    assert "open: the plugin unheard-of" in done.stderr


@pytest.mark.parametrize(
    ("path", "count"), [("a.md", "on 1 page"), ("_data/people.yml", "in 1 file"), (".", "on 2 pa")]
)
def test_the_summary_counts_what_was_asked_for(
    jt: JT, write_site: Write, path: str, count: str
) -> None:
    assert count in jt("lint", path, cwd=write_site(SITE)).stdout


def test_exit_codes(jt: JT, write_site: Write) -> None:
    root = write_site(SITE)

    def code(*arguments: str) -> int:
        return jt("lint", *arguments, cwd=root).returncode

    assert code("--fail-on", "error") == 1
    assert code("--select", "image-alt") == 1
    assert code("--select", "image-alt", "--fail-on", "error") == 0
    assert code("--exit-zero") == 0
    assert code("--select", "anchor-missing", "--ignore", "ALL") == 0
    fixing = ("--select", "anchor-missing", "b.md", "--fix")
    assert code(*fixing, "--exit-non-zero-on-fix") == 0
    (root / "b.md").write_text("---\n---\n[x](#B)\n\n# B\n")
    done = jt("lint", *fixing, "--exit-non-zero-on-fix", cwd=root)
    assert (done.returncode, done.stderr) == (1, "jt: fixed 1 finding in b.md\n")


def test_github_gets_the_rest_in_the_summary_of_the_step(jt: JT, write_site: Write) -> None:
    links = "".join(f"[x](#gone-{n})\n" for n in range(14))
    root = write_site({"_config.yml": "", "docs/a.md": f"---\n---\n{links}"})
    summary = root / "summary.md"
    variables = {"GITHUB_WORKSPACE": str(root), "GITHUB_STEP_SUMMARY": str(summary)}
    command = ("lint", "--output-format", "github", "--source", "..")
    done = jt(*command, cwd=root / "docs", **variables)
    assert done.stdout.count("::error file=docs/a.md,line=") == 10
    assert summary.read_text().count("| docs\\/a\\.md\\:") == 4


@pytest.mark.parametrize("name", ["sarif", "gitlab", "github"])
def test_paths_are_from_the_top_of_the_repository(jt: JT, write_site: Write, name: str) -> None:
    root = write_site({f"docs/{path}": text for path, text in SITE.items()})
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        command = ("lint", "--output-format", name)
        done = jt(*command, cwd=root / "docs", **{variable: str(root)})
        assert "docs/a.md" in done.stdout
        assert "docs/a.md" not in jt(*command, cwd=root / "docs").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lnit"], 'there is no command "lnit"; did you mean "lint"?'),
        (["lint", "--slect", "x"], "'--select'"),
        (["lint", "--output-format", "sarfi"], 'did you mean "sarif"?'),
        (["lint", "--select", "image-atl"], 'unknown rule "image-atl"; did you mean "image-alt"?'),
        (["lint", "--color", "alwais"], 'did you mean "always"?'),
        (["schema", "confg-1"], 'did you mean "config-1"?'),
        (["rule", "image-atl"], 'did you mean "image-alt"?'),
        (["inspect", "talk.md"], 'did you mean "talks.md"?'),
    ],
)
def test_what_may_be_meant_is_named(
    jt: JT, write_site: Write, arguments: list[str], said: str
) -> None:
    done = jt(*arguments, cwd=write_site(SITE | {"talks.md": "---\n---\n"}))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_force_color_and_no_color(jt: JT, write_site: Write) -> None:
    root = write_site(SITE)

    def colourful(*arguments: str, **variables: str) -> bool:
        return "\x1b[" in jt("lint", *arguments, cwd=root, **variables).stdout

    assert colourful(NO_COLOR="", FORCE_COLOR="1")
    assert not colourful(NO_COLOR="", FORCE_COLOR="0")
    assert not colourful(NO_COLOR="1", FORCE_COLOR="1")
    assert not colourful("--color", "never", NO_COLOR="", FORCE_COLOR="1")
    jt("lint", "-o", "report", cwd=root, NO_COLOR="", FORCE_COLOR="1")
    assert "\x1b[" not in (root / "report").read_text()


def test_a_terminal_that_knows_only_ascii_gets_the_report_all_the_same(
    jt: JT, write_site: Write
) -> None:
    done = jt("lint", cwd=write_site({"_config.yml": "", "é.md": SITE["a.md"]}), LC_ALL="C")
    assert "é.md:4:5" in done.stdout


def test_every_schema_is_printed(jt: JT, tmp_path: Path) -> None:
    for name in SCHEMAS:
        schema = json.loads(jt("schema", name, cwd=tmp_path).stdout)
        assert schema["$id"].endswith(f"/assets/schemas/{name}.json")
        jsonschema_rs.validator_for(schema)
