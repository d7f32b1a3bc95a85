"""The site as the rules see it while they look at one page: it notes what they ask.

What is answered for one path is noted as a question about that path, and what is not known here
as a question about everything: a rule cannot look at something without being called again when
that changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from jekyll_tools.lint.page_facts import Anchors
from jekyll_tools.render import Reads, page_key
from jekyll_tools.site import ImageSize, Page, Site
from jekyll_tools.text import File, Lines, Place, Source

if TYPE_CHECKING:
    from jekyll_tools.lint.view import SiteView
    from jekyll_tools.site.disk import Disk

T = TypeVar("T")
EVERYTHING = "site"

# What is part of the key of everything that is kept, so that nobody has to ask for it.
_SETTLED = frozenset(
    (
        *("config", "has_unknown_plugins", "is_data", "open", "plugins_may_add_tags"),
        *("profile", "root", "settings", "source"),
    )
)
_DOMAINS = {
    "data": "data",
    "data_files": "data",
    "now": "clock",
    "problems": "problems",
    "static_files": "statics",
}
_VIEW_SETTLED = frozenset(
    (
        *("elsewhere", "file_place", "known_rules", "may_exist", "plugins_may_rewrite"),
        *("plugins_may_write", "renderer", "selected", "targets", "theme_is_open", "urls"),
    )
)


class Watched:
    """What stands in for something: what is asked of it is noted, then answered by it."""

    def __init__(self, real: Any, reads: Reads) -> None:
        self._real = real
        self._reads = reads

    def __getattr__(self, name: str) -> Any:
        self._reads.add(EVERYTHING)
        return getattr(self._real, name)


class WatchedMapping(Watched, Mapping[str, T]):
    """A mapping: `each` is the question for one key, `all_of_it` that for what keys there are."""

    def __init__(self, real: Mapping[str, T], reads: Reads, each: str, all_of_it: str) -> None:
        super().__init__(real, reads)
        self._each = each
        self._all = all_of_it

    def __getitem__(self, key: str) -> T:
        self._reads.add(self._each, key)
        value: T = self._real[key]
        for part in value if isinstance(value, tuple) else ():
            if isinstance(part, Page):
                self._reads.add("page", page_key(part))
        return value

    def __contains__(self, key: object) -> bool:
        self._reads.add(self._each, str(key))
        return key in self._real

    def __iter__(self) -> Iterator[str]:
        self._reads.add(self._all)
        return iter(self._real)

    def __len__(self) -> int:
        self._reads.add(self._all)
        return len(self._real)


class WatchedDisk(Watched):
    """The disk: whether one file is there is noted by its path, and what is below a folder."""

    _real: Disk

    def is_file(self, path: str) -> bool:
        """See `Disk`."""
        self._reads.add("there", path)
        return self._real.is_file(path)

    def walk(self, folder: str) -> Iterator[str]:
        """See `Disk`."""
        self._reads.add("below", folder)
        return self._real.walk(folder)


class WatchedSite(Watched):
    """A `Site`."""

    _real: Site

    def __init__(self, site: Site, reads: Reads) -> None:
        super().__init__(site, reads)
        self.outputs = WatchedMapping(site.outputs, reads, "output", "outputs")
        self.includes = WatchedMapping(site.includes, reads, "include", "includes")
        self.layouts = WatchedMapping(site.layouts, reads, "layout", "layouts")
        self.disk = WatchedDisk(site.disk, reads)

    def __getattr__(self, name: str) -> Any:
        if name not in _SETTLED:
            self._reads.add(_DOMAINS.get(name, EVERYTHING))
        return getattr(self._real, name)

    def resolve(self, url_path: str) -> str | None:
        """See `Site`."""
        self._reads.add("resolve", url_path)
        return self._real.resolve(url_path)

    def read(self, path: str) -> str:
        """See `Site`."""
        self._reads.add("text", path)
        return self._real.read(path)

    def pages_with(self, word: str) -> list[Page]:
        """See `Site`."""
        self._reads.add("with", word)
        return self._real.pages_with(word)

    def image_size(self, path: str) -> ImageSize | None:
        """See `Site`."""
        self._reads.add("image", path)
        return self._real.image_size(path)

    def file_size(self, path: str) -> int:
        """See `Site`."""
        self._reads.add("bytes", path)
        return self._real.file_size(path)

    def place_of(self, container: object, key: object) -> Source | None:
        """See `Site`."""
        found = self._real.place_of(container, key)
        inner = found
        while inner is not None and not isinstance(inner.text, File):
            inner = next((each for each in inner.text.sources if each is not None), None)
        if inner is None or not isinstance(inner.text, File):
            self._reads.add(EVERYTHING)
        else:
            self._reads.add("text", inner.text.path)
        return found


class WatchedView(Watched):
    """A `SiteView`; what is asked of other pages is noted by their written files."""

    _real: SiteView

    def __init__(self, view: SiteView, site: WatchedSite, reads: Reads) -> None:
        super().__init__(view, reads)
        self.site = site

    def __getattr__(self, name: str) -> Any:
        if name not in _VIEW_SETTLED:
            self._reads.add("outputs" if name == "outputs" else EVERYTHING)
        return getattr(self._real, name)

    def anchors(self, dest: str, fragment: str | None = None) -> Anchors | None:
        """See `SiteView`; who asks for a fragment that is there is told no more than that."""
        found = self._real.anchors(dest, fragment)
        if found is not None and fragment in found.names:
            self._reads.add("fragment", f"{dest}#{fragment}")
            return Anchors(frozenset((fragment,)))
        self._reads.add("facts", dest)
        return found

    def replaced_ids(self, dest: str) -> Mapping[str, str]:
        """See `SiteView`."""
        self._reads.add("facts", dest)
        return self._real.replaced_ids(dest)

    def automatic_ids(self, dest: str) -> frozenset[str]:
        """See `SiteView`."""
        self._reads.add("facts", dest)
        return self._real.automatic_ids(dest)

    def place(self, container: object, key: object) -> Place | None:
        """See `SiteView`."""
        return self._real.file_place(self.site.place_of(container, key))

    def is_front_matter(self, path: str, at: int) -> bool:
        """See `SiteView`."""
        self._reads.add("front", path)
        return self._real.is_front_matter(path, at)

    def read(self, path: str) -> str:
        """See `SiteView`."""
        self._reads.add("text", path)
        return self._real.read(path)

    def mentions(self, path: str, word: str) -> bool:
        """See `SiteView`."""
        self._reads.add("text", path)
        return self._real.mentions(path, word)

    def lines(self, path: str) -> Lines:
        """See `SiteView`."""
        self._reads.add("text", path)
        return self._real.lines(path)

    def why_unpublished(self, path: str) -> str | None:
        """See `SiteView`."""
        self._reads.add("unpublished", path)
        return self._real.why_unpublished(path)
