"""Make sites_3.10.jsonl and sites_4.3.jsonl: small sites, and what real Jekylls make of them.

python make_site_goldens.py 4.3  ruby
python make_site_goldens.py 3.10 ruby -IJEKYLL-3.10/lib -ILIQUID-4/lib -ISAFE_YAML/lib
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
        sites = [random_sites.make(seed, new=version == "4.3") for seed in range(SITES)]
        for seed, files in enumerate(sites):
            random_sites.write(files, home / str(seed))
        folders = [home / str(seed) for seed in range(SITES)]
        answers = real_jekyll.read_with_jekyll(folders, command=command)
    lines = [
        json.dumps({"files": files, "jekyll": answer}, ensure_ascii=False)
        for files, answer in zip(sites, answers, strict=True)
    ]
    path = Path(__file__).parent / f"sites_{version}.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
