"""`jt rule`: the pages of the rules."""

from __future__ import annotations

import click

from jekyll_tools.cli.completing import rule_names


@click.command("rule")
@click.argument("name", required=False, shell_complete=rule_names)
def command(name: str | None) -> None:
    """Print the page of the rule NAME, or the list of all rules."""
    from jekyll_tools.lint.page import rule_page, rule_table
    from jekyll_tools.lint.registry import all_rules
    from jekyll_tools.nearest import with_question

    rules = all_rules()
    if name is None:
        click.echo(rule_table(rules.values()))
    elif name in rules:
        click.echo(rule_page(rules[name]))
    else:
        raise click.ClickException(with_question(f'there is no rule "{name}"', name, rules))
