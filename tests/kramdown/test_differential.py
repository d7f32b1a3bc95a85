"""Drawn texts and real pages through this kramdown and through the real one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.kramdown import from_config
from tests.elsewhere import SITES
from tests.kramdown.compare import facts, squeezed
from tests.kramdown.conversion import convert
from tests.kramdown.drawn import drawn_options, drawn_pieces, drawn_text
from tests.kramdown.ruby import Kramdown, kramdown

pytestmark = pytest.mark.jekyll
_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n?^(?:---|\.\.\.)\s*$\n?", re.M | re.S)
_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)


@dataclass
class Tally:
    """How many texts agree; names of those that do not."""

    texts: int = 0
    other_facts: list[str] = field(default_factory=list)
    other_html: list[str] = field(default_factory=list)

    def count(self, name: str, text: str, real: Kramdown, options: Mapping[str, Any]) -> None:
        """Compare one text; one at which kramdown itself fails does not count."""
        expected = real.html(text, options)
        if expected is None:
            return
        self.texts += 1
        html = convert(text, from_config(options)).html.text
        if facts(html) != facts(expected):
            self.other_facts.append(name)
        if squeezed(html) != squeezed(expected):
            self.other_html.append(name)


@pytest.fixture(scope="module")
def real() -> Iterator[Kramdown]:
    with kramdown() as process:
        yield process


def _drawn(real: Kramdown, seeds: Iterable[int], dialect: str) -> Tally:
    tally = Tally()
    for seed in seeds:
        tally.count(str(seed), drawn_text(seed), real, {"input": dialect})
    return tally


@pytest.mark.parametrize(("dialect", "seeds"), [("GFM", range(500)), ("kramdown", range(250))])
def test_drawn_texts(real: Kramdown, dialect: str, seeds: range) -> None:
    tally = _drawn(real, seeds, dialect)
    assert tally.texts > len(seeds) * 0.9
    assert tally.other_facts == []
    assert tally.other_html == []


def test_drawn_pieces(real: Kramdown) -> None:
    tally = Tally()
    for seed in range(1500):
        tally.count(str(seed), drawn_pieces(seed), real, {})
    assert tally.texts > 1400
    assert tally.other_facts == []
    assert tally.other_html == []


def test_drawn_options(real: Kramdown) -> None:
    tally = Tally()
    for seed in range(400):
        options = drawn_options(seed)
        tally.count(f"{seed} {options}", drawn_text(seed), real, options)
    assert tally.texts > 350
    assert tally.other_facts == []
    assert tally.other_html == []


@pytest.mark.parametrize(
    "text", ["\0a\0\n\0", "# a\0", "$$\0a\0$$", "*[a]: \0b\0\n\na", "|\0a\0|\n"]
)
def test_a_nul_at_an_end(real: Kramdown, text: str) -> None:
    """Ruby strips it like white space."""
    assert convert(text).html.text == real.html(text)


@pytest.mark.long
@pytest.mark.parametrize("dialect", ["GFM", "kramdown"])
def test_ten_thousand_drawn_texts(real: Kramdown, dialect: str) -> None:
    tally = _drawn(real, range(1000, 11_000), dialect)
    assert tally.other_facts == []
    assert tally.other_html == []


@pytest.mark.long
@pytest.mark.parametrize("site", sorted(SITES.glob("*")), ids=lambda path: path.name)
def test_pages_of_real_sites(real: Kramdown, site: Path) -> None:
    """Once with Liquid left as text, once with every tag replaced by a letter."""
    tally = Tally()
    for path in sorted([*site.rglob("*.md"), *site.rglob("*.markdown")]):
        if path.is_dir():
            continue
        text = _FRONT_MATTER.sub("", path.read_bytes().decode("utf-8", "replace"), count=1)
        for name, body in ((str(path), text), (f"{path} (cut)", _LIQUID.sub("x", text))):
            tally.count(name, body, real, {})
    assert tally.other_facts == []
    assert tally.other_html == []
