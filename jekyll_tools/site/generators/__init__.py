"""The plugins that add, move or title pages: one module each, in the order Jekyll runs them."""

from __future__ import annotations

from collections.abc import Callable

from jekyll_tools.site.generators import (
    archives,
    default_layout,
    feed,
    optional_front_matter,
    paginate,
    readme_index,
    redirect_from,
    sass_maps,
    sitemap,
    titles_from_headings,
)
from jekyll_tools.site.generators.draft import Draft

# Ruby sorts them by priority: normal, low, lowest. Among equals the order does not matter to
# URLs; titles come before layouts, and the sitemap looks at what is there.
GENERATORS: dict[str, Callable[[Draft], None]] = {
    "jekyll-redirect-from": redirect_from.generate,
    "jekyll-archives": archives.generate,
    "jekyll-optional-front-matter": optional_front_matter.generate,
    "jekyll-readme-index": readme_index.generate,
    "jekyll-paginate": paginate.generate,
    "jekyll-feed": feed.generate,
    "jekyll-sitemap": sitemap.generate,
    "jekyll-titles-from-headings": titles_from_headings.generate,
    "jekyll-default-layout": default_layout.generate,
    "jekyll-sass-converter": sass_maps.generate,
}

# Plugins that bring no tag and no filter, or only such as are known here.
TAGLESS = frozenset(
    f"jekyll-{name}"
    for name in (
        *("archives", "coffeescript", "commonmark", "commonmark-ghpages", "default-layout", "feed"),
        *("gist", "github-metadata", "include-cache", "mentions", "optional-front-matter"),
        *("paginate", "readme-index", "redirect-from", "relative-links", "remote-theme"),
        *("sass-converter", "seo-tag", "sitemap", "titles-from-headings"),
    )
) | {"jemoji"}

# Plugins that change what is in pages, but neither which there are nor where.
HARMLESS = frozenset(
    (
        "bundler",
        "github-pages",
        "html-proofer",
        "jekyll",
        "jekyll-admin",
        "jekyll-avatar",
        "jekyll-coffeescript",
        "jekyll-commonmark",
        "jekyll-commonmark-ghpages",
        "jekyll-compose",
        "jekyll-gist",
        "jekyll-github-metadata",
        "jekyll-include-cache",
        "jekyll-last-modified-at",
        "jekyll-mentions",
        "jekyll-octicons",
        "jekyll-relative-links",
        "jekyll-remote-theme",
        "jekyll-seo-tag",
        "jekyll-spaceship",
        "jekyll-target-blank",
        "jekyll-theme-primer",
        "jekyll-toc",
        "jekyll-watch",
        "jemoji",
        "kramdown-parser-gfm",
        "tzinfo",
        "tzinfo-data",
        "wdm",
        "webrick",
    )
)
