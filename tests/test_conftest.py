"""conftest.py: a suite whose programs are missing is skipped aloud, and fails in CI."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, install_command

SUITE = """
import pytest

@pytest.mark.jekyll
def test_that_needs_ruby():
    pass

def test_that_does_not():
    pass
"""


@pytest.fixture
def run_without_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """The exit code and the output of a suite run where no program can be found."""
    (tmp_path / "test_suite.py").write_text(SUITE, "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, tmp_path],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")


def test_the_last_lines_name_the_suite_and_the_command(
    elsewhere: None, run_without_programs: tuple[int, str]
) -> None:
    code, output = run_without_programs
    assert code == 0
    suite, command, summary = output.splitlines()[-3:]
    assert suite == "test_suite.py: 1 skipped"
    assert command == f"To run them: {install_command()}"
    assert "1 passed, 1 skipped" in summary


def test_in_ci_a_missing_program_is_a_failure(
    in_ci: None, run_without_programs: tuple[int, str]
) -> None:
    code, output = run_without_programs
    assert code == 1
    assert "1 passed, 1 error" in output
    assert "CI=true: sudo apt-get install" in output


def test_the_command_installs_what_the_makefile_installs() -> None:
    told = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "ruby"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    packages = told.split("install-ruby.sh ")[1].split()
    assert install_command().endswith(f"--no-install-recommends {' '.join(packages)}")
    assert "chromium-driver" in packages
