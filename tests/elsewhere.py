"""What some tests need and the repository does not hold; where it is not, they are skipped.

It is looked for beside the repository, or where the environment says (`_pages/contributing.md`).
"""

from __future__ import annotations

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parents[2]


def _place(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or _BESIDE / default)


SITES = _place("JT_SITES", "sites")
"""A folder with a checkout of each real site."""

TRUTH = _place("JT_TRUTH", "shared/truth")
"""What real builds of those sites gave."""

SEED = _place("JT_SEED", "shared/seed/symposium.md")
"""The page written by hand that jt began with."""

GENERATOR = _place("JT_BENCH", "shared/bench") / "gen_site.py"
"""The program that writes large sites with known defects."""

IAIFI = _place("JT_IAIFI", ".mirror/iaifi+iaifi.github.io/repo")
"""The repository of iaifi.org with its history."""
