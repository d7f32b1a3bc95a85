"""The walk through the source: posts, drafts, pages and static files, as `Reader` finds them."""

from __future__ import annotations

from dataclasses import dataclass, field

from jekyll_tools.site.context import Context
from jekyll_tools.site.disk import MAX_DEPTH
from jekyll_tools.site.documents import (
    DATED,
    DATED_3,
    DATELESS,
    in_future,
    published,
    read_document,
)
from jekyll_tools.site.entry import Collection, Entry
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.order import in_order
from jekyll_tools.site.pages import read_page
from jekyll_tools.site.statics import StaticFile, new_static


@dataclass(slots=True)
class Walk:
    """What the walk found; `source` leads from the root to the source, slash last or empty."""

    context: Context
    posts: Collection
    source: str
    pages: list[Entry] = field(default_factory=list)
    statics: list[StaticFile] = field(default_factory=list)

    def run(self) -> None:
        """Read the whole source but for collections other than posts."""
        self._folder("", 0)
        if self.context.new:
            self._included()
        self.posts.docs = in_order(self.posts.docs)
        self.pages.sort(key=lambda page: page.name.encode())
        self.statics.sort(key=lambda file: file.relative_path.encode())

    def _folder(self, folder: str, depth: int) -> None:
        context = self.context
        folders: list[str] = []
        files: list[str] = []
        for name, is_folder in context.disk.items(self.source + folder):
            reason = context.filter.reason(name, folder, is_folder)
            if reason is None:
                (folders if is_folder else files).append(name)
            elif reason != "special":
                context.unpublished[f"{self.source}{folder}/{name}".lstrip("/")] = reason
        self._posts(folder)
        destination = context.config.folder("destination")
        for name in folders:
            inner = f"{folder}/{name}".lstrip("/")
            if inner == destination or depth >= MAX_DEPTH:
                continue
            if not context.disk.is_loop(self.source + inner):
                self._folder(inner, depth + 1)
        for name in files:
            self._file(folder, name)

    def _file(self, folder: str, name: str) -> None:
        context = self.context
        path = f"{self.source}{folder}/{name}" if folder else self.source + name
        if not context.disk.has_header(path):
            base = f"/{folder}" if folder else ""
            self.statics.append(new_static(context, base, name, path))
            return
        page = read_page(context, folder, name, self.source)
        if page is None:
            return
        if published(page) or context.config.values.get("unpublished"):
            self.pages.append(page)
        else:
            context.unpublished[path] = "unpublished"

    def _posts(self, folder: str) -> None:
        container = self.context.config.text("collections_dir")
        if container and not f"/{folder}".startswith(f"/{container}"):
            return
        pattern = DATED if self.context.new else DATED_3
        for inside in self._below(folder, "_posts"):
            if pattern.match(inside):
                self._document(folder, "_posts", inside)
            else:
                path = f"{self.source}{folder}/_posts/{inside}".replace("//", "/").lstrip("/")
                self.context.unpublished[path] = "bad-post-name"
        for inside in self._below(folder, "_drafts"):
            path = f"{self.source}{folder}/_drafts/{inside}".replace("//", "/").lstrip("/")
            if not self.context.config.values.get("show_drafts"):
                self.context.unpublished[path] = "draft"
            elif DATELESS.match(inside):
                self._document(folder, "_drafts", inside, draft=True)

    def _below(self, folder: str, special: str) -> list[str]:
        base = f"{folder}/{special}".lstrip("/")
        context = self.context
        found = []
        for inside in context.disk.walk(self.source + base):
            reason = context.filter.reason(inside, base)
            if reason is None:
                found.append(inside)
            elif reason == "excluded":
                context.unpublished[f"{self.source}{base}/{inside}"] = reason
        return found

    def _document(self, folder: str, special: str, inside: str, *, draft: bool = False) -> None:
        context = self.context
        inner = f"{folder}/{special}/{inside}".lstrip("/")
        container = context.config.folder("collections_dir")
        relative = inner.removeprefix(f"{container}/") if container else inner
        entry = read_document(context, self.source + inner, relative, self.posts, draft=draft)
        if entry is None:
            return
        if _is_broken(context, entry):
            context.unpublished[entry.path] = "not-utf8"
        elif not published(entry) and not context.config.values.get("unpublished"):
            context.unpublished[entry.path] = "unpublished"
        elif in_future(context, entry):
            context.unpublished[entry.path] = "future"
        else:
            self.posts.docs.append(entry)

    def _included(self) -> None:
        """Files that `include` names by their path (`Reader#read_included_excludes`)."""
        known = {page.path for page in self.pages} | {file.path for file in self.statics}
        for name in self.context.config.strings("include"):
            path = clamped(name)
            if self.source + path not in known and self.context.disk.is_file(self.source + path):
                folder, _, file = path.rpartition("/")
                self._file(folder, file)


def _is_broken(context: Context, entry: Entry) -> bool:
    return any(p.kind == "not-utf8" and p.path == entry.path for p in context.problems)


def limited(context: Context, posts: Collection) -> None:
    """`limit_posts`: only the newest."""
    limit = context.config.values.get("limit_posts")
    if isinstance(limit, int) and limit > 0:
        for entry in posts.docs[:-limit]:
            context.unpublished[entry.path] = "limit-posts"
        posts.docs = posts.docs[-limit:]
