"""Real files in several shapes, and places and values drawn for them, to try edits on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.front_matter import split
from jekyll_tools.edit.json_nodes import compose_json
from jekyll_tools.edit.yaml_nodes import Node, compose
from tests.elsewhere import SITES

NAMES = sorted(path.name for path in SITES.glob("*") if path.is_dir())
YAML = {".yml", ".yaml"}
TABLES = {".csv", ".tsv"}
DATA = YAML | TABLES | {".json"}
PAGES = {".md", ".markdown", ".html", ".mkd", ".xml", ".txt", ".mkdown"}


def real_files(site: str) -> Iterator[tuple[Path, str]]:
    """Every page and data file of a site that is UTF-8."""
    for path in sorted((SITES / site).rglob("*")):
        inside = path.relative_to(SITES).parts
        if ".git" in inside or path.suffix.lower() not in DATA | PAGES or not path.is_file():
            continue
        try:
            yield path, path.read_bytes().decode()
        except UnicodeDecodeError:
            continue


def shapes(text: str) -> dict[str, str]:
    """The text with other line ends, with a byte order mark, without its last line end."""
    lf = text.replace("\r\n", "\n")
    return {
        "as it is": text,
        "LF": lf,
        "CRLF": lf.replace("\n", "\r\n"),
        "BOM": "\ufeff" + text.removeprefix("\ufeff"),
        "no last newline": text.rstrip("\r\n"),
    }


@dataclass(frozen=True)
class Spot:
    """A value in a text and the way to it."""

    node: Node
    parents: tuple[Node, ...]
    trail: tuple[int, ...]

    @property
    def steps(self) -> list[str | int]:
        pairs = zip(self.parents, self.trail, strict=True)
        return [node.keys[i].value if node.kind == "mapping" else i for node, i in pairs]


def yaml_part(path: Path, text: str) -> tuple[int, int] | None:
    """What part of a file Jekyll hands to the YAML reader; None for a page without any."""
    if path.suffix.lower() in YAML:
        return 0, len(text)
    found = split(text)
    if found is not None:
        return 0, found.yaml.end
    return (0, len(text)) if path.suffix.lower() == ".json" else None


def spots(path: Path, text: str) -> list[Spot]:
    """All values of a file below its top that one key path means; none if it cannot be read."""
    part = yaml_part(path, text)
    try:
        if part is None:
            return []
        if path.suffix.lower() == ".json" and split(text) is None:
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
            simple = not node.keys or (node.keys[i].kind == "scalar" and names[i] != "<<")
            if simple and (not node.keys or names.count(names[i]) == 1):
                stack.append(Spot(item, (*spot.parents, node), (*spot.trail, i)))
    return found


WORD_LIST = r"""
    no Yes on off y n ~ null true TRUE None nil 10:30 09:00 1:2:3 0123 08 0o10 1e3 1,000 1_000
    1. .5 . .. ... --- - -- -x ? ?x : :sym x: x:y = << ! !x & &a * *a @x `x % %x | > ' " [ ] { } ,
    # a#b 2024-01-02 2024-1-2 2024-02-30 2024-01-02T10:00:00Z 12e03 0x1F 0b11 +1 -1 .inf -.INF .nan
    {{x}} {%x%} a, a]b a}b http://x.y/z?a=b#c é 日本 😀 Infinity NaN 0 00 1.0.0 v1 1st 5% $5 ~x x~
    ./a /a a/b \ \n 1/2 12:30pm"""
WORDS = WORD_LIST.split()
HIDDEN = [
    "\u00a0",
    "\u2028",
    "\u0085",
    "\0",
    "\x07",
    "\x1b",
    "\ufeff",
    "\u200b",
    "\t",
    "\r",
    "\r\n",
]
LINES = ["line", "  indented", "", "- x", "# no", "a: b", "---", "\ttab", "trailing  ", " "]


def drawn_text(draw: random.Random) -> str:
    """A string that is likely to be misread."""
    match draw.randrange(6):
        case 0:
            return draw.choice(WORDS + HIDDEN)
        case 1:
            return draw.choice(" \t\n").join(draw.choices(WORDS, k=draw.randint(2, 5)))
        case 2:
            return draw.choice(["Song Han", "A plain sentence with 3 words.", "", " ", "x"])
        case 3:
            return "".join(
                draw.choices("ab 01:-#'\"\n\t,[]{}&*!|>%@`?=~.\\é", k=draw.randint(1, 12))
            )
        case 4:
            return "\n".join(draw.choices(LINES, k=draw.randint(2, 5)))
        case _:
            middle = draw.choice(["", " ", ": ", " #", "\n", "\n\n", ":", *HIDDEN])
            return draw.choice(WORDS) + middle + draw.choice(WORDS)


def drawn_value(draw: random.Random, depth: int = 0) -> object:
    """Any value that can be asked for."""
    kind = draw.randrange(12 if depth < 2 else 8)
    if kind < 6:
        return drawn_text(draw)
    if kind == 6:
        return draw.choice([0, -1, 7, 2024, 10**20, True, False, None])
    if kind == 7:
        return draw.choice([1.0, -0.5, 1e22, 1.5e-7, 3.14])
    if kind < 10:
        return [drawn_value(draw, depth + 1) for _ in range(draw.randrange(4))]
    keys = {drawn_text(draw) for _ in range(draw.randrange(4))} - {"<<"}
    return {key: drawn_value(draw, depth + 1) for key in sorted(keys)}
