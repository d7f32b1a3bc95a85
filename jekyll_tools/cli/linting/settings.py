"""`jt lint --show-settings`: what is in force, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from jekyll_tools.characters import printable
from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.rule import Rule
from jekyll_tools.lint.settings import Settings, settings_of
from jekyll_tools.site import Site, read_site


def show_settings(what: Asked) -> None:
    """Print the settings of a site with the flags of this run."""
    site, rules = read_site(what.source), what.rules
    settings = settings_of(site, rules.select, rules.ignore, rules.extend_select)
    for row in _rows(site, settings):
        click.echo(printable(row))


def _rows(site: Site, settings: Settings) -> Iterator[str]:
    file = site.settings.file
    yield f"configuration: {file.path if file else 'none'}"
    yield f"target: {site.profile.target} ({site.profile.reason})"
    names = {rule.name for rule in settings.rules}
    yield f"rules ({len(names)} of {len(all_rules())} are on):"
    for name, rule in all_rules().items():
        level = settings.severity(rule).value if name in names else "off"
        yield f"  {name}: {level}{_options(rule, settings)}"
    for glob, off in settings.per_path:
        yield f"off for {glob}: {', '.join(sorted(off))}"
    if settings.own_hosts:
        yield f"own-hosts: {', '.join(settings.own_hosts)}"
    if settings.elsewhere:
        yield f"elsewhere: {', '.join(settings.elsewhere)}"


def _options(rule: Rule, settings: Settings) -> str:
    given = settings.options.get(rule.name, {})
    values = {key: given.get(key.replace("-", "_"), value) for key, value in rule.options.items()}
    return "".join(f", {key}: {value}" for key, value in values.items())
