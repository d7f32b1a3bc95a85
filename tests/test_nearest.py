"""The known word that a misspelt one may stand for."""

from __future__ import annotations

import pytest

from jekyll_tools.nearest import did_you_mean, nearest, with_question


@pytest.mark.parametrize(
    ("word", "least", "found"),
    [("titel", 0.6, "title"), ("titel", 0.9, None), ("zzz", 0.6, None), (10, 0.6, "100")],
)
def test_nearest(word: object, least: float, found: str | None) -> None:
    assert nearest(word, ["link", "title", 100], least) == found


def test_the_question_comes_only_with_a_word_to_ask_for() -> None:
    assert did_you_mean("titel", {"title": 1}, "see the list") == 'did you mean "title"?'
    assert did_you_mean("zzz", {"title": 1}, "see the list") == "see the list"
    assert with_question("no field", "titel", ["title"]) == 'no field; did you mean "title"?'
    assert with_question("no field", "zzz", ["title"]) == "no field"
