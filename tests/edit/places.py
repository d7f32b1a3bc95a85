"""Real files in several shapes, and places drawn from them, to try edits on."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jekyll_tools.edit.front_matter import split
from jekyll_tools.edit.json_nodes import compose_json
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.yaml_nodes import Node, compose

SITES = Path(os.environ.get("JT_SITES", "/work/sites"))
PAGES = {".md", ".markdown", ".html", ".mkd", ".xml", ".txt", ".mkdown", ".json"}
DATA = {".yml", ".yaml", ".json", ".csv", ".tsv"}


def real_files() -> Iterator[Path]:
    """Every page and data file of the sites."""
    for path in sorted(SITES.rglob("*")):
        inside = path.relative_to(SITES).parts
        if ".git" in inside or not path.is_file():
            continue
        if path.suffix.lower() in DATA | PAGES:
            yield path


def shapes(text: str) -> Iterator[tuple[str, str]]:
    """The text with other line ends, with a byte order mark, without its last line end."""
    lf = text.replace("\r\n", "\n")
    yield "LF", lf
    yield "CRLF", lf.replace("\n", "\r\n")
    yield "BOM", "\ufeff" + text.removeprefix("\ufeff")
    yield "no last newline", text.rstrip("\r\n")


@dataclass(frozen=True)
class Spot:
    """A value in a text: the way to it, and what Jekyll hands to the YAML reader."""

    node: Node
    parents: tuple[Node, ...]
    trail: tuple[int, ...]


def yaml_part(path: Path, text: str) -> tuple[int, int] | None:
    """What part of a file is YAML (or JSON); None for a page without front matter."""
    if path.suffix.lower() in (".yml", ".yaml"):
        return 0, len(text)
    found = split(text)
    if found is not None:
        return 0, found.yaml.end
    is_data = path.suffix.lower() == ".json" and not text.startswith("---")
    return (0, len(text)) if is_data else None


def spots(path: Path, text: str) -> list[Spot]:
    """All values of a file that a key path can name."""
    part = yaml_part(path, text)
    if part is None:
        return []
    try:
        if path.suffix.lower() == ".json" and not text.startswith("---"):
            root: Node | None = compose_json(text)
        else:
            root = compose(text, *part)
    except EditError:
        return []
    found: list[Spot] = []
    stack = [] if root is None else [Spot(root, (), ())]
    while stack:
        spot = stack.pop()
        if spot.trail:
            found.append(spot)
        node = spot.node
        names = [key.value for key in node.keys]
        for i, item in enumerate(node.items):
            if not node.keys or (names.count(names[i]) == 1 and names[i] != "<<"):
                stack.append(Spot(item, (*spot.parents, node), (*spot.trail, i)))
    return found


def steps(spot: Spot) -> list[str | int]:
    return [
        parent.keys[i].value if parent.kind == "mapping" else i
        for parent, i in zip(spot.parents, spot.trail, strict=True)
    ]


WORDS = (
    "no Yes on off y n ~ null true 10:30 09:00 1:2:3 0123 08 0o10 1e3 1,000 1_000 1. .5 . .. ... "
    "--- - -- -x ? ?x : :sym x: x:y a:\tb =  << ! !x & &a * *a @x `x % %x | > ' \" [ ] { } , # a#b "
    "2024-01-02 2024-1-2 2024-02-30 2024-01-02T10:00:00Z 12e03 0x1F 0b11 +1 -1 .inf -.INF .nan nil "
    "{{x}} {%x%} a, a]b a}b http://x.y/z?a=b#c é 日本 😀 \u00a0 \u2028 \u0085 \x00 \x07 \x1b \ufeff \u200b "
    "Infinity NaN 0 00 1.0.0 v1 1st 5% $5 ~x x~ ./a /a a/b \\ \\n 1/2 12:30pm TRUE NULL None"
).split(" ")


def text_value(draw: random.Random) -> str:
    """A string that is likely to be misread."""
    kind = draw.randrange(6)
    if kind == 0:
        return draw.choice(WORDS)
    if kind == 1:
        return draw.choice([" ", "", "\t", "\n"]).join(draw.choices(WORDS, k=draw.randint(2, 5)))
    if kind == 2:
        return draw.choice(
            ["Song Han", "Thea Aarrestad", "A plain sentence with 3 words.", "", " ", "x"]
        )
    if kind == 3:
        return "".join(draw.choices("ab 01:-#'\"\n\t,[]{}&*!|>%@`?=~.\\é", k=draw.randint(1, 12)))
    if kind == 4:
        return "\n".join(
            draw.choices(["line", "  indented", "", "- x", "# no", "a: b", "---", "\ttab"], k=4)
        )
    return (
        draw.choice(WORDS)
        + draw.choice(["", " ", ": ", " #", "\n", "\n\n", ":"])
        + draw.choice(WORDS)
    )


def value(draw: random.Random, depth: int = 0) -> object:
    """Any value that can be asked for."""
    kind = draw.randrange(12 if depth < 2 else 8)
    if kind < 5:
        return text_value(draw)
    if kind == 5:
        return draw.choice([0, -1, 7, 2024, 10**20, True, False, None])
    if kind == 6:
        return draw.choice([1.0, -0.5, 1e22, 1.5e-7, 3.14])
    if kind == 7:
        return text_value(draw)
    if kind < 10:
        return [value(draw, depth + 1) for _ in range(draw.randrange(4))]
    return {f"k{i} {draw.choice('abc')}": value(draw, depth + 1) for i in range(draw.randrange(4))}
