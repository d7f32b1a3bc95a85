"""The site: everything that Jekyll reads, and where it puts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from jekyll_tools.seen import Stamp
from jekyll_tools.site.config import Config
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.generators import TAGLESS
from jekyll_tools.site.images import ImageSize, decoded_size, plain_size
from jekyll_tools.site.page import Page
from jekyll_tools.site.places import Places
from jekyll_tools.site.problems import Open, Problem
from jekyll_tools.site.profile import Profile
from jekyll_tools.site.resolve import Resolver
from jekyll_tools.site.statics import StaticFile
from jekyll_tools.site.templates import Includes, Layouts, is_include_name
from jekyll_tools.text import File, Source


class CollectionDocs(NamedTuple):
    """A collection: `docs` in Jekyll's order, which for posts is the oldest first."""

    label: str
    output: bool
    docs: tuple[Page, ...]
    files: tuple[StaticFile, ...]
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A site as Jekyll sees it once its generators have run.

    `config` is what templates see as `site.*`. `pages` holds all pages, posts, drafts,
    documents and generated pages in the order in which Jekyll writes them; `static_files` what
    is copied. `outputs` maps every file that is written, relative to the destination, to what
    is written there: more than one where they collide, and the last wins.

    `posts` are the newest first, like `site.posts`; `categories` and `tags` likewise.
    `unpublished` says for each source that is not written why: `excluded`, `backup`,
    `unpublished`, `future`, `draft`, `bad-post-name`, `output-false`, `limit-posts`, `not-utf8`.
    `data_files` has the value of each data file by its path, `data` all of them as templates see
    them. `open` is what cannot be known, `problems` what people did wrong. `now` is the build's
    time.
    """

    root: Path
    source: str
    config: Mapping[str, Any]
    profile: Profile
    settings: Config
    now: datetime
    pages: tuple[Page, ...]
    static_files: tuple[StaticFile, ...]
    data: dict[str, Any]
    data_files: Mapping[str, Any]
    includes: Includes
    layouts: Layouts
    outputs: Mapping[str, tuple[Page | StaticFile, ...]]
    collections: Mapping[str, CollectionDocs]
    posts: tuple[Page, ...]
    categories: Mapping[str, tuple[Page, ...]]
    tags: Mapping[Any, tuple[Page, ...]]
    unpublished: Mapping[str, str]
    open: tuple[Open, ...]
    disk: Disk
    _problems: list[Problem]
    _places: Places
    _resolver: Resolver
    _neighbours: Mapping[int, tuple[Page | None, Page | None]]
    _records: Sequence[File]
    _sizes: dict[str, ImageSize | None] = field(default_factory=dict)
    _bytes: dict[str, int] = field(default_factory=dict)
    _files: dict[str, File | None] = field(default_factory=dict)
    _relative: dict[str, File | None] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What people did wrong; reading a layout or include for the first time may add some."""
        return tuple(self._problems)

    def learn(self, problems: Iterable[Problem]) -> None:
        """Take over problems that another process found in files it was the first to read."""
        known = set(self._problems)
        self._problems.extend(problem for problem in problems if problem not in known)

    def is_data(self, path: str) -> bool:
        """Whether a path is that of a data file, or would be."""
        return path.startswith(f"{self.source}{self.settings.folder('data_dir')}/")

    @property
    def has_unknown_plugins(self) -> bool:
        """Whether code that is not known here takes part in the build."""
        return any(part.kind in ("plugin", "ruby") for part in self.open)

    @property
    def plugins_may_add_tags(self) -> bool:
        """Whether a plugin may bring tags and filters that are not known here."""
        return self.has_unknown_plugins or not TAGLESS.issuperset(self.settings.plugins)

    @property
    def remade(self) -> str | None:
        """Why the HTML of a Markdown page may be another than kramdown's, or None."""
        name = next((part.name for part in self.open if part.remakes), None)
        return f"{name} changes what becomes of Markdown" if name else None

    def resolve(self, url_path: str) -> str | None:
        """The file in `outputs` that a server sends for the path of a URL, or None.

        The path starts with a slash and with the baseurl, is percent-encoded, and has neither
        query nor fragment.
        """
        return self._resolver.resolve(url_path)

    def place_of(self, container: object, key: object) -> Source | None:
        """Where the value of `container[key]` stands: in its data file, front matter or config.

        `container` is the very list or mapping that `data`, `config` or a page's `front_matter`
        or `own` holds. None for values that no file says.
        """
        return self._places.of(container, key)

    def image_size(self, path: str) -> ImageSize | None:
        """The size of an image of the source, by its path from the root; None when not there."""
        if path not in self._sizes:
            full = self.disk.place(path)
            inside = self.disk.is_file(path) and full.is_file()
            self._sizes[path] = self._size_of(full) if inside else None
        return self._sizes[path]

    def _size_of(self, full: Path) -> ImageSize:
        seen, known, found = self.disk.seen, self.disk.known.sizes, full.stat()
        seen.stamp(str(full), found)
        size = plain_size(full) or known.of(str(full), Stamp.of(found))
        if size is None:
            size = decoded_size(full)
            known.note(str(full), Stamp.of(found), size, seen.started)
        return size

    def file_size(self, path: str) -> int:
        """The bytes of a file of the source, by its path from the root; 0 when it is not there."""
        if path not in self._bytes:
            full = self.disk.place(path)
            found = full.stat() if self.disk.is_file(path) and full.is_file() else None
            if found is not None:
                self.disk.seen.stamp(str(full), found)
            self._bytes[path] = found.st_size if found else 0
        return self._bytes[path]

    def next_of(self, page: Page) -> Page | None:
        """`page.next`: the document after this one in its collection."""
        return self._neighbours.get(id(page), (None, None))[1]

    def previous_of(self, page: Page) -> Page | None:
        """`page.previous`: the document before this one in its collection."""
        return self._neighbours.get(id(page), (None, None))[0]

    def include_relative(self, page: Page, name: str) -> File | None:
        """The file of `{% include_relative NAME %}` on a page; None when it is not there."""
        folder = page.path.rpartition("/")[0]
        path = f"{folder}/{name}".lstrip("/")
        if page.file is None or not is_include_name(name) or not self.disk.is_file(path):
            return None
        # One file for all pages, so that it is parsed only once.
        if path not in self._relative:
            self._relative[path] = self.disk.text(path)[0]
        return self._relative[path]

    def pages_with(self, word: str) -> list[Page]:
        """The pages of files in whose text a word stands."""
        return [page for page in self.pages if page.file is not None and page.file.mentions(word)]

    def read(self, path: str) -> str:
        """The text of a file, by its path from the root; "" where there is none to be read."""
        file = self._file(path)
        return "" if file is None else file.text

    def mentions(self, path: str, word: str) -> bool:
        """Whether a word stands in the text of a file."""
        file = self._file(path)
        return file is not None and file.mentions(word)

    def _file(self, path: str) -> File | None:
        if not self._files:  # what was read for a page or a record need not be read again
            self._files.update((file.path, file) for file in self._records)
            self._files.update((p.path, p.file) for p in self.pages if p.file is not None)
        if path not in self._files:
            self._files[path] = self.disk.text(path)[0] if self.disk.is_file(path) else None
        return self._files[path]
