"""action.yml and the workflows: what GitHub would run, and what an input cannot make it run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEMPLATE = files("jekyll_tools.cli") / "templates" / "workflow.yml"

CLEAN = {"_config.yml": "title: x\n", "index.md": "---\n---\n# Hi\n\n[a](#hi)\n"}
BROKEN = CLEAN | {"index.md": "---\n---\n# Hi\n\n[a](#ho)\n"}
WriteSite = Callable[..., Path]


def load(path: Any) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def steps() -> list[dict[str, Any]]:
    """The steps of the action, in order."""
    found: list[dict[str, Any]] = load(ACTION)["runs"]["steps"]
    return found


def strings(value: Any, *keys: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every string of a document with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, *keys, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, *keys)
    elif isinstance(value, str):
        yield keys, value


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_no_expression_reaches_a_shell(path: Path) -> None:
    for keys, value in strings(load(path)):
        if "inputs." in value:
            assert {"with", "env", "if"} & set(keys), (keys, value)
        if keys[-1] == "run":
            assert "${{" not in value


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS, TEMPLATE], ids=lambda path: path.name)
def test_the_actions_of_others_are_pinned_to_a_commit(path: Any) -> None:
    used = [value for keys, value in strings(load(path)) if keys[-1:] == ("uses",)]
    assert used
    for action in used:
        own = action in ("./", "$action@$revision")
        assert own or re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action


@pytest.mark.parametrize("path", [*WORKFLOWS, TEMPLATE], ids=lambda path: path.name)
def test_a_workflow_may_only_read_the_repository(path: Any) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    checkouts = [
        step["with"]
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert checkouts == [{"persist-credentials": False}]


def test_the_workflow_of_jt_init_uses_inputs_that_the_action_has() -> None:
    job = load(TEMPLATE)["jobs"]["lint"]
    assert set(job["steps"][-1]["with"]) <= set(load(ACTION)["inputs"])


def run_action(
    folder: Path, expect_install: bool = True, **inputs: str
) -> list[tuple[str, int, str]]:
    """Run the steps as GitHub does, the installation left out: name, exit code, output."""
    document = load(ACTION)
    values = {name: given["default"] for name, given in document["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    results = []
    for step in document["runs"]["steps"]:
        if "run" not in step or "pip install" in step["run"]:
            continue
        environment = {name: _evaluated(value, values) for name, value in step["env"].items()}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={
                "PATH": path,
                "HOME": str(folder),
                "GITHUB_ACTIONS": "true",
                "GITHUB_OUTPUT": str(folder / "outputs"),
                **environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        results.append((step["name"], done.returncode, done.stdout + done.stderr))
    return results


def _evaluated(expression: str, inputs: dict[str, str]) -> str:
    match = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)
    assert match is not None, expression
    return inputs[match[1]]


def test_a_clean_site_passes(write_site: WriteSite) -> None:
    assert [(name, code) for name, code, _ in run_action(write_site(CLEAN))] == [
        ("Check the includes", 0),
        ("Lint", 0),
    ]


def test_a_finding_becomes_an_annotation(write_site: WriteSite) -> None:
    (_, built, _), (_, code, output) = run_action(write_site(BROKEN))
    assert (built, code) == (0, 1)
    assert re.search(r"^::error file=index\.md,line=5,.*title=[^:]*anchor[^:]*::", output, re.M), (
        output
    )


def test_an_annotation_names_the_file_from_the_top_of_the_repository(
    write_site: WriteSite,
) -> None:
    site = write_site({f"docs/{name}": text for name, text in BROKEN.items()})
    _, (_, code, output) = run_action(site, path="docs")
    assert code == 1
    assert "::error file=docs/index.md,line=5," in output


def test_code_scanning_gets_a_file(write_site: WriteSite) -> None:
    site = write_site(BROKEN)
    _, (_, code, output) = run_action(site, report="sarif")
    assert (code, "::error" in output) == (1, False)
    outputs = dict(line.split("=") for line in (site / "outputs").read_text().split())
    assert outputs == {"findings": "1", "sarif-file": "jt.sarif"}
    (run,) = json.loads((site / outputs["sarif-file"]).read_text())["runs"]
    assert len(run["results"]) == 1
    assert set(outputs) == set(load(ACTION)["outputs"])


def test_the_log_alone_gets_plain_lines(write_site: WriteSite) -> None:
    _, (_, code, output) = run_action(write_site(BROKEN), report="none", fail_on="error")
    assert code == 1
    assert "::error" not in output
    assert "index.md:5:" in output


def test_a_report_that_does_not_exist_is_refused(write_site: WriteSite) -> None:
    _, (_, code, output) = run_action(write_site(BROKEN), report="html")
    assert (code, output) == (2, "report: write annotations, sarif or none\n")


def test_arguments_reach_jt(write_site: WriteSite) -> None:
    _, (_, code, output) = run_action(write_site(BROKEN), args="--ignore ALL --exit-zero")
    assert (code, "::error" in output) == (0, False)


def test_an_input_is_no_command(write_site: WriteSite) -> None:
    site = write_site(BROKEN)
    attack = '"; touch pwned; $(touch pwned) `touch pwned` #'
    run_action(site, path=attack, args=attack)
    run_action(site, args=attack)
    assert not (site / "pwned").exists()
