"""The runs of a part of what was collected are those that all of it has there."""

import random

import pytest

from jekyll_tools.liquid.recorded import Blank, Entry, Logged
from jekyll_tools.text import File, Source, Traced

FILE = File("a.html", "<p>words</p>  \n " * 40)


def log(chance: random.Random) -> list[Entry]:
    made: list[Entry] = []
    for _ in range(chance.randrange(1, 60)):
        size = chance.randrange(1, 12)
        kind = chance.choice("cccbbbbbbn" if chance.random() < 0.9 else "s")
        start = chance.randrange(0, 400)
        source = Source(FILE, start, start + size, chance.random() < 0.8)
        if kind == "b":
            made.append((" " * size * 9, Blank(FILE, start, start + size * 9, source.verbatim)))
        elif kind == "s":
            inner = Traced("x  y", [0, 1, 3], [source, Blank(FILE, start, start + 2), None])
            made.append((inner.text, inner))
        else:
            made.append(("c" * size, None if kind == "n" else source))
    return made


def told(traced: Traced, start: int, end: int) -> list[object]:
    return [
        (low, high, source and (source.start, source.end, source.verbatim))
        for low, high, source in traced.runs(start, end)
    ]


@pytest.mark.parametrize("seed", range(200))
def test_runs_of_a_part(seed: int) -> None:
    chance = random.Random(seed)
    entries = log(chance)
    whole = Logged(list(entries))
    assert whole.starts[0] == 0
    for _ in range(20):
        part = Logged(list(entries))
        start = chance.randrange(0, len(whole.text) + 1)
        end = min(start + chance.randrange(0, 60), len(whole.text))
        for _ in range(2):  # the second time what was counted is at hand
            assert told(part, start, end) == told(whole, start, end)
