"""Keeps what a run knows of the pages of a site: all of it, or what has changed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jekyll_tools.cache import given, sizes
from jekyll_tools.cache.answers import LATER, Answers
from jekyll_tools.cache.chunks import Chunks
from jekyll_tools.cache.group import Group
from jekyll_tools.cache.index import Asked, Index
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import Question, page_key

INDEX, PATCH = "index", "index patch"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What has to be put where: `index` is that of now, still without pages, `old` that of before.

    `known` are the pages, by number, of which nothing is new, `apart` the files that `given` keeps
    apart. `afresh`: nothing that is kept so far is of use.
    """

    group: Group
    old: Index
    index: Index
    chunks: Chunks
    known: Mapping[int, Looked]
    apart: frozenset[str]
    afresh: bool

    def put(
        self,
        view: SiteView,
        answers: Answers,
        looked: Iterable[Looked],
        seconds: Mapping[int, float],
    ) -> None:
        """Keep pages, `seconds` that they took, what they asked, and what files gave."""
        old, index = self.old, self.index
        keys = {number: key for key, number in keys_of(view)}
        gone = old.pages.keys() - set(keys.values())
        numbers = _Numbers(index, answers)
        renewed: dict[str, Looked] = {}
        for each in looked:
            key = keys.get(each.number)
            if key is None:
                continue
            known = self.known.get(each.number) is each
            if known:
                index.pages[key] = old.pages[key]
            else:
                own = view.pages[each.number].page.path
                index.pages[key] = Asked(
                    int(index.run),
                    round(seconds.get(each.number, 0.0), 4),
                    array("I", map(numbers.__getitem__, each.reads)),
                    each.open,
                    tuple([path for path in each.elsewhere if path != own]),
                )
                index.renewed.add(key)
            if self.afresh or not known:
                renewed[key] = each
        chunks = self.chunks.written(renewed, () if self.afresh else gone, index)
        texts: dict[str, str | Iterator[str]]
        if index.patchable:
            texts = {PATCH: index.patch()}
        else:
            texts = {INDEX: index.compact().written(), PATCH: ""}
        files, seen = view.site.disk.known, view.site.disk.seen
        texts |= given.written(files, self.apart)
        texts |= sizes.written(files.sizes, seen.files)
        self.group.store.put(self.group.name, texts, more=chunks, afresh=self.afresh)


class _Numbers(dict[Question, int]):
    """The numbers of questions in an index, which gets those that are new with their answers.

    Most are asked by many pages; the answer is the same for all that a run keeps.
    """

    def __init__(self, index: Index, answers: Answers) -> None:
        super().__init__()
        self._index, self._answers = index, answers

    def __missing__(self, question: Question) -> int:
        index, answers = self._index, self._answers
        number = self[question] = index.questions.setdefault(question, len(index.questions))
        if number == len(index.answers):
            index.answers.append(answers.of(*question))
        elif question[0] in LATER:  # what was looked at now knows the other pages of now
            index.answer(number, answers.of(*question))
        return number


def keys_of(view: SiteView) -> list[tuple[str, int]]:
    """The keys of the pages with their numbers; pages that share one are not kept."""
    keys = [page_key(page.page) for page in view.pages]
    many = Counter(keys)
    return [(key, number) for number, key in enumerate(keys) if many[key] == 1]
