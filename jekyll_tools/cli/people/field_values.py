"""`key=value` arguments for the fields of a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jekyll_tools.cli.failure import UserError

if TYPE_CHECKING:
    from jekyll_tools.cards.config import CardsConfig


def field_values(arguments: Iterable[str], config: CardsConfig) -> dict[str, str]:
    """Key → value, under the site's own keys; raises `UserError` for what has no `=`."""
    from jekyll_tools.cards.people.fields import site_key

    values: dict[str, str] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name.strip():
            raise UserError(f"{argument!r}: write FIELD=VALUE, as title=Professor")
        key = site_key(name.strip(), config)
        if key in values:
            raise UserError(f"{argument!r}: {key!r} is given twice")
        values[key] = value
    return values
