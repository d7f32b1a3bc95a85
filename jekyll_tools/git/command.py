"""Runs git to read a repository, and nothing that the repository's configuration names.

A repository that came in an archive may bring a configuration that runs commands: hooks, a file
system monitor, filters, transports. All of these are switched off; nothing is fetched or written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_SAFE = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "",
    "diff.external": "",
    "protocol.allow": "never",
    "submodule.recurse": "false",
}
# They say where another repository is, which a submodule's is not.
_PLACES = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")


class GitError(Exception):
    """The repository cannot say what was asked; the message says why, and what to do."""


@dataclass(frozen=True)
class Repository:
    """A repository by the `top` of its work tree."""

    top: Path
    inner: bool = False

    def run(self, *command: str) -> bytes:
        """What a git command prints; raises `GitError` with what git says."""
        done = self._done(command)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise GitError(f"{self.top}: git {command[0]}: {said or 'failed'}")
        return done.stdout

    def tree(self, ref: str) -> str:
        """The tree of a commit; `REF...` is where HEAD and REF parted. Raises `GitError`."""
        name = ref
        if ref.endswith("..."):
            name = self._one("merge-base", "HEAD", self._commit(ref[:-3])) or ""
            if not name:
                raise GitError(f'"{ref[:-3]}" and HEAD have no commit in common{self._shallow()}')
        found = self._one("rev-parse", "--verify", "--quiet", f"{self._commit(name)}^{{tree}}")
        if found is None:
            raise GitError(f'the tree of "{ref}" is not in this repository{self._shallow()}')
        return found

    def head(self) -> str:
        """The tree of HEAD; the empty tree before the first commit."""
        if self._one("rev-parse", "--verify", "--quiet", "HEAD^{tree}") is not None:
            return self.tree("HEAD")
        return self.run("hash-object", "-t", "tree", os.devnull).decode().strip()

    def is_staged(self, tree: str, folder: Path | None = None) -> bool:
        """Whether the index holds just what a tree does, in all or below a folder."""
        below = ("--", str(folder.resolve())) if folder else ()
        command = ("diff-index", "--cached", "--quiet", "--ignore-submodules=dirty", tree, *below)
        return self._done(command).returncode == 0

    def has(self, commit: str) -> bool:
        """Whether a commit is in this repository."""
        return self._done(("cat-file", "-e", f"{commit}^{{commit}}")).returncode == 0

    def blobs(self, names: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs, one after the other."""
        with subprocess.Popen(
            [*self._command, "cat-file", "--batch"],
            cwd=self.top,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for name in names:
                process.stdin.write(f"{name}\n".encode())
                process.stdin.flush()
                header = process.stdout.readline().split()
                if len(header) != 3:
                    raise GitError(
                        f"{self.top}: the object {name} is not on this machine "
                        "(in a partial clone, `git fetch --refetch --no-filter` brings all)"
                    )
                yield process.stdout.read(int(header[2]))
                process.stdout.read(1)

    def _commit(self, ref: str) -> str:
        # Nothing that begins with a dash may become an option.
        found = None
        if ref and not ref.startswith("-"):
            found = self._one("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        if found is None:
            raise GitError(f'git knows no commit "{ref}"{self._shallow()}')
        return found

    def _shallow(self) -> str:
        if self._one("rev-parse", "--is-shallow-repository") != "true":
            return ""
        return (
            " (this is a shallow clone: `git fetch --unshallow` brings the history; in GitHub "
            "Actions say `fetch-depth: 0`)"
        )

    def _one(self, *command: str) -> str | None:
        done = self._done(command)
        text = done.stdout.decode("utf-8", "replace").strip()
        return text if done.returncode == 0 and text else None

    def _done(self, command: Iterable[str]) -> subprocess.CompletedProcess[bytes]:
        return _ran([*self._command, *command], self.top, self._environment)

    @property
    def _command(self) -> list[str]:
        return ["git", "--no-pager", "--literal-pathspecs"]

    @cached_property
    def _environment(self) -> Mapping[str, str]:
        plain = dict(os.environ)
        if self.inner:
            plain = {name: value for name, value in plain.items() if name not in _PLACES}
        plain |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
        named = _ran(
            ["git", "config", "--null", "--name-only", "--get-regexp", r"^filter\."],
            self.top,
            _configured(plain, _SAFE),
        )
        filters = {os.fsdecode(name): "" for name in named.stdout.split(b"\0") if name}
        required = {name: "false" for name in filters if name.endswith(".required")}
        return _configured(plain, _SAFE | filters | required)


def repository_of(folder: Path) -> Repository:
    """The repository that a folder is in; raises `GitError` when it is in none."""
    place = folder.resolve()
    for top in (place, *place.parents):
        if (top / ".git").exists():
            found = Repository(top)
            found.run("rev-parse", "--git-dir")  # git may refuse to touch a stranger's repository
            return found
    raise GitError(f"{folder}: is in no git repository; --since and --staged need one")


def _ran(
    command: list[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        what = "git is not installed; --since and --staged read the repository with it"
        raise GitError(what) from error


def _configured(environment: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """The environment with settings that no configuration file can override."""
    changed = dict(environment)
    known = changed.get("GIT_CONFIG_COUNT", "")
    first = int(known) if known.isdecimal() else 0
    for number, (name, value) in enumerate(settings.items(), first):
        changed[f"GIT_CONFIG_KEY_{number}"] = name
        changed[f"GIT_CONFIG_VALUE_{number}"] = value
    changed["GIT_CONFIG_COUNT"] = str(first + len(settings))
    return changed
