"""The answers to what pages ask of their site, as short texts that can be compared."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from hashlib import blake2b

from jekyll_tools.cache.moment import HOUR
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import Question, page_key
from jekyll_tools.seen import Stamp, digest_of, sight_now
from jekyll_tools.site import DATA, Page
from jekyll_tools.text import File

LATER = ("facts", "fragment")
"""Kinds of questions about other pages, which have an answer when these have been looked at."""

BY_OUTPUTS = ("output", "post", "resolve", "url")
"""Kinds of questions whose answers stay while the same files are written from the same sources."""

_DIGEST = "digest "
"""Starts an answer about a file so new that its stamp would tell nothing."""


class Answers:
    """Answers questions about one reading of a site."""

    def __init__(self, view: SiteView) -> None:
        self._view = view
        self._site = view.site
        self._seen = view.site.disk.seen
        self._by_kind: Mapping[str, Callable[[str], str]] = {
            "below": lambda folder: _digest(self._site.disk.walk(folder)),
            "bytes": self._stamp,
            "clock": lambda _: str(int(self._site.now.timestamp()) // HOUR),
            "data": lambda _: self._data,
            "facts": self._facts,
            "fragment": self._fragment,
            "front": lambda path: self._fronts.get(path, ""),
            "image": self._stamp,
            "include": lambda name: _content_of(self._site.includes.get(name)),
            "includes": lambda _: _digest(self._site.includes),
            "layout": self._layout,
            "layouts": lambda _: _digest(self._site.layouts),
            "output": lambda dest: _sources_of(self._site.outputs.get(dest, ())),
            "outputs": lambda _: self.outputs,
            "page": self._page_of,
            "pages": lambda _: self._all_fronts,
            "post": lambda name: str(view.urls.of_post(name)),
            "problems": lambda _: _digest(sorted(map(repr, self._site.problems))),
            "resolve": lambda path: str(self._site.resolve(path)),
            "site": lambda _: self._everything,
            "statics": lambda _: self._statics,
            "text": self._text,
            "there": self._there,
            "unpublished": lambda path: str(view.why_unpublished(path)),
            "url": lambda path: str(view.urls.of_source(path)),
            "with": self._pages_with,
        }

    def of(self, kind: str, subject: str) -> str:
        """The answer to a question; "?" for one that nobody understands any more."""
        answer = self._by_kind.get(kind)
        return "?" if answer is None else answer(subject)

    def are_sound(self, files: Iterable[str]) -> bool:
        """Whether files (absolute paths) were read without a problem, now and the last time.

        Not those that may give a record, too.
        """
        known, fresh = self._site.disk.known.given, self._site.disk.known.fresh or {}
        return all(file in known and file in fresh and not self._gives_data(file) for file in files)

    def is_given(self, path: str) -> bool:
        """Whether a text need not be read: it was without any problem."""
        full = os.path.join(self._site.disk.root, path)  # noqa: PTH118 hot
        known = self._site.disk.known
        if full in (known.fresh or ()):
            return True
        return known.of(full) is not None or known.of(full, DATA) is not None

    def pages_of(self, files: Iterable[str]) -> list[Page]:
        """The pages that are made of files (absolute paths)."""
        own = self._site.disk.root + os.sep
        paths = {file.removeprefix(own).replace(os.sep, "/") for file in files}
        return [page for page in self._site.pages if page.path in paths and page.file is not None]

    def page(self, page: Page) -> tuple[str, str]:
        """The key of a page, and what is asked about it as a whole."""
        return page_key(page), self._page(page)

    def enough(self, questions: Iterable[Question]) -> list[Question]:
        """The questions without those that the question about all data answers as well."""
        asked = set(questions)
        if ("data", "") in asked:
            asked -= {("text", path) for path in self._site.data_files}
        return sorted(asked)

    def settled(self, settings: Settings) -> str:
        """What every page depends on: the configuration, the rules, what is not known."""
        site, view = self._site, self._view
        config = site.settings
        return _digest(
            (
                "" if config.file is None else digest_of(config.file.text.encode()),
                repr(sorted(config.values.items(), key=lambda item: item[0])),
                repr((site.profile, config.plugins, str(config.zone), site.source, site.open)),
                repr((sorted(view.urls.own_hosts), view.urls.link_prefix)),
                repr([rule.name for rule in settings.rules]),
                repr((settings.severities, settings.options, settings.elsewhere)),
                repr([(glob, sorted(names)) for glob, names in settings.per_path]),
            )
        )

    def _page_of(self, key: str) -> str:
        page = self._by_key.get(key)
        return "" if page is None else self._page(page)

    def _pages_with(self, word: str) -> str:
        pages = self._site.pages_with(word)
        return _digest(f"{page_key(page)}\n{page.path}\n{self._page(page)}" for page in pages)

    @cached_property
    def _by_key(self) -> Mapping[str, Page]:
        return {page_key(page): page for page in self._site.pages}

    @cached_property
    def outputs(self) -> str:
        """Which files are written, from which sources, and at which addresses."""
        outputs = self._site.outputs
        parts = [f"{dest}\n{_sources_of(outputs[dest])}" for dest in outputs]
        pages = [f"{page.relative_path}\n{page.url}\n{page.written}" for page in self._site.pages]
        files = [f"{file.relative_path}\n{file.url}" for file in self._site.static_files]
        return _digest((*parts, "", *pages, "", *files))

    def _page(self, page: Page) -> str:
        text = "" if page.file is None else self._text_of(page.file)
        return f"{text} {self._front(page)}"

    def _front(self, page: Page) -> str:
        """All but the content: the front matter in full where it is not the file's alone."""
        parts: list[object] = [page.url, page.kind, page.written, page.why_not, page.layout]
        parts += [page.relative_path, page.output_ext, page.generator, page.cause, page.paginator]
        parts += [page.listed]
        parts += [page.title_heading, page.collection, page.excerpt_separator, page.body.start]
        if page.date is not self._site.now:
            parts.append(page.date)
        if page.file is None or page.generator is not None or page.title_heading is not None:
            parts.append(page.front_matter)
        head = "" if page.file is None else page.file.text[: page.body.start]
        return digest_of(f"{parts!r}{head}".encode("utf-8", "surrogatepass"))

    @cached_property
    def _all_fronts(self) -> str:
        site = self._site
        fronts = [f"{page_key(page)} {self._front(page)}" for page in site.pages]
        lists = [site.posts, *site.categories.values(), *site.tags.values()]
        lists += [each.docs for each in site.collections.values()]
        orders = [page.path for pages in lists for page in pages]
        return _digest((*fronts, "", *orders))

    @cached_property
    def _fronts(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for page in self._site.pages:
            if page.file is not None:
                found[page.path] = f"{found.get(page.path, '')} {page.body.start}"
        return found

    @cached_property
    def _data(self) -> str:
        sights = [
            f"{path}\n{sight.digest}"
            for path, sight in self._seen.files.items()
            if self._gives_data(path)
        ]
        laid = [f"{path}\n{self._text(path)}" for path in self._site.disk.overlay]
        return _digest(
            (*sorted(sights), "", *(each for each in laid if each.startswith(self._data_dir)))
        )

    def _gives_data(self, path: str) -> bool:
        """Whether a file (absolute path) may be a record of the site or of its theme."""
        return path.startswith(self._own_data) or "/_data/" in path

    @cached_property
    def _own_data(self) -> str:
        return os.path.join(self._site.disk.root, self._data_dir) + os.sep  # noqa: PTH118 text

    @property
    def _data_dir(self) -> str:
        return f"{self._site.source}{self._site.settings.folder('data_dir')}"

    @cached_property
    def _statics(self) -> str:
        files = self._site.static_files
        return _digest([f"{f.relative_path}\n{f.url}\n{f.collection}\n{f.data!r}" for f in files])

    @cached_property
    def _everything(self) -> str:
        unpublished = [f"{path}\n{why}" for path, why in self._site.unpublished.items()]
        pages = [f"{key}\n{self._page(page)}" for key, page in self._by_key.items()]
        clock = self.of("clock", "")
        return _digest((*pages, *unpublished, self._data, self._statics, self.outputs, clock))

    def _text(self, path: str) -> str:
        if path in self._site.disk.overlay:
            return f"text {digest_of(self._site.read(path).encode('utf-8', 'surrogatepass'))}"
        full = os.path.join(self._site.disk.root, path)  # noqa: PTH118 hot
        sight = self._seen.files.get(full)
        if sight is None or sight.what != "text" or not self.is_given(path):
            self._site.read(path)  # what is wrong with a text is told when it is read
            sight = self._seen.files.get(full)
        return "" if sight is None else f"{sight.what} {sight.digest}"

    def _text_of(self, file: File) -> str:
        known = self._text(file.path)
        return known or digest_of(file.text.encode("utf-8", "surrogatepass"))

    def _layout(self, name: str) -> str:
        layout = self._site.layouts.get(name)
        return _content_of(layout.file if layout else None)

    def _there(self, path: str) -> str:
        full = os.path.join(self._site.disk.root, path)  # noqa: PTH118 hot
        # What was read is there; asking the disk costs more.
        known = full in self._seen.files and path not in self._site.disk.overlay
        return str(known or self._site.disk.is_file(path))

    def _stamp(self, path: str) -> str:
        """The stamp of a file in the place of what was read of it: to read it again is slow."""
        disk = self._site.disk
        if disk.overlay and not disk.is_file(path):
            return ""
        place = str(disk.place(path))
        try:
            found = os.stat(place)  # noqa: PTH116 hot
        except (OSError, ValueError):
            return ""
        # Noted, too, where the page that shows it is not looked at again.
        self._seen.stamp(place, found)
        stamp = Stamp.of(found)
        if not stamp.is_racy(self._seen.started):
            return f"{stamp.size} {stamp.modified} {stamp.changed} {stamp.inode}"
        sight = self._seen.files[place]
        # One that may change unseen gets an answer that it will never have again.
        return f"{_DIGEST}{sight.digest}" if sight.what == "text" else f"racy {self._seen.started}"

    def is_still(self, kind: str, subject: str, answer: str) -> bool:
        """Whether a file has the content that an earlier answer gave in the place of its stamp."""
        if kind not in ("bytes", "image") or not answer.startswith(_DIGEST):
            return False
        sight = sight_now(str(self._site.disk.place(subject)), "text")
        return sight is not None and answer == f"{_DIGEST}{sight.digest}"

    def _facts(self, dest: str) -> str:
        facts = [
            repr((sorted(found.names), found.anchors_open, sorted(found.automatic), found.replaced))
            for output in self._site.outputs.get(dest, ())
            if isinstance(output, Page) and (found := self._view.facts(output))
        ]
        statics = [
            self._text(output.path)
            for output in self._site.outputs.get(dest, ())
            if not isinstance(output, Page)
        ]
        return _digest((*facts, "", *statics))

    def _fragment(self, subject: str) -> str:
        dest, _, fragment = subject.partition("#")
        anchors = self._view.anchors(dest)
        if anchors is None:
            return "no HTML"
        if fragment in anchors.names:
            return "there"
        return "missing" if anchors.closed else "open"


def _content_of(file: File | None) -> str:
    if file is None:
        return ""
    return f"{file.path} {digest_of(file.text.encode('utf-8', 'surrogatepass'))}"


def _sources_of(outputs: tuple[object, ...]) -> str:
    return "\n".join(f"{type(each).__name__} {getattr(each, 'path', '')}" for each in outputs)


def _digest(parts: Iterable[object]) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(str(part).encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()
