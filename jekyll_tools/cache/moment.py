"""When a result holds: dates in the future come, and pages may ask what time it is."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

HOUR = 3600


class Moment(NamedTuple):
    """A result of the time `at` holds until `until` (seconds since 1970; None: for good).

    `clock`: something asked for the time. Then it holds to the end of the hour: what pages make
    of the time are years, dates and what is over, and to the second nothing would ever be kept.
    `run` names the run whose result it is.
    """

    at: int
    until: int | None = None
    clock: bool = False
    run: str = ""

    def is_current(self) -> bool:
        """Whether no date has come since that changes what is read."""
        now = present()
        return self.at <= now and (self.until is None or now < self.until)

    def holds(self) -> bool:
        """Whether a build now would see what one at that time saw."""
        now = present()
        if self.clock and now // HOUR != self.at // HOUR:
            return False
        return self.is_current()


def present() -> int:
    """The time of a build that starts now, as the site sees it: `SOURCE_DATE_EPOCH` counts."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # A value that is no time has no result to keep: it is refused when the site is read.
    return int(epoch) if epoch.isdecimal() and len(epoch) <= 11 else int(time.time())
