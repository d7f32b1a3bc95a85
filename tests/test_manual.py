"""The README and the manual: their commands run, their generated pages are fresh."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from jekyll_tools.lint import read_settings
from tests.conftest import ROOT
from tests.manual import pages

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "_pages").glob("*.md"))]
SESSION = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


def sessions() -> list[object]:
    return [
        pytest.param(match[1], id=f"{path.name}-{number}")
        for path in DOCUMENTS
        for number, match in enumerate(SESSION.finditer(path.read_text("utf-8")))
    ]


@pytest.mark.parametrize("session", sessions())
def test_a_session_shows_what_its_commands_print(session: str, tmp_path: Path) -> None:
    steps = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.M)
    assert "".join(f"$ {command}\n{output}" for command, output in steps) == session
    place = tmp_path
    for command, expected in steps:
        if command.startswith("cd "):
            place /= command[3:]
            continue
        printed = run(command, place)
        if expected:
            assert printed.stdout == expected
        assert printed.returncode in (0, 1), printed.stdout


def run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """What a command prints on a terminal, where both streams are one text."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    cache = str(place / ".cache")
    environment = os.environ | {"PATH": programs, "NO_COLOR": "1", "XDG_CACHE_HOME": cache}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_generated_pages_are_fresh() -> None:
    stale = [
        str(path)
        for path, text in pages().items()
        if not (ROOT / path).exists() or (ROOT / path).read_text("utf-8") != text
    ]
    assert stale == [], "run `make docs`"


def test_the_configuration_in_the_manual_is_one_that_jt_takes() -> None:
    page = (ROOT / "_pages/configuration.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(jekyll_tools:.*?)^```", page, re.M | re.S)
    assert blocks
    for block in blocks:
        assert read_settings(yaml.safe_load(block)["jekyll_tools"]).rules


def test_the_recipes_for_ci_are_yaml_that_uses_what_the_action_has() -> None:
    page = (ROOT / "_pages/reports.md").read_text("utf-8")
    recipes = [
        yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)
    ]
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = next(recipe for recipe in recipes if recipe and "jobs" in recipe)["jobs"]["lint"][
        "steps"
    ]
    (own,) = [step for step in steps if step["uses"].startswith("jekyll-tools/jt@")]
    assert set(own["with"]) <= set(action["inputs"])
    used = re.findall(r"steps\.jt\.outputs\.([\w-]+)", page)
    assert used
    assert set(used) <= set(action["outputs"])


def test_the_readme_names_every_command() -> None:
    from jekyll_tools.cli import COMMANDS

    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`jt {name}" not in readme] == []
