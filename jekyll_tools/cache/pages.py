"""What an earlier run found on a page, as long as all that the page asked has the same answer."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from zlib import crc32

from jekyll_tools.cache.answers import BY_OUTPUTS, LATER, Answers
from jekyll_tools.cache.plain import NotPlainError, from_plain, to_plain
from jekyll_tools.cache.whole import Kept
from jekyll_tools.dataclass import dataclass
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import CLOCK, Question, page_key
from jekyll_tools.site import Page

_INDEX = "index"
IN_CHUNK = 100  # pages, which are read and written together


@dataclass(slots=True)
class Index:
    """Every question of any page, once, with its answer; of each page which it asked."""

    settled: str = ""
    outputs: str = ""
    questions: dict[Question, int] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    pages: dict[str, tuple[float, Sequence[int]]] = field(default_factory=dict)
    chunks: int = 1

    @classmethod
    def read(cls, text: str) -> Index:
        """The index in a text; `ValueError` and its like for any other text."""
        value = json.loads(text)
        questions: Iterable[Question] = zip(value["kinds"], value["subjects"], strict=True)
        found = cls(str(value["settled"]), str(value["outputs"]))
        found.questions = {question: number for number, question in enumerate(questions)}
        found.answers = list(map(str, value["answers"]))
        if len(found.answers) != len(found.questions):
            raise ValueError("questions without answers")
        for key, (seconds, asked) in value["pages"].items():
            found.pages[key] = float(seconds), array("I", asked)
        found.chunks = max(int(value["chunks"]), 1)
        return found

    def written(self) -> str:
        """The index as a text."""
        return json.dumps(
            {
                "settled": self.settled,
                "outputs": self.outputs,
                "kinds": [kind for kind, _ in self.questions],
                "subjects": [subject for _, subject in self.questions],
                "answers": self.answers,
                "pages": {key: (spent, list(asked)) for key, (spent, asked) in self.pages.items()},
                "chunks": self.chunks,
            }
        )

    def chunk(self, key: str) -> int:
        """Which of the texts has what is known of a page."""
        return crc32(key.encode("utf-8", "surrogatepass")) % self.chunks

    def compact(self) -> Index:
        """The index without questions that nobody asks any more, once these are many."""
        used = set().union(*(asked for _, asked in self.pages.values()))
        if len(used) * 2 > len(self.questions):
            return self
        left = [question for question, number in self.questions.items() if number in used]
        new = {self.questions[question]: number for number, question in enumerate(left)}
        found = Index(self.settled, self.outputs, chunks=self.chunks)
        found.questions = {question: number for number, question in enumerate(left)}
        found.answers = [self.answers[old] for old in new]
        found.pages = {
            key: (seconds, array("I", [new[number] for number in asked]))
            for key, (seconds, asked) in self.pages.items()
        }
        return found


class Pages:
    """The memory of a site's pages (`lint.memory.Memory`) in the user's cache."""

    def __init__(self, kept: Kept, settings: Settings) -> None:
        self._store = kept.store
        self._group = kept.group
        self._settings = settings
        self._index = Index()
        self._known: dict[int, Looked] = {}

    def recall(self, view: SiteView) -> Mapping[int, Looked]:
        """See `Memory`."""
        text = self._store.get(self._group, _INDEX)
        try:
            self._index = Index.read(text or "")
            answers = Answers(view)
            if self._index.settled != answers.settled(self._settings):
                self._index, self._known = Index(), {}
                return {}
            changed = frozenset(self._renewed(answers))
            keys = _keys(view)
            numbers = {key: number for key, number in keys if self._stands(key, changed)}
            self._known = dict(self._read(numbers))
        except (KeyError, TypeError, ValueError, IndexError, NotPlainError, RecursionError):
            self._index, self._known = Index(), {}
        return self._known

    def _renewed(self, answers: Answers) -> Iterator[int]:
        """The questions that have another answer now, but for those about looks of pages."""
        settled: tuple[str, ...] = LATER
        if self._index.outputs == answers.outputs:
            settled = (*LATER, *BY_OUTPUTS)
        known = self._index.answers
        for (kind, subject), number in self._index.questions.items():
            if kind not in settled and (answer := answers.of(kind, subject)) != known[number]:
                old, known[number] = known[number], answer
                if not answers.is_still(kind, subject, old):
                    yield number

    def _stands(self, key: str, changed: frozenset[int]) -> bool:
        found = self._index.pages.get(key)
        return found is not None and changed.isdisjoint(found[1])

    def _read(self, numbers: Mapping[str, int]) -> Iterator[tuple[int, Looked]]:
        clock = self._index.questions.get(CLOCK, -1)
        names = dict.fromkeys(str(self._index.chunk(key)) for key in numbers)
        for _, text in self._store.get_all(self._group, names):
            for key, value in json.loads(text).items():
                if key in numbers:
                    looked: Looked = from_plain(Looked, value)
                    # All that is asked is in the index; this one the run itself has to know.
                    reads = (CLOCK,) if clock in self._index.pages[key][1] else ()
                    yield numbers[key], replace(looked, number=numbers[key], reads=reads)

    def outdated(self, view: SiteView, fresh: Iterable[int]) -> Iterable[int]:
        """See `Memory`."""
        answers = Answers(view)
        dests = {view.pages[number].page.dest for number in fresh}
        known = self._index.answers
        changed = set()
        for (kind, subject), number in self._index.questions.items():
            if kind in LATER:
                dest = subject.partition("#")[0] if kind == "fragment" else subject
                outputs = view.site.outputs.get(dest, ())
                # What is no page has been looked at by nobody.
                asked = dest in dests or any(not isinstance(each, Page) for each in outputs)
                if not outputs or asked:
                    answer = answers.of(kind, subject)
                    if answer != known[number]:
                        known[number] = answer
                        changed.add(number)
        keys = dict(_keys(view))
        return [
            number
            for key, number in keys.items()
            if number in self._known and not changed.isdisjoint(self._index.pages[key][1])
        ]

    def seconds(self, view: SiteView, number: int) -> float | None:
        """See `Memory`."""
        found = self._index.pages.get(page_key(view.pages[number].page))
        return None if found is None else found[0]

    def keep(self, view: SiteView, looked: Iterable[Looked], seconds: Mapping[int, float]) -> None:
        """See `Memory`."""
        if view.site.disk.seen.unstable or view.site.disk.overlay:
            return
        answers = Answers(view)
        before = self._index
        index = Index(answers.settled(self._settings), answers.outputs)
        # The answers that are known are those of now: see `recall` and `outdated`.
        index.questions, index.answers = dict(before.questions), [*before.answers]
        index.chunks = before.chunks
        if not index.chunks <= 1 + len(view.pages) // IN_CHUNK <= 4 * index.chunks:
            index.chunks = 1 + len(view.pages) // IN_CHUNK
        keys = {number: key for key, number in _keys(view)}
        chunks: dict[int, dict[str, Looked]] = {}
        renewed = {index.chunk(key) for key in before.pages.keys() - set(keys.values())}
        for each in looked:
            key = keys.get(each.number)
            if key is None:
                continue
            chunks.setdefault(index.chunk(key), {})[key] = each
            if self._known.get(each.number) is each:
                index.pages[key] = before.pages[key]
            else:
                asked = array("I", [_number(index, answers, question) for question in each.reads])
                index.pages[key] = round(seconds.get(each.number, 0.0), 4), asked
                renewed.add(index.chunk(key))
        afresh = index.chunks != before.chunks
        texts = {str(n): _written(chunks.get(n, {})) for n in (chunks if afresh else renewed)}
        texts[_INDEX] = index.compact().written()
        self._store.put(self._group, texts, afresh=afresh)


def _written(pages: Mapping[str, Looked]) -> str:
    """What is known of some pages, without what the index has."""
    plain = {
        key: to_plain(replace(each, number=0, granted=frozenset(), reads=()))
        for key, each in pages.items()
    }
    return json.dumps(plain)


def _number(index: Index, answers: Answers, question: Question) -> int:
    number = index.questions.setdefault(question, len(index.questions))
    if number == len(index.answers):
        index.answers.append(answers.of(*question))
    elif question[0] in LATER:  # what was looked at now knows the other pages of now
        index.answers[number] = answers.of(*question)
    return number


def _keys(view: SiteView) -> list[tuple[str, int]]:
    """The keys of the pages with their numbers; pages that share one are not kept."""
    keys = [page_key(page.page) for page in view.pages]
    many = Counter(keys)
    return [(key, number) for number, key in enumerate(keys) if many[key] == 1]
