"""Two sources that are written to one file: one of them is lost, and which one is chance.

Jekyll prints "Conflict" and goes on. Of a site with plugins that are not known here, which may move
pages, only files that are copied are looked at. Files whose names differ only in upper and lower
case are one file on a Mac and on Windows.

Bad:
    == talks.md ==
    ---
    permalink: /program/
    ---
    Talks.
    == posters.md ==
    ---
    permalink: /program/
    ---
    Posters.

Good:
    == talks.md ==
    ---
    permalink: /talks/
    ---
    Talks.
    == posters.md ==
    ---
    permalink: /posters/
    ---
    Posters.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.site import Page, StaticFile

_HOW = ("both written", "all written")


@rule()
def url_conflict(site: SiteView) -> Iterator[Finding]:
    for dest in site.outputs.shared():
        everything = site.site.outputs[dest]
        outputs = [output for output in everything if not _may_be_moved(site, output)]
        paths = list(dict.fromkeys(output.path for output in outputs if output.written))
        own = [path for path in paths if site.site.disk.is_file(path)] if len(paths) > 1 else ()
        if own:
            origins = dict.fromkeys(_origin(site, output) for output in outputs if output.written)
            *others, last = origins
            message = f"{', '.join(others[:3])} and {last} are {_HOW[len(paths) > 2]} to {dest}"
            where = site.place_in_page(own[-1], "permalink")
            start, end = (where.start, where.end) if where else (0, 0)
            help_ = "give one of them another permalink or name"
            yield Finding(own[-1], start, end, message, help_, f"/{dest}", pages=tuple(paths))
    for first, second in site.outputs.differing_in_case():
        for output in site.site.outputs[second][-1:]:
            message = f"/{second} differs from /{first} only in upper and lower case"
            yield Finding(output.path, 0, 0, message, "rename one of them", pages=(output.path,))


def _may_be_moved(site: SiteView, output: Page | StaticFile) -> bool:
    """Whether a plugin that is not known here may give a page another URL, as for each language."""
    return site.plugins_may_write and not isinstance(output, StaticFile)


def _origin(site: SiteView, output: Page | StaticFile) -> str:
    """The source of a written file, for a person who looks for it."""
    if site.site.disk.is_file(output.path):
        return output.path
    generator = output.generator if isinstance(output, Page) else None
    return f"a page that {generator} makes" if generator else f"{output.path} of the theme"
