"""The findings of the site as it was before a change, for `--since REF` and `--staged`.

What a change causes is the difference of two full runs, so that a heading renamed here is told of
where a link to it breaks. Nothing in the work tree is touched: what differs is laid over it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import click

from jekyll_tools.cli.linting.lint_site import lint_site
from jekyll_tools.cli.linting.memory import memory_of
from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.cli.linting.versions import Versions
from jekyll_tools.cli.scratch import scratch
from jekyll_tools.git import Repository, laid_over, repository_of
from jekyll_tools.lint import settings_of
from jekyll_tools.lint.carried import carried
from jekyll_tools.lint.fingerprint import Identity, identities
from jekyll_tools.site import Overlay, Site, SiteError, read_site
from jekyll_tools.site.section import SettingsError


class Change(NamedTuple):
    """`overlay` makes the work tree the site after the change; `before` was found before it.

    `before` is None when the change leaves the site as it was. `carried`: what findings of before
    are recognised by now, where files were moved.
    """

    overlay: Overlay
    before: tuple[Identity, ...] | None
    carried: Mapping[Identity, Identity] = MappingProxyType({})


def earlier(what: Asked) -> Change | None:
    """The change that `--since` and `--staged` name; None for all of the site. Raises `GitError`.

    pre-commit runs the same command for a commit, for a range of commits, which it names, and for
    all files, which it does not tell: then git, which runs no hook, has named no index.
    """
    scope = what.scope
    repository = repository_of(what.source)
    ref = scope.since
    if scope.staged and ref is None and os.environ.get("PRE_COMMIT"):
        ref = os.environ.get("PRE_COMMIT_FROM_REF")
        by_hand = "GIT_INDEX_FILE" not in os.environ
        if ref is None and by_hand and repository.is_staged(repository.head()):
            return None
    tree = repository.head() if ref is None else repository.tree(ref)
    return _change(repository, tree, what)


def _change(repository: Repository, tree: str, what: Asked) -> Change:
    root, staged = what.source, what.scope.staged
    now = laid_over(repository, None, root, scratch() / "index").files if staged else {}
    if staged and repository.is_staged(tree, root):
        return Change(now, None)
    then = laid_over(repository, tree, root, scratch() / "then")
    for name in then.unknown:
        message = f"jt: the submodule {name} is not here as it was; it counts as unchanged"
        click.echo(message, err=True)
    if not staged and not then.files:
        return Change(now, None)
    site, found = _found(then.files, what)
    if site is None or not found or None not in then.files.values():
        return Change(now, found)  # nothing came, so nothing was moved
    versions = Versions(site, read_site(root, overlay=now), then.files)
    base = str(site.config.get("baseurl") or "").rstrip("/")
    return Change(now, found, carried(found, versions.moved, versions.pairs, base))


def _found(overlay: Overlay, what: Asked) -> tuple[Site | None, tuple[Identity, ...]]:
    """What a full run finds; nothing where nobody could lint the site: then all is new."""
    rules = what.rules
    try:
        site = read_site(what.source, overlay=overlay)
        settings = settings_of(site, rules.select, rules.ignore, rules.extend_select)
    except (SiteError, SettingsError):
        return None, ()
    view = settings.view(site)
    memory = memory_of(what)
    linted = lint_site(view, settings, None, what.speed.jobs, memory)
    return site, identities(linted.findings, view.lines)
