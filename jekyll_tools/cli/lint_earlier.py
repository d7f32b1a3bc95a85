"""The findings of the site as it was before a change, for `--since REF` and `--staged`.

What a change causes is the difference of two full runs, so that a heading renamed here is told of
where a link to it breaks. Nothing in the work tree is touched: what differs is laid over it.
"""

from __future__ import annotations

from dataclasses import dataclass

import click

from jekyll_tools.cli.lint_options import Asked
from jekyll_tools.cli.parallel import lint_site
from jekyll_tools.cli.scratch import scratch
from jekyll_tools.git import laid_over, repository_of
from jekyll_tools.lint import SettingsError, read_settings
from jekyll_tools.lint.fingerprint import Identity, identities
from jekyll_tools.site import Overlay, SiteError, read_site


@dataclass(frozen=True, slots=True)
class Change:
    """`overlay` makes the work tree the site after the change; `before` was found before it."""

    overlay: Overlay
    before: tuple[Identity, ...]


def earlier(what: Asked) -> Change:
    """The change that `--since` and `--staged` name; raises `GitError`."""
    root, scope = what.source, what.scope
    repository = repository_of(root)
    tree = repository.head() if scope.since is None else repository.tree(scope.since)
    then = laid_over(repository, tree, root, scratch() / "then")
    now = laid_over(repository, None, root, scratch() / "index").files if scope.staged else {}
    for name in then.unknown:
        click.echo(
            f"jt: the submodule {name} is not here as it was; it counts as unchanged", err=True
        )
    return Change(now, _found(then.files, what))


def _found(overlay: Overlay, what: Asked) -> tuple[Identity, ...]:
    rules = what.rules
    try:
        site = read_site(what.source, overlay=overlay)
        settings = read_settings(
            site.config.get("jekyll_tools"), rules.select, rules.ignore, rules.extend_select
        )
    except (SiteError, SettingsError):
        return ()  # nobody could lint the site then: whatever is found now is new
    view = settings.view(site)
    return identities(lint_site(view, settings, None).findings, view.lines)
