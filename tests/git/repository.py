"""A scratch repository that knows nothing of the configuration of who runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_ALLOW_PROTOCOL": "file",
}


def git(folder: Path, *command: str) -> str:
    """Run git; what it printed."""
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *command],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def new_repository(folder: Path) -> Path:
    """An empty repository in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet")
    return folder


def commit(folder: Path) -> str:
    """Commit everything; the name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    return git(folder, "rev-parse", "HEAD").strip()


def checked_out(folder: Path, tree: str | None, target: Path) -> Path:
    """The files of a commit, or (None) of the index, in a new folder: how git itself says it."""
    target.mkdir(parents=True)
    if tree is None:
        git(folder, "checkout-index", "--all", f"--prefix={target}/")
    else:
        git(folder, "worktree", "add", "--quiet", "--detach", str(target / "w"), tree)
        return target / "w"
    return target
