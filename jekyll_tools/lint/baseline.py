"""The baseline: the findings that a site had when `jt baseline` ran, a file that people review.

`.jt-baseline.json` stands beside `_config.yml`; Jekyll does not publish it. It has a line for each
finding, sorted, so that a diff of it shows what was added and what is gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jekyll_tools.lint.fingerprint import Identity, difference, without
from jekyll_tools.site.section import SettingsError

NAME = ".jt-baseline.json"
VERSION = 1


class Compared(NamedTuple):
    """A run beside its baseline: the indexes of findings that are `new`, and what is `gone`.

    `left` is the baseline without what is gone.
    """

    new: tuple[int, ...]
    gone: tuple[Identity, ...]
    left: tuple[Identity, ...]


def compared(
    baseline: Iterable[Identity],
    now: Sequence[Identity],
    is_file: Callable[[str], bool],
    looked_at: Callable[[Identity], bool],
) -> Compared:
    """What is new beside a baseline, and which of its entries are gone.

    `looked_at` says whether the run would have found what an entry says: an entry of a rule that
    did not run, or of a file that was not asked for, is not gone.
    """
    entries = tuple(baseline)
    result = difference(entries, now, is_file)
    missing = list(filter(looked_at, result.gone))
    return Compared(result.new, tuple(missing), tuple(without(entries, missing)))


def written(identities: Iterable[Identity]) -> str:
    """The text of a baseline."""
    by_path: dict[str, list[str]] = {}
    for path, rule, message, subject, line in sorted(identities):
        entry = {"rule": rule, "message": message, "subject": subject, "line": line}
        by_path.setdefault(path, []).append(json.dumps(entry, ensure_ascii=False))
    files = [
        f"    {json.dumps(path, ensure_ascii=False)}: [\n      "
        + ",\n      ".join(entries)
        + "\n    ]"
        for path, entries in by_path.items()
    ]
    body = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'


def read(text: str) -> tuple[Identity, ...]:
    """The findings in the text of a baseline; `SettingsError` says what is wrong with it."""
    try:
        whole = json.loads(text)
        if whole["version"] != VERSION:
            what = f"has version {str(whole['version'])[:20]}, this jt knows {VERSION}"
            raise SettingsError(f"{NAME}: {what}; run `jt baseline` to write it anew")
        return tuple(
            Identity(path, *(_string(entry[key]) for key in Identity._fields[1:]))
            for path, entries in whole["findings"].items()
            for entry in entries
        )
    except json.JSONDecodeError as error:
        where = f"{NAME}:{error.lineno}:{error.colno}"
        what = "is no JSON"
        raise SettingsError(f"{where}: {what}; run `jt baseline` to write it anew") from error
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        what = "is not a baseline that jt wrote"
        raise SettingsError(f"{NAME}: {what}; run `jt baseline` to write it anew") from error


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
