"""jekyll-sass-converter 2 and 3: a source map beside each style sheet, outside of safe mode."""

from __future__ import annotations

from jekyll_tools.site.generators.draft import Draft

NAME = "jekyll-sass-converter"


def generate(draft: Draft) -> None:
    """Add `x.css.map` for each Sass page, unless `sass: sourcemap:` keeps it out of production."""
    if draft.context.config.values.get("safe") is True:
        return
    if draft.option("sass", "sourcemap") in {"never", "development"}:
        return
    for page in list(draft.pages):
        if page.ext.lower() in {".scss", ".sass"} and page.kind != "generated":
            folder = page.url.rpartition("/")[0]
            draft.add(NAME, f"{folder}/{page.basename}.css.map".lstrip("/"), {}, page)
