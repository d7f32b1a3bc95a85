"""Which Jekyll builds the site: GitHub Pages, Jekyll 3 or Jekyll 4, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from jekyll_tools.site.disk import Disk
from jekyll_tools.site.problems import SiteError
from jekyll_tools.site.yaml_values import Engine
from jekyll_tools.text import Lines

Target = Literal["github-pages", "jekyll3", "jekyll4"]
TARGETS: tuple[Target, ...] = ("github-pages", "jekyll3", "jekyll4")

# github-pages 232 `lib/github-pages/plugins.rb`: always on, and allowed when asked for.
ALWAYS_ON = (
    "jekyll-coffeescript",
    "jekyll-default-layout",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-titles-from-headings",
    "jekyll-relative-links",
)
ALLOWED = (
    *ALWAYS_ON,
    "jekyll-avatar",
    "jekyll-commonmark-ghpages",
    "jekyll-feed",
    "jekyll-include-cache",
    "jekyll-mentions",
    "jekyll-octicons",
    "jekyll-redirect-from",
    "jekyll-remote-theme",
    "jekyll-seo-tag",
    "jekyll-sitemap",
    "jemoji",
)
_OLD = (" Jekyll 0", " Jekyll 1", " Jekyll 2")
DECLARED = "jekyll_tools: target: in _config.yml"


class Profile(NamedTuple):
    """Whose rules count: `target`, why, and how YAML is read.

    `engine` is `safe_yaml` for every upstream Jekyll up to 4.4; `psych` is what Debian's
    package does. `gems` are the plugins that the Gemfile's `:jekyll_plugins` group loads.
    `before_3`: it is Jekyll 1 or 2, which is taken for Jekyll 3 but for what `plugins` names.
    """

    target: Target
    reason: str
    engine: Engine = "safe_yaml"
    gems: tuple[str, ...] = ()
    before_3: bool = False

    @property
    def jekyll(self) -> int:
        """The major version."""
        return 4 if self.target == "jekyll4" else 3

    @property
    def declared(self) -> bool:
        """Whether the site names its target itself."""
        return self.reason == DECLARED

    @property
    def pages(self) -> bool:
        """Whether it is GitHub Pages itself that builds."""
        return self.target == "github-pages"


def find_profile(disk: Disk, config: Mapping[str, Any], engine: Engine, text: str = "") -> Profile:
    """The profile that `jekyll_tools: target:` names, or else what the repository looks like.

    `text` is that of `_config.yml`; it only serves to say where a wrong target is.
    """
    own = config.get("jekyll_tools")
    wanted = own.get("target") if isinstance(own, dict) else None
    gemfile = _text(disk, "Gemfile")
    gems = _plugin_group(gemfile)
    if wanted is not None:
        if wanted not in TARGETS:
            raise SiteError(
                f'_config.yml{_line_of_target(text)}: jekyll_tools: target: is "{wanted}", '
                f"must be one of {', '.join(TARGETS)}"
            )
        return Profile(wanted, DECLARED, engine, gems)
    target, reason = _guess(disk, gemfile)
    return Profile(target, reason, engine, gems, before_3=reason.endswith(_OLD))


def _line_of_target(text: str) -> str:
    """`:3:11`, where the value of a key `target` that is not at the margin stands."""
    found = re.search(r"^.+?\btarget[\"']?:[ \t]*", text[text.find("jekyll_tools") :], re.MULTILINE)
    if found is None:
        return ""
    line, column = Lines(text).position(text.find("jekyll_tools") + found.end())
    return f":{line}:{column}"


def _guess(disk: Disk, gemfile: str) -> tuple[Target, str]:
    lock = _text(disk, "Gemfile.lock")
    if re.search(r"^    github-pages \(", lock, re.MULTILINE):
        return "github-pages", "Gemfile.lock has the github-pages gem"
    if re.search(r"""^\s*gem\s*\(?\s*["']github-pages["']""", gemfile, re.MULTILINE):
        return "github-pages", "Gemfile has the github-pages gem"
    locked = re.search(r"^    jekyll \((\d+)\.", lock, re.MULTILINE)
    if locked:
        target: Target = "jekyll3" if int(locked[1]) < 4 else "jekyll4"
        return target, f"Gemfile.lock has Jekyll {locked[1]}"
    asked = re.search(
        r"""^\s*gem\s*\(?\s*["']jekyll["']\s*,\s*["']\s*(?:~>|=)?\s*v?(\d+)""",
        gemfile,
        re.MULTILINE,
    )
    if asked:
        return (
            "jekyll3" if int(asked[1]) < 4 else "jekyll4"
        ), f"Gemfile asks for Jekyll {asked[1]}"
    if gemfile:
        return "jekyll4", "there is a Gemfile without the github-pages gem"
    if disk.is_file("CNAME"):
        return "github-pages", "there is a CNAME and no Gemfile"
    return "jekyll4", "nothing says otherwise"


def _text(disk: Disk, name: str) -> str:
    if not disk.is_file(name):
        return ""
    file, _ = disk.text(name)
    return "" if file is None else file.text[:200_000]


_GROUP = re.compile(r"^\s*group\s*\(?[^\n]*:jekyll_plugins[^\n]*do\b(.*?)^\s*end\b", re.M | re.S)
_GEM = re.compile(r"""^\s*gem\s*\(?\s*["']([\w.-]+)["']([^\n]*)""", re.MULTILINE)


def _plugin_group(gemfile: str) -> tuple[str, ...]:
    """The gems of the Gemfile's group `:jekyll_plugins`, which Jekyll requires by itself."""
    names = [gem[1] for group in _GROUP.finditer(gemfile) for gem in _GEM.finditer(group[1])]
    names += [gem[1] for gem in _GEM.finditer(gemfile) if ":jekyll_plugins" in gem[2]]
    return tuple(dict.fromkeys(names))
