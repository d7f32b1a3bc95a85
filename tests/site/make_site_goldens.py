"""Make sites_*.jsonl: small sites, and what real Jekylls make of them.

Run it as `python make_site_goldens.py 4.3 ruby`, and as `… 3.10 ruby -IJEKYLL-3.10/lib
-ILIQUID-4/lib -ISAFE_YAML/lib` and `… 3.10_plugins ruby …` with `-IJEKYLL-FEED/lib` too.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import random_sites
import real_jekyll

SITES = 60


def main(version: str, *command: str) -> None:
    """Write the file for a version of Jekyll."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name).resolve()
        new, plugins = version == "4.3", version.endswith("plugins")
        make = random_sites.make_with_plugins if plugins else random_sites.make
        sites = [make(seed, new=new) for seed in range(SITES)]
        for seed, files in enumerate(sites):
            random_sites.write(files, home / str(seed))
        folders = [home / str(seed) for seed in range(SITES)]
        loaded = random_sites.PLUGINS if plugins else ""
        answers = real_jekyll.read_with_jekyll(folders, plugins=loaded, command=command)
    lines = [
        json.dumps({"files": files, "jekyll": answer}, ensure_ascii=False)
        for files, answer in zip(sites, answers, strict=True)
    ]
    path = Path(__file__).parent / f"sites_{version}.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
