"""text.py and trace.py: lines, edits, and the way back from a produced text to its files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.text import (
    Edit,
    File,
    Lines,
    Origin,
    OverlapError,
    Place,
    Position,
    Source,
    Traced,
    apply_edits,
)
from jekyll_tools.trace import Trace

texts = st.text(st.sampled_from("ab\r\né\U0001f389"), max_size=40)


@given(texts, st.data())
def test_an_offset_survives_the_way_to_a_position_and_back(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    assert lines.offset(lines.position(offset)) == offset


@given(texts)
def test_the_lines_are_those_of_the_text(text: str) -> None:
    lines = Lines(text)
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [lines.line(n) for n in range(1, len(lines) + 1)] == expected


def test_columns_are_code_points() -> None:
    assert Lines("é\U0001f389x\r\ny").position(2) == Position(1, 3)
    assert Lines("é\r\ny").position(3) == Position(2, 1)


def test_edits_are_made_from_the_bottom_up_and_once() -> None:
    edits = [Edit(0, 1, "AA"), Edit(2, 3, ""), Edit(3, 3, "!"), Edit(0, 1, "AA")]
    assert apply_edits("abcd", edits) == "AAb!d"


def test_two_edits_of_the_same_characters_are_refused() -> None:
    with pytest.raises(OverlapError):
        apply_edits("abcd", [Edit(0, 2, "x"), Edit(1, 3, "y")])


def test_a_value_in_an_include_leads_to_its_data_file_and_to_all_who_asked() -> None:
    page = File("page.md", "see {% include card.html %}.")
    card = File("_includes/card.html", "<img src={{ p.photo }}>")
    data = File("_data/people.yml", "- photo: a.jpg")
    output = Source(card, 9, 22)
    shown = Trace()
    shown.write("<img src=", Source(card, 0, 9))
    shown.write("a.jpg", Source(data, 9, 14, True, output))
    shown.write(">", Source(card, 22, 23))
    whole = Trace()
    whole.write("see ", Source(page, 0, 4))
    whole.splice(shown.done(), Source(page, 4, 26))
    whole.write(".", Source(page, 26, 27))
    text = whole.done()
    at = text.text.index("a.jpg")
    via = (Place("_includes/card.html", 9, 22), Place("page.md", 4, 26))
    assert text.origins(at + 2, at + 5) == [Origin("_data/people.yml", 11, 14, True, via)]
    assert text.origins(1, 3) == [Origin("page.md", 1, 3)]


def test_a_run_that_was_made_from_a_range_has_the_whole_range() -> None:
    page = File("page.md", "# Über uns")
    stage = Traced("x # Über uns", [0, 2], [None, Source(page, 0, 10)])
    html = Trace()
    html.write('<h1 id="', None)
    html.write("über-uns", Source(stage, 4, 12, verbatim=False))
    html.write('">')
    assert html.done().origins(9, 10) == [Origin("page.md", 2, 10, verbatim=False)]
    assert html.done().origins(0, 3) == []


def test_touching_runs_of_one_file_are_one_origin() -> None:
    page = File("page.md", "abcdef")
    text = Traced("abcdef", [0, 3], [Source(page, 0, 3), Source(page, 3, 6)])
    assert text.origins(1, 5) == [Origin("page.md", 1, 5)]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8))
def test_verbatim_runs_show_the_characters_of_their_file(cuts: list[tuple[int, int]]) -> None:
    page = File("page.md", "abcdefghijklmnopqrst")
    trace = Trace()
    for a, b in cuts:
        start, end = sorted((a, b))
        trace.write(page.text[start:end], Source(page, start, end))
    text = trace.done()
    for at, char in enumerate(text.text):
        (origin,) = text.origins(at, at + 1)
        assert page.text[origin.start : origin.end] == char
