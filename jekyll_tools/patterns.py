"""Patterns that are compiled when they are first asked.

There are some three hundred, of which the run for one page asks a third; to compile the others
would take as long as to lint it. Patterns that nearly every page asks are compiled at once.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as soon as something is asked of it."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late(Generic[AnyStr]):
    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._given), name)
        setattr(self, name, found)  # and is not looked for again
        return found
