"""The real `pre-commit` with this repository's hooks in a scratch repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import JT

ROOT = Path(__file__).resolve().parents[2]

SITE = {
    "_config.yml": "title: Lab\njekyll_tools:\n  cards:\n    groups: [speakers]\n",
    "_layouts/page.html": "<!DOCTYPE html>\n<title>x</title>\n{{ content }}\n",
    "_data/speakers.yml": "- name: Ann Bee\n  groups: [speakers]\n",
    "index.md": "---\nlayout: page\n---\n[Team](team.html#the-team)\n",
    "team.md": "---\nlayout: page\n---\n## The team\n\n{% include cards/speakers.html %}\n",
}


class Repository:
    """A scratch Git repository, untouched by the configuration of who runs the tests."""

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        bin_folder = Path(sys.executable).parent
        self.environment = {
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.org",
        }
        self.environment |= {n: v for n, v in os.environ.items() if n.startswith(("PIP_", "SSL_"))}
        path.mkdir(parents=True, exist_ok=True)
        assert self.run("git", "init", "--quiet", "--initial-branch=main") == (0, "")

    def run(self, *command: str) -> tuple[int, str]:
        """The exit code and everything that was said."""
        done = subprocess.run(
            command,
            cwd=self.path,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        return done.returncode, done.stdout

    def commit(self) -> tuple[int, str]:
        """Commit everything, as a person does."""
        assert self.run("git", "add", "--all")[0] == 0
        return self.run("git", "commit", "--message", "x")


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """This repository as it stands on the disk, committed: what `repo:` names."""
    repository = Repository(tmp_path / "jt", tmp_path)
    for name in ("pyproject.toml", "README.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, repository.path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "jekyll_tools", repository.path / "jekyll_tools", ignore=ignored)
    assert repository.commit()[0] == 0
    assert repository.run("git", "tag", "v0") == (0, "")
    return repository.path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_the_hooks_stop_what_would_break_the_site(tmp_path: Path, hooks: Path, jt: JT) -> None:
    repository = Repository(tmp_path / "lab", tmp_path)
    write(repository.path, SITE)
    uses = (
        f"repos:\n- repo: {hooks}\n  rev: v0\n  hooks:\n  - id: jt-lint\n  - id: jt-build-check\n"
    )
    write(repository.path, {".pre-commit-config.yaml": uses})
    assert jt("build", cwd=repository.path).returncode == 0
    assert repository.run("pre-commit", "install")[0] == 0

    code, output = repository.commit()
    assert code == 0, output
    assert output.count("Passed") == 2, output

    # The page that breaks is not the page that changes.
    write(repository.path, {"team.md": SITE["team.md"].replace("The team", "Our team")})
    code, output = repository.commit()
    assert code == 1, output
    assert "index.md:4:" in output
    assert "the-team" in output

    write(repository.path, {"team.md": SITE["team.md"]})
    more = SITE["_data/speakers.yml"] + "- name: Cy Dee\n  groups: [speakers]\n"
    write(repository.path, {"_data/speakers.yml": more})
    code, output = repository.commit()
    assert code == 1, output
    assert "_includes/cards/speakers.html" in output
    assert "Cy Dee" in output

    assert jt("build", cwd=repository.path).returncode == 0
    code, output = repository.commit()
    assert code == 0, output
    assert repository.run("git", "rev-list", "--count", "HEAD") == (0, "2\n")


OLD = "\n[old](#nowhere)\n"


def test_a_commit_is_stopped_by_what_it_breaks_and_by_nothing_else(
    tmp_path: Path, hooks: Path
) -> None:
    repository = Repository(tmp_path / "lab", tmp_path)
    write(repository.path, SITE | {"old.md": "---\n---\n" + OLD})
    assert repository.commit()[0] == 0
    uses = f"repos:\n- repo: {hooks}\n  rev: v0\n  hooks:\n  - id: jt-lint\n"
    write(repository.path, {".pre-commit-config.yaml": uses})
    assert repository.run("pre-commit", "install")[0] == 0

    # The link without an id on old.md was there before.
    code, output = repository.commit()
    assert code == 0, output

    # A page is deleted, which is a commit without any file that pre-commit would name.
    (repository.path / "team.md").unlink()
    code, output = repository.commit()
    assert code == 1, output
    assert "index.md:4:" in output
    assert "old.md" not in output
    write(repository.path, {"team.md": SITE["team.md"]})

    # Half of a change is staged; the other half would have repaired it.
    write(repository.path, {"team.md": SITE["team.md"].replace("The team", "Our team")})
    assert repository.run("git", "add", "team.md")[0] == 0
    write(repository.path, {"index.md": SITE["index.md"].replace("#the-team", "#our-team")})
    code, output = repository.run("git", "commit", "--message", "x")
    assert code == 1, output
    code, output = repository.run("git", "commit", "--all", "--message", "x")
    assert code == 0, output

    # Of nothing but a message nothing is found; of all files everything is.
    assert repository.run("git", "commit", "--amend", "--message", "y")[0] == 0
    code, output = repository.run("pre-commit", "run", "--all-files")
    assert code == 1, output
    assert "old.md" in output

    write(repository.path, {"index.md": SITE["index.md"]})
    assert repository.run("git", "commit", "--no-verify", "--all", "--message", "x")[0] == 0
    code, output = repository.run("pre-commit", "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD")
    assert code == 1, output
    assert "index.md" in output
    assert "old.md" not in output


def test_a_fix_stops_the_commit_once(tmp_path: Path, hooks: Path) -> None:
    repository = Repository(tmp_path / "lab", tmp_path)
    write(repository.path, SITE | {"old.md": "---\n---\n[old](#Old)\n\n## Old\n"})
    assert repository.commit()[0] == 0
    uses = f"repos:\n- repo: {hooks}\n  rev: v0\n  hooks:\n  - id: jt-fix\n"
    write(repository.path, {".pre-commit-config.yaml": uses})
    assert repository.run("pre-commit", "install")[0] == 0

    write(repository.path, {"index.md": SITE["index.md"].replace("#the-team", "#The-Team")})
    code, output = repository.commit()
    assert code == 1, output
    assert "fixed 1 finding in index.md" in output
    assert (repository.path / "index.md").read_text("utf-8") == SITE["index.md"]
    # The finding of before, which this commit did not cause, is as it was.
    assert "(#Old)" in (repository.path / "old.md").read_text("utf-8")
    code, output = repository.commit()
    assert code == 0, output
