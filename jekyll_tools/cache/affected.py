"""Which answers can have changed, where it is known which files did."""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools.cache.answers import Answers
from jekyll_tools.cache.index import Index
from jekyll_tools.cache.manifest import Difference
from jekyll_tools.render import Question

# Templates are read again for what is wrong with them, which is told when they are read.
_ALWAYS = ("clock", "include", "includes", "layout", "layouts", "site", "with")
_OF_FILES = ("bytes", "image", "text")
_MAYBE = frozenset((*_ALWAYS, *_OF_FILES, "page"))


def affected(
    index: Index, answers: Answers, difference: Difference | None
) -> tuple[frozenset[str], Iterator[tuple[Question, int]]] | None:
    """Pages with another text, and the questions that may have another answer now; None: any.

    Where nothing has changed but what stands below the front matter of some pages, everything
    else is answered as before: the site has the same pages at the same places. The answers have
    to be those of the very run that saw what `difference` compares the disk to. Questions come
    with their numbers.
    """
    if difference is None or difference.elsewhere or not answers.are_sound(difference.files):
        return None
    pages = answers.pages_of(difference.files)
    if len({page.path for page in pages}) != len(difference.files):
        return None
    keys = set()
    for page in pages:
        key, now = answers.page(page)
        known = index.questions.get(("page", key))
        # Its last word is about all but the text.
        if known is None or index.answers[known].rpartition(" ")[2] != now.rpartition(" ")[2]:
            return None
        keys.add(key)
    paths = frozenset(page.path for page in pages)
    return paths, _among(index, paths, keys, answers)


def _among(
    index: Index, paths: frozenset[str], keys: set[str], answers: Answers
) -> Iterator[tuple[Question, int]]:
    for question, number in index.questions.items():
        kind, subject = question
        if kind in _MAYBE and (  # of a hundred thousand questions few are
            kind in _ALWAYS
            or (kind in _OF_FILES and subject in paths)
            or (kind == "page" and subject in keys)
            or (kind == "text" and not answers.is_given(subject))
        ):
            yield question, number
