"""The rdjson report in rdformat-validator, which knows reviewdog's specification."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from jekyll_tools.report import report
from tests.report.findings import ERROR, WARNING, outcome

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm"),
]


def test_reviewdogs_specification_knows_every_field(tmp_path: Path) -> None:
    name = "@umbrelladocs/rdformat-validator"
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", name]
    subprocess.run(install, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    program = tmp_path / "node_modules/.bin/rdformat-validator"
    command = [program, "--strict", "--no-extra-fields", "--format", "json", "report.json"]

    def valid(text: str) -> bool:
        (tmp_path / "report.json").write_text(text, "utf-8")
        return subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0

    shown = report("rdjson", outcome(WARNING, ERROR))
    assert valid(shown)
    wrong = json.loads(shown)
    wrong["diagnostics"][0]["location"] = "a.md"
    assert not valid(json.dumps(wrong))
