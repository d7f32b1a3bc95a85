"""What `jt lint` can be asked for, option by option."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from jekyll_tools.cli.completing import rule_names
from jekyll_tools.cli.option_group import Named, option

FORMATS = ("full", "concise", "json", "json-lines", "github", "sarif", "gitlab", "junit", "rdjson")


def _names(name: str, what: str) -> Any:
    """An option that takes names of rules."""
    return option(name, multiple=True, metavar="RULES", shell_complete=rule_names, help=what)


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules"""

    select: tuple[str, ...] = _names("--select", "Only these rules (ALL: every one).")
    extend_select: tuple[str, ...] = _names("--extend-select", "These rules as well.")
    ignore: tuple[str, ...] = _names("--ignore", "All rules but these.")
    show_settings: bool = option(
        "--show-settings", is_flag=True, help="Print the settings in force, and lint nothing."
    )


@dataclass(frozen=True, slots=True)
class Fixing:
    """Fixing"""

    fix: bool = option("--fix", is_flag=True, help="Fix what can be fixed safely.")
    unsafe_fixes: bool = option(
        "--unsafe-fixes", is_flag=True, help="Also fix what changes more than the defect."
    )
    diff: bool = option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
    add_ignores: str | None = option(
        "--add-ignores",
        metavar="REASON",
        help="Write a comment for each finding that suppresses it; the pages stay as they are.",
    )
    exit_non_zero_on_fix: bool = option(
        "--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 when something was fixed."
    )

    @property
    def wanted(self) -> bool:
        """Whether anything is to be fixed, if only on paper."""
        return self.fix or self.unsafe_fixes or self.diff


@dataclass(frozen=True, slots=True)
class Output:
    """Output"""

    output_format: str = option(
        "--output-format",
        type=Named(FORMATS),
        default="full",
        show_default=True,
        envvar="JT_OUTPUT_FORMAT",
    )
    output_file: Path | None = option(
        "-o",
        "--output-file",
        type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
        help="Write the report there, and only the summary here.",
    )
    statistics: bool = option(
        "--statistics", is_flag=True, help="Show how many findings each rule has, not which."
    )
    exit_zero: bool = option(
        "--exit-zero", is_flag=True, help="Exit with 0 even when there are findings."
    )
    fail_on: str = option(
        "--fail-on",
        type=Named(["error", "warning"]),
        default="warning",
        help="Exit with 1 only for findings at least this bad; default: warning.",
    )
    quiet: bool = option("-q", "--quiet", is_flag=True, help="Print findings and nothing else.")
    verbose: bool = option(
        "-v",
        "--verbose",
        is_flag=True,
        help="Also say which pages are not fully known, and why.",
    )
    watch: bool = option(
        "--watch", is_flag=True, help="Lint again whenever a file of the site changes."
    )
    color: str = option(
        "--color",
        type=Named(["auto", "always", "never"]),
        default="auto",
        help="Colours; auto: on a terminal, unless NO_COLOR is set.",
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings"""

    since: str | None = option(
        "--since",
        metavar="REF",
        help="Only what changed since a commit, here and wherever the change breaks something; "
        "`REF...`: since the branch left REF.",
    )
    staged: bool = option(
        "--staged", is_flag=True, help="The same for what `git commit` would commit now."
    )
    no_baseline: bool = option(
        "--no-baseline", is_flag=True, help="Also what `jt baseline` wrote down."
    )
    stdin_filename: Path | None = option(
        "--stdin-filename",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="With `-`: the file whose text comes through standard input.",
    )


@dataclass(frozen=True, slots=True)
class Speed:
    """Speed"""

    jobs: int | None = option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(1, 64),
        help="Processes to work in; default: one a processor, for sites with many pages.",
    )
    no_cache: bool = option(
        "--no-cache",
        is_flag=True,
        envvar="JT_NO_CACHE",
        help="Neither use what earlier runs found, nor keep what this one finds.",
    )
    cache_dir: Path | None = option(
        "--cache-dir",
        metavar="FOLDER",
        type=click.Path(file_okay=False, path_type=Path),
        help="Where that is kept; default: JT_CACHE_DIR, or the system's folder for caches.",
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a run was asked for: the files, their site, and a group of options a field."""

    paths: tuple[Path, ...]
    source: Path
    rules: Rules = Rules()
    scope: Scope = Scope()
    fixing: Fixing = Fixing()
    output: Output = Output()
    speed: Speed = Speed()
