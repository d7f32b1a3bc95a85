"""What files gave to the site when they were read before, so that they need not be read again.

A file counts as known when its content is certain to be that of then. Its values are there at
once; its text is read when somebody asks for it, which of most files nobody does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jekyll_tools.seen import Seen
from jekyll_tools.site.known_sizes import KnownSizes
from jekyll_tools.site.plain import restored
from jekyll_tools.text import File

WORDS = ("card-columns", "jt-ignore")
"""Words that rules look for in every page: where they are is known without the text."""
DATA = " data"


class Given(NamedTuple):
    """What a text gave: the range of its content, `WORDS` that stand in it, a plain value.

    `digest` is that of the file, with `DATA` behind it where all of it was read as a value: a file
    may be a page and a record, too. `words` is a sum of powers of two. `tagged`: the value has
    parts that JSON has no form for. `headed`: the file starts as front matter does.
    """

    digest: str
    start: int
    end: int
    headed: bool
    words: int
    tagged: bool
    value: Any

    def loaded(self) -> Any:
        """The value, as YAML gave it."""
        return restored(self.value) if self.tagged else self.value


class Known:
    """What is known of files, by their absolute paths.

    `seen` is what is certain to be on the disk as it was. `rules` are those by which values are
    read; others make other values of the same text. `fresh` is what is new in this run: None
    where nobody will ask for it. `sizes` are those of images.
    """

    def __init__(
        self,
        seen: Seen | None = None,
        rules: str = "",
        given: Mapping[str, Given] | None = None,
        *,
        keeps: bool = False,
        sizes: KnownSizes | None = None,
    ) -> None:
        self.seen = seen or Seen()
        self.rules = rules
        self.given = given or {}
        self.fresh: dict[str, Given] | None = {} if keeps else None
        self.sizes = sizes or KnownSizes()

    def settle(self, rules: str) -> None:
        """Say how values are read; what was read in another way is forgotten."""
        if rules != self.rules:
            self.rules, self.given = rules, {}

    def of(self, path: str, role: str = "") -> Given | None:
        """What a file gave, if it is as it was then, and was read as what it is read as now."""
        given = self.given.get(path)
        sight = self.seen.files.get(path)
        if given is None or sight is None or sight.what != "text":
            return None
        return given if given.digest == sight.digest + role else None

    def has_no_header(self, path: str) -> bool:
        """Whether it is known that a file does not start as front matter does."""
        sight = self.seen.files.get(path)
        # A file that starts so would have been read; of those others no more was than a few bytes.
        return sight is not None and sight.what in ("head", "stamp") and sight.digest != ""


class LaterFile(File):
    """A file that is read when somebody asks for its text."""

    __slots__ = ("_read", "_text", "_words")
    _read: Callable[[], str]
    _text: str | None
    _words: int

    def __init__(self, path: str, words: int, read: Callable[[], str]) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_read", read)
        object.__setattr__(self, "_text", None)

    @property
    def text(self) -> str:
        """All of the file."""
        found = self._text
        if found is None:
            found = self._read()
            object.__setattr__(self, "_text", found)
        return found

    def mentions(self, word: str) -> bool:
        """See `File`."""
        if self._text is None and word in WORDS:
            return bool(self._words >> WORDS.index(word) & 1)
        return word in self.text


def words_in(text: str) -> int:
    """Which of `WORDS` stand in a text."""
    return sum(1 << number for number, word in enumerate(WORDS) if word in text)
