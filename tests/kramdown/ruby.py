"""The real kramdown in a Ruby process that answers one text after the other."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Kramdown:
    """kramdown 2.4 with kramdown-parser-gfm 1.1 as Jekyll 4.3 calls it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def html(self, text: str, options: Mapping[str, Any] | None = None) -> str | None:
        """The HTML; None where kramdown itself fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"text": text, "options": options or {}}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        html: str | None = answer.get("html")
        return html


@contextmanager
def kramdown() -> Iterator[Kramdown]:
    """A process, ended at the end."""
    command = ["ruby", str(Path(__file__).with_name("oracle.rb"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield Kramdown(process)
        assert process.stdin is not None
        process.stdin.close()
