"""What pages asked of their site, and which answers they got: every question once."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any, NamedTuple
from zlib import crc32

from jekyll_tools.cache.pieces import pieces
from jekyll_tools.render import Question


class Asked(NamedTuple):
    """What is known of a page in short.

    `made` is when it was looked at (nanoseconds), `seconds` how long that took, `questions` what
    was asked for it; `open` says why not all of it is known, `elsewhere` in which files besides
    its own something was found.
    """

    made: int
    seconds: float
    questions: Sequence[int]
    open: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(slots=True)
class Index:
    """Every question of any page, once, with its answer; of each page which it asked.

    `run` is the name of the run whose answers these are. `settled` is what every page depends on,
    `outputs` which files are written. What has changed little is kept as it was in the run `base`,
    with a patch: `altered` are the questions that have other answers, `renewed` the pages that
    were looked at since.
    """

    run: str = ""
    settled: str = ""
    outputs: str = ""
    questions: dict[Question, int] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    pages: dict[str, Asked] = field(default_factory=dict)
    chunks: int = 1
    base: str = ""
    in_base: int = 0  # questions
    altered: set[int] = field(default_factory=set)
    renewed: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, text: str, patch: str | None = None) -> Index:
        """The index in a text and its patch; `ValueError` and its like for any other text."""
        value = json.loads(text)
        found = cls(str(value["run"]), str(value["settled"]), str(value["outputs"]))
        for kind, subjects in value["subjects"].items():
            start = len(found.questions)
            pairs = zip([kind] * len(subjects), subjects, strict=True)
            found.questions.update(zip(pairs, range(start, start + len(subjects)), strict=True))
        found.answers = value["answers"]
        if {*map(type, found.answers)} - {str} or len(found.answers) != len(found.questions):
            raise ValueError("questions without answers")
        found.pages = dict(_pages(value, len(found.questions)))
        found.chunks = max(int(value["chunks"]), 1)
        found.base, found.in_base = found.run, len(found.answers)
        found._mend(json.loads(patch or "{}"))
        return found

    def _mend(self, patch: Any) -> None:
        if not isinstance(patch, dict) or patch.get("base") != self.base:
            return  # of another index
        self.run = str(patch["run"])
        for number, answer in patch["answers"]:
            self.answer(int(number), str(answer))
        for kind, subject, answer in patch["more"]:
            self.questions[str(kind), str(subject)] = len(self.answers)
            self.answers.append(str(answer))
        if len(self.answers) != len(self.questions):
            raise ValueError("questions that are there twice")
        for key, (made, seconds, asked, opened, elsewhere) in dict(patch["pages"]).items():
            questions = array("I", asked)
            if max(asked, default=-1) >= len(self.answers):
                raise ValueError("a question that is not there")
            lists = tuple(map(str, opened)), tuple(map(str, elsewhere))
            self.pages[key] = Asked(int(made), float(seconds), questions, *lists)
            self.renewed.add(key)

    @property
    def patchable(self) -> bool:
        """Whether little is other than in the base."""
        few = 10 + len(self.pages) // 20
        return bool(self.base) and len(self.renewed) <= few and len(self.altered) <= 50 * few

    def patch(self) -> str:
        """What is other than in the base as a text."""
        more = islice(self.questions, self.in_base, None)
        pages = {key: self.pages[key] for key in self.renewed}
        return json.dumps(
            {
                "base": self.base,
                "run": self.run,
                "answers": [(at, self.answers[at]) for at in self.altered if at < self.in_base],
                "more": [(*question, self.answers[self.questions[question]]) for question in more],
                "pages": {
                    key: page._replace(questions=[*page.questions]) for key, page in pages.items()
                },
            }
        )

    def answer(self, number: int, answer: str) -> bool:
        """Take an answer over; whether it is another one."""
        if self.answers[number] == answer:
            return False
        self.answers[number] = answer
        self.altered.add(number)
        return True

    def written(self) -> Iterator[str]:
        """The index as a text, piece by piece."""
        subjects: dict[str, list[str]] = {}
        for kind, subject in self.questions:
            subjects.setdefault(kind, []).append(subject)
        order = [self.questions[kind, each] for kind in subjects for each in subjects[kind]]
        asked = array("I")
        for page in self.pages.values():
            asked.extend(page.questions)
        if order != list(range(len(order))):  # some questions are new
            new = array("I", [0]) * len(order)
            for number, old in enumerate(order):
                new[old] = number
            asked = array("I", [new[old] for old in asked])
        return pieces(
            {
                "run": self.run,
                "settled": self.settled,
                "outputs": self.outputs,
                "subjects": subjects,
                "answers": [self.answers[old] for old in order],
                "pages": list(self.pages),
                "made": [page.made for page in self.pages.values()],
                "seconds": [page.seconds for page in self.pages.values()],
                "counts": [len(page.questions) for page in self.pages.values()],
                "asked": b64encode(asked.tobytes()).decode(),
                "open": {key: page.open for key, page in self.pages.items() if page.open},
                "elsewhere": {key: p.elsewhere for key, p in self.pages.items() if p.elsewhere},
                "chunks": self.chunks,
            }
        )

    def chunk(self, key: str) -> int:
        """Which of the texts has what is known of a page."""
        return crc32(key.encode("utf-8", "surrogatepass")) % self.chunks

    def compact(self) -> Index:
        """The index without questions that nobody asks any more, once these are many."""
        used = set().union(*(page.questions for page in self.pages.values()))
        if len(used) * 2 > len(self.questions):
            return self
        left = [question for question, number in self.questions.items() if number in used]
        new = {self.questions[question]: number for number, question in enumerate(left)}
        found = Index(self.run, self.settled, self.outputs, chunks=self.chunks)
        found.questions = {question: number for number, question in enumerate(left)}
        found.answers = [self.answers[old] for old in new]
        found.pages = {
            key: page._replace(questions=array("I", [new[number] for number in page.questions]))
            for key, page in self.pages.items()
        }
        return found


def _pages(value: Any, known: int) -> Iterable[tuple[str, Asked]]:
    asked = array("I")
    asked.frombytes(b64decode(value["asked"]))
    if asked and max(asked) >= known:
        raise ValueError("a question that is not there")
    ends = list(accumulate(value["counts"]))
    opened = {key: tuple(map(str, reasons)) for key, reasons in value["open"].items()}
    elsewhere = {key: tuple(map(str, paths)) for key, paths in value["elsewhere"].items()}
    columns = (value[name] for name in ("pages", "made", "seconds", "counts"))
    for key, made, seconds, count, end in zip(*columns, ends, strict=True):
        questions = asked[end - count : end]
        more = opened.get(key, ()), elsewhere.get(key, ())
        yield key, Asked(int(made), float(seconds), questions, *more)
