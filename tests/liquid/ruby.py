"""The real Liquid with Jekyll's filters and tags, as the oracle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.liquid.setting import FACTS, FOLDER
from tests.tables import read_table

TABLES = sorted(FOLDER.glob("*.txt"))
NEWER = "[Liquid 5 differs]"


def rubys(templates: Sequence[str], liquid4: str | None = None) -> list[str | None]:
    """What each template becomes; None where the build would end.

    Debian has Liquid 5.4, Jekyll asks for Liquid 4: `liquid4` is a folder with its `lib`.
    """
    given = "".join(json.dumps(template) + "\n" for template in templates)
    environment = dict(os.environ, **({"LIQUID4": liquid4} if liquid4 else {}))
    with TemporaryDirectory() as folder:
        command = ["ruby", "-W0", str(Path(__file__).with_name("oracle.rb")), folder, str(FACTS)]
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, env=environment, check=True
        )
    answers: list[str | None] = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(templates), done.stderr
    return answers


def rewrite(liquid4: str) -> None:
    """Write what Liquid 4 says into the tables, and mark where the installed Liquid differs."""
    for path in TABLES:
        cases = read_table(path)
        templates = [case.input.removesuffix("\n") for case in cases]
        texts = []
        older, newer = rubys(templates, liquid4), rubys(templates)
        for case, old, new in zip(cases, older, newer, strict=True):
            title = case.title.removesuffix(NEWER).strip() + (f" {NEWER}" if old != new else "")
            expected = "!error" if old is None else old
            texts.append(f"{title}\n.\n{case.input}.\n{expected}\n.\n")
        path.write_text("\n".join(texts), "utf-8")


if __name__ == "__main__":
    rewrite(sys.argv[1])
