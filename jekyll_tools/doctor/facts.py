"""What kind of site it is: who builds it, with what theme and plugins, and how much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jekyll_tools.doctor.check import megabytes
from jekyll_tools.report.summary import count
from jekyll_tools.site import Site
from jekyll_tools.site.profile import ALWAYS_ON

_BUILDERS = {
    "github-pages": "GitHub Pages (Jekyll 3.10)",
    "jekyll3": "Jekyll 3",
    "jekyll4": "Jekyll 4",
}


def facts(site: Site) -> Iterator[tuple[str, str]]:
    """Pairs of a label and a text."""
    yield "Site", _name(site)
    yield "Built by", f"{_BUILDERS[site.profile.target]}: {site.profile.reason}"
    yield "Theme", _theme(site)
    yield "Plugins", _plugins(site)
    yield "Pages", _pages(site)
    yield "Files", _files(site)


def _name(site: Site) -> str:
    config = site.settings
    named = [config.text("title"), config.text("url") + config.text("baseurl")]
    return ", ".join(filter(None, named)) or site.root.resolve().name


def _theme(site: Site) -> str:
    own = site.settings.own
    name = own.get("remote_theme") or own.get("theme")
    if name is None and site.profile.pages:
        return "none of its own; GitHub Pages adds jekyll-theme-primer"
    if name is None:
        return "none"
    missing = any(part.kind == "theme" for part in site.open)
    return f"{name} (not on this machine)" if missing else str(name)


def _plugins(site: Site) -> str:
    asked = site.settings.own.get("plugins", site.settings.own.get("gems"))
    own = [str(name) for name in asked] if isinstance(asked, list) else []
    run = [name for name in site.settings.plugins if name in own or name in site.profile.gems]
    if site.profile.pages:
        others = [name for name in ALWAYS_ON if name not in run]
        always = f"{len(others)} that GitHub Pages always runs"
        return f"{', '.join(run)}, and {always}" if run else always
    return ", ".join(run) or "none"


def _pages(site: Site) -> str:
    kinds: Counter[str] = Counter()
    for page in site.pages:
        if page.written:
            kinds[_kind(page.kind, page.collection)] += 1
    parts = []
    for kind, number in kinds.most_common():
        noun = kind in ("page", "post", "draft")
        parts.append(count(number, kind) if noun else f"{number} {kind}")
    return ", ".join(parts) or "none"


def _kind(kind: str, collection: str | None) -> str:
    if kind == "generated":
        return "made by plugins"
    return f"in {collection}" if kind == "document" else kind


def _files(site: Site) -> str:
    copied = [file for file in site.static_files if file.written and not file.theme]
    size = sum(site.file_size(file.path) for file in copied)
    parts = [
        count(len(site.data_files), "data file"),
        count(len(site.includes), "include"),
        count(len(site.layouts), "layout"),
        f"{count(len(copied), 'file')} copied" + (f" ({megabytes(size)})" if copied else ""),
    ]
    return ", ".join(parts)
