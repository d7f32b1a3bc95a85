"""Groups of options: a frozen dataclass each, whose docstring is its heading in `--help`.

    @dataclass(frozen=True, slots=True)
    class Fixing:
        \"\"\"Fixing\"\"\"

        fix: bool = option("--fix", is_flag=True, help="Fix what can be fixed safely.")

A command takes one dataclass that holds its groups: `@asked(Asked)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, is_dataclass
from functools import update_wrapper
from typing import Any, get_type_hints

import click

from jekyll_tools.nearest import with_question

_KEY = "option"


def option(*names: str, **settings: Any) -> Any:
    """A field of a group: the arguments are those of `click.option`."""
    empty: object = () if settings.get("multiple") else False if settings.get("is_flag") else None
    return field(default=settings.get("default", empty), metadata={_KEY: (names, settings)})


def asked(whole: type) -> Callable[[Callable[[Any], Any]], Callable[..., Any]]:
    """Give a command the options of every group in the dataclass `whole`, and one such object.

    Fields of `whole` that are no groups are parameters which the command declares itself.
    """
    hints = get_type_hints(whole)
    groups = {f.name: hints[f.name] for f in fields(whole) if is_dataclass(hints[f.name])}

    def decorate(function: Callable[[Any], Any]) -> Callable[..., Any]:
        def call(**values: Any) -> Any:
            made = {
                name: group(**{f.name: values.pop(f.name) for f in fields(group)})
                for name, group in groups.items()
            }
            return function(whole(**values, **made))

        update_wrapper(call, function)
        for group in reversed(groups.values()):
            for part in reversed(fields(group)):
                names, settings = part.metadata[_KEY]
                add = click.option(*names, part.name, cls=_Option, group=group.__doc__, **settings)
                add(call)
        return call

    return decorate


class _Option(click.Option):
    def __init__(self, *args: Any, group: str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose `--help` lists the options under the headings of their groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                rows.setdefault(getattr(parameter, "group", "Options"), []).append(record)
        rows["Options"] = rows.pop("Options")  # what is nobody's comes last
        for heading, records in rows.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class Named(click.Choice[str]):
    """One of some names; for any other the one that may be meant is named."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            what = f'"{value}" is none of {", ".join(self.choices)}'
            self.fail(with_question(what, value, self.choices), param, ctx)
        return value
