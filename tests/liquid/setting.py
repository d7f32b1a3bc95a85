"""The site that the tables' templates see, and a host that serves it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.limits import Limits
from jekyll_tools.liquid.result import Expansion
from jekyll_tools.text import File, Source, Traced

FOLDER = Path(__file__).parent
FACTS = FOLDER / "site.json"
ENDS_A_BUILD = {
    "syntax", "error", "include-missing", "link-missing", "too-expensive", "unknown-tag",
}  # fmt: skip


def revived(value: Any) -> Any:
    """Facts with `{"$time": …}` and `{"$date": …}` as what they name."""
    if isinstance(value, dict):
        if "$time" in value:
            form = "%Y-%m-%d %H:%M:%S.%f %z" if "." in value["$time"] else "%Y-%m-%d %H:%M:%S %z"
            return datetime.strptime(value["$time"], form)
        if "$date" in value:
            return date.fromisoformat(value["$date"])
        return {key: revived(each) for key, each in value.items()}
    return [revived(each) for each in value] if isinstance(value, list) else value


_FACTS = json.loads(FACTS.read_text("utf-8"))
DATA: dict[str, Any] = revived(_FACTS["data"])


class Stub:
    """A host with the includes of the facts, and places for the values that a test names."""

    now = datetime.fromtimestamp(1_710_410_400, UTC)
    config: Mapping[str, object] = {"baseurl": "/base", "url": "https://example.org"}

    def __init__(self, **files: str) -> None:
        texts = {**_FACTS["includes"], **{f"{name}.html": text for name, text in files.items()}}
        self.files = {name: File(f"_includes/{name}", text) for name, text in texts.items()}
        self.places: dict[tuple[int, object], Source] = {}
        self.plugins: dict[str, Callable[..., object]] = {}
        self.tags: dict[str, str] = {}

    active_support = False
    plugins_may_add_tags = True
    aside: float = 0.0

    def include(self, name: str) -> File | None:
        return self.files.get(name)

    def include_relative(self, name: str) -> File | None:
        return self.files.get(name)

    def link(self, path: str) -> str | None:
        return "/about/" if path == "about.md" else None

    def post_url(self, name: str) -> str | None:
        return "/2024/03/14/post.html" if name == "2024-03-14-post" else None

    def markdownify(self, text: Traced) -> Traced:
        return Traced(
            f"<p>{text.text}</p>", [0, 3, 3 + len(text.text)],
            [None, Source(text, 0, len(text.text)), None],
        )  # fmt: skip

    def tag(self, name: str, markup: str) -> str | None:
        return self.tags.get(name)

    def filter(self, name: str) -> Callable[..., object] | None:
        return self.plugins.get(name)

    def place_of(self, container: object, key: object) -> Source | None:
        return self.places.get((id(container), key))


def expanded(
    template: str,
    scope: Mapping[str, object] | None = None,
    host: Stub | None = None,
    limits: Limits | None = None,
) -> Expansion:
    """A template as the body of the page `page.md`, after a front matter."""
    front = "---\n---\n"
    traced = Traced.of(File("page.md", front + template), len(front))
    engine = Engine(limits or Limits())
    return engine.expand(traced, DATA if scope is None else scope, host or Stub())
