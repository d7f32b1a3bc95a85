"""Two sources that are written to one file: one of them is lost, and which one is chance.

Jekyll prints "Conflict" and goes on. Files whose names differ only in upper and lower case are
one file on a Mac and on Windows.

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


@rule()
def url_conflict(site: SiteView) -> Iterator[Finding]:
    for dest, outputs in site.site.outputs.items():
        paths = list(dict.fromkeys(output.path for output in outputs if output.written))
        if len(paths) > 1 and site.site.disk.is_file(paths[-1]):
            others = ", ".join(paths[:-1][:3])
            message = f"{paths[-1]} and {others} are all written to {dest}"
            if len(paths) == 2:
                message = f"{others} and {paths[-1]} are both written to {dest}"
            where = site.place_in_page(paths[-1], "permalink")
            start, end = (where.start, where.end) if where else (0, 0)
            help_ = "give one of them another permalink or name"
            yield Finding(paths[-1], start, end, message, help_, f"/{dest}", pages=tuple(paths))
    for first, second in site.outputs.differing_in_case():
        for output in site.site.outputs[second][-1:]:
            message = f"/{second} differs from /{first} only in upper and lower case"
            yield Finding(output.path, 0, 0, message, "rename one of them", pages=(output.path,))
