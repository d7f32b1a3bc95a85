"""What GitHub Pages' own build leaves out or overrides.

The lists are those of the github-pages gem 232: `plugins.rb`, and `OVERRIDES` in
`configuration.rb`.
"""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools.doctor.check import Check, State, answer
from jekyll_tools.site import Site
from jekyll_tools.site.foreign_code import ruby_files
from jekyll_tools.site.profile import ALLOWED

# What a site says → what GitHub Pages makes of it.
_OVERRIDES: dict[str, object] = {"lsi": False, "safe": True, "highlighter": "rouge"}

# Gems in a Gemfile's group of plugins that are none.
_NO_PLUGINS = (
    *("base64", "bigdecimal", "bundler", "csv", "eventmachine", "faraday-retry", "github-pages"),
    *("html-proofer", "http_parser.rb", "jekyll", "jekyll-watch", "kramdown-parser-gfm", "logger"),
    *("rake", "tzinfo", "tzinfo-data", "wdm", "webrick"),
)
_WORKFLOWS = ".github/workflows"
_THEMES = ("jekyll-theme-", "minima")


def github_pages(site: Site) -> Check:
    """What is left out; only a note when something else builds the site."""
    rows = [*_plugins(site), *_settings(site)]
    if site.profile.pages and not _has_workflow(site):
        return answer(
            rows,
            "GitHub Pages' own build leaves this out, without a word",
            "GitHub Pages runs every plugin of the site",
        )
    title = "GitHub Pages' own build would leave this out; an Actions workflow need not"
    return answer(rows, title, "Every plugin would run on GitHub Pages, too", State.NOTE)


def _has_workflow(site: Site) -> bool:
    """Whether a workflow builds the site, so that nothing depends on GitHub Pages' own build."""
    names = site.disk.walk(_WORKFLOWS)
    return any("jekyll build" in site.read(f"{_WORKFLOWS}/{name}") for name in names)


def _plugins(site: Site) -> Iterator[str]:
    own = site.settings.own
    asked = own.get("plugins", own.get("gems"))
    named = [str(name) for name in asked] if isinstance(asked, list) else []
    for name in dict.fromkeys([*named, *site.profile.gems]):
        if name not in ALLOWED and name not in _NO_PLUGINS and not name.startswith(_THEMES):
            where = "_config.yml" if name in named else "the Gemfile"
            yield f"the plugin {name} of {where}"
    for name in ruby_files(site.disk, site.settings, site.source):
        yield f"the Ruby file {name}"


def _settings(site: Site) -> Iterator[str]:
    for key, forced in _OVERRIDES.items():
        if key in site.settings.own and site.settings.own[key] != forced:
            yield f"the setting {key}: it is always {str(forced).lower()} there"
