"""The known word that a misspelt one may stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.nearest import by_letters, did_you_mean, nearest, nearest_of, with_question


@pytest.mark.parametrize(
    ("word", "least", "found"),
    [("titel", 0.6, "title"), ("titel", 0.9, None), ("zzz", 0.6, None), (10, 0.6, "100")],
)
def test_nearest(word: object, least: float, found: str | None) -> None:
    assert nearest(word, ["link", "title", 100], least) == found


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("a.png", "b.png", None),  # 0.8 like each other, but for all that is in the name
        ("2.html", "1.html", None),
        ("a.html", "about.html", None),
        ("ab.png", "a.png", None),
        ("me.jpg", "we.jpg", None),
        ("a.png", "A.png", "A.png"),
        ("img1.png", "img2.png", "img2.png"),
        ("cv.pdf", "cv2.pdf", "cv2.pdf"),
        ("logo.png", "logo.svg", "logo.svg"),
        (".a", ".b", None),
        ("x", "y", None),
        ("a", "ab", None),
    ],
)
def test_short_names_are_not_like_each_other(word: str, known: str, found: str | None) -> None:
    assert nearest(word, [known], 0.6) == found


def test_the_best_that_is_like_it_is_taken() -> None:
    assert nearest("ab.html", ["b.html", "a.html", "abs.html"]) == "abs.html"


def test_the_question_comes_only_with_a_word_to_ask_for() -> None:
    assert did_you_mean("titel", {"title": 1}, "see the list") == 'did you mean "title"?'
    assert did_you_mean("zzz", {"title": 1}, "see the list") == "see the list"
    assert with_question("no field", "titel", ["title"]) == 'no field; did you mean "title"?'
    assert with_question("no field", "zzz", ["title"]) == "no field"


_WORDS = st.text("abcd", max_size=6)


@given(_WORDS, st.lists(_WORDS), st.floats(0.1, 1))
def test_words_by_their_letters_are_as_near(word: str, known: list[str], least: float) -> None:
    assert nearest_of(word, by_letters(known), least) == nearest(word, known, least)
