"""Whether any file of a site says a word: what is mentioned somewhere is taken for meant."""

from __future__ import annotations

import re
from functools import cached_property

from jekyll_tools.lint.site_problems import is_config
from jekyll_tools.site import Site

_TEXTS = (
    *(".bib", ".css", ".csv", ".htm", ".html", ".js", ".json", ".markdown", ".md", ".mjs", ".py"),
    *(".rb", ".sass", ".scss", ".sh", ".svg", ".toml", ".tsv", ".txt", ".webmanifest", ".xml"),
    *(".yaml", ".yml"),
)
_WORD = re.compile(r"[\w-]+")
_LOOKED_UP = re.compile(r"\bsite\[(?!\s*[\"'])")
_OF_TOOLS = re.compile(
    r"(?:.*?/)??(?:node_modules|bower_components|vendor/(?:bundle|cache|gems)|\.?venv|__pycache__)(?=/)"
)


def folder_of_tools(path: str) -> str | None:
    """The folder of other people's code that a file is in, which a package manager made."""
    found = _OF_TOOLS.match(path)
    return found[0] if found else None


class Mentions:
    """The texts of a site and its theme, all but its configuration and what tools brought."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def has(self, text: str) -> bool:
        """Whether some file contains a text, wherever."""
        return text in self._whole

    def has_word(self, word: str) -> bool:
        """Whether some file contains a word."""
        return word in self._words

    @cached_property
    def looks_settings_up(self) -> bool:
        """Whether a template takes a setting by a name that it has from elsewhere."""
        return _LOOKED_UP.search(self._whole) is not None

    @cached_property
    def _whole(self) -> str:
        site = self._site
        texts = [
            site.read(path)
            for path in site.disk.walk("")
            if path.lower().endswith(_TEXTS)
            and not is_config(path)
            and folder_of_tools(path) is None
        ]
        texts += [file.text for file in site.includes.values()]
        texts += [layout.file.text for layout in site.layouts.values()]
        texts += [page.file.text for page in site.pages if page.file]  # the theme's among them
        return "\0".join(texts)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._whole))
