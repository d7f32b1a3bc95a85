"""What cannot be known of the site without running it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from jekyll_tools.doctor.check import Check, State, answer
from jekyll_tools.report.summary import count
from jekyll_tools.site import Site


def unknown(site: Site, open_pages: Mapping[str, tuple[str, ...]]) -> Check:
    """The open parts of the site, and the reasons why pages are open, the most frequent first."""
    reasons = Counter(reason for given in open_pages.values() for reason in set(given))
    rows = [part.message for part in site.open]
    rows += [f"{count(number, 'page')}: {why}" for why, number in reasons.most_common()]
    return answer(
        rows,
        "Not known without building, and so never reported as broken",
        "Every page is known without building",
        State.NOTE,
    )
