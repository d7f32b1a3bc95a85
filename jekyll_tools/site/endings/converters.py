"""What converters are given in `_config.yml` that ends the build: Markdown, Liquid, Sass."""

from __future__ import annotations

from jekyll_tools.site.endings.ending import Ending, Endings, must_be
from jekyll_tools.site.endings.values import a_text
from jekyll_tools.site.site import Site

_NO_ENGINE = ("", "mathjax", "nil", "none", "off")  # no gem is called so
_MODES = ("lax", "warn", "strict")
_OLD_PROCESSORS = ("rdiscount", "redcarpet")


def markdown(site: Site, key: str, value: object) -> Endings:
    """A processor that Jekyll or a plugin brings."""
    if site.profile.pages or not _has_markdown(site):
        return  # GitHub Pages takes kramdown for what it does not know
    if not isinstance(value, str):
        yield from a_text(site, key, value)
        return
    known = value.lower() == "kramdown" or value == "KramdownParser"
    if site.profile.jekyll == 3:
        known = known or value.lower() in _OLD_PROCESSORS
    if known or site.has_unknown_plugins or any("commonmark" in p for p in site.settings.plugins):
        return
    advice = "write `markdown: kramdown`"
    if value.lower() == "gfm":
        advice += ", which reads GitHub's Markdown unless `kramdown: input:` says otherwise"
    else:
        advice += ", or name the plugin that brings it under `plugins:`"
    yield Ending((key,), f'Jekyll has no Markdown processor "{value}"', advice)


def kramdown(site: Site, key: str, value: object) -> Endings:
    """A mapping of options that kramdown can read."""
    if not isinstance(value, dict):
        if value is not None and value is not False:
            advice = "write its options on lines of their own below, such as `input: GFM`"
            yield must_be("a mapping", advice, value, key)
    elif _has_markdown(site):
        from jekyll_tools.kramdown.options import refused  # slow to import; few sites have any

        for option, must in refused(value):
            if option == "input" and site.has_unknown_plugins:
                continue
            yield must_be(must, "correct it, or take it away", value[option], key, option)
        engine = value.get("math_engine")
        wrong = engine is True or (isinstance(engine, str) and engine.lower() in _NO_ENGINE)
        if wrong and engine != "mathjax" and site.profile.jekyll == 4:
            must = "mathjax, or false for none"
            yield must_be(must, "write it so", engine, key, "math_engine")


def liquid(site: Site, key: str, value: object) -> Endings:
    """A mapping; `error_mode` is one of three."""
    if not isinstance(value, dict):
        if value is not None:
            yield must_be("a mapping", "write `error_mode: strict` or so below", value, key)
        return
    mode = value.get("error_mode")
    if mode is not None and mode not in _MODES:
        yield must_be("lax, warn or strict", "write one of them", mode, key, "error_mode")


def sass(site: Site, key: str, value: object) -> Endings:
    """A mapping."""
    if value is None or value is False or isinstance(value, dict):
        return
    if any(page.ext in (".scss", ".sass") for page in site.pages):
        yield must_be("a mapping", "write its options on lines of their own below", value, key)


def _has_markdown(site: Site) -> bool:
    return any(page.markdown and page.written for page in site.pages)
