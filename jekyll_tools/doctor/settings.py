"""Settings of `_config.yml` that Jekyll does nothing with, or not what they say."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from jekyll_tools.doctor.check import Check, answer
from jekyll_tools.doctor.mentions import Mentions
from jekyll_tools.lint import Finding, Severity
from jekyll_tools.lint.jekylls_settings import KINDS, OBSOLETE
from jekyll_tools.nearest import did_you_mean
from jekyll_tools.site import Site
from jekyll_tools.text import Lines

# What Jekyll reads besides the settings that have a kind: flags of `jekyll serve`, names of old.
_JEKYLL = (
    *(*KINDS, *OBSOLETE, "coffeescript", "commonmark", "config", "drafts", "force_polling"),
    *("gist", "ignore_theme_config", "jailed", "jekyll_tools", "livereload_ignore"),
    *("livereload_max_delay", "livereload_min_delay", "livereload_port", "name", "open_url"),
    *("profile", "redcloth", "scss", "serving", "skip_initial_build", "ssl_cert", "ssl_key"),
    *("time", "title", "trace", "watch", "webrick"),
)
_PLUGINS = (
    *("author", "authors", "description", "tagline", "lang", "locale", "logo", "twitter"),
    *("facebook", "social", "image", "email", "google_site_verification"),
    *("webmaster_verifications", "feed", "sitemap", "jekyll-archives", "jekyll_archives"),
    *("redirect_from", "redirect_to", "remote_theme", "relative_links", "readme_index"),
    *("optional_front_matter", "titles_from_headings", "default_layout", "repository", "github"),
    *("jekyll-mentions", "jekyll_mentions", "emoji", "avatar", "pagination", "autopages"),
    *("last-modified-at", "toc", "target-blank", "jekyll-spaceship", "jekyll_admin", "compose"),
    *("jekyll_compose", "default_front_matter", "category_archive", "tag_archive", "tags"),
    *("compress_html", "plugin", "algolia", "scholar", "polyglot", "languages", "default_lang"),
    *("exclude_from_localization", "picture", "imagemagick", "minify", "jekyll-minifier"),
    *("data_source", "categories", "analytics", "mentions", "permalink_title", "maps", "assets"),
    *("disqus", "google_analytics", "pygments", "static_files", "related_posts", "html_pages"),
)

# What editors and services beside Jekyll read: prose.io, CloudCannon, Staticman and the like.
_OTHERS = ("_", "jekyll", "prose", "cloudcannon", "staticman", "forestry", "siteleaf", "utterances")


def settings(site: Site, mentions: Mentions, findings: Iterable[Finding]) -> Check:
    """What the rule `config` finds, and what is certain to do nothing.

    With parts of the site unknown, little is certain.
    """
    found = [f for f in findings if f.rule == "config" and f.severity == Severity.WARNING]
    rows = [f"{f.path}:{f.at.line}: {f.message}; {f.help}" for f in found]
    rows += [*_unused(site), *_collections(site), *_defaults(site)]
    if not site.open:
        rows += _unknown(site, mentions, {f.value for f in found})
    return answer(
        rows,
        "Settings of _config.yml that Jekyll does nothing with, or not what they say",
        "No setting is known to do nothing",
    )


def _unused(site: Site) -> Iterator[str]:
    plugins = site.settings.plugins
    needs = {
        "paginate": "jekyll-paginate",
        "feed": "jekyll-feed",
        "remote_theme": "jekyll-remote-theme",
        "jekyll-archives": "jekyll-archives",
    }
    for key, plugin in needs.items():
        # GitHub Pages takes a remote theme without being asked for the plugin.
        given = site.settings.own.get(key) and not (key == "remote_theme" and site.profile.pages)
        if given and plugin not in plugins and not site.open:
            yield f"{_place(site, key)}: only the plugin {plugin} reads it, and it is not on"


def _collections(site: Site) -> Iterator[str]:
    base = site.settings.folder("collections_dir")
    for label, collection in site.collections.items():
        folder = f"{base}/_{label}".strip("/")
        empty = not collection.docs and not collection.files
        if label != "posts" and empty and not site.disk.is_folder(folder):
            yield f"{_place(site, label)}: the collection has no folder {folder}"


def _defaults(site: Site) -> Iterator[str]:
    defaults = site.settings.own.get("defaults")
    sources = [page.relative_path for page in site.pages]
    sources += [file.relative_path.lstrip("/") for file in site.static_files]
    for entry in defaults if isinstance(defaults, list) else ():
        scope = entry.get("scope") if isinstance(entry, dict) else None
        path = scope.get("path") if isinstance(scope, dict) else None
        if isinstance(path, str) and path.strip("/") and "*" not in path:
            name = path.strip("/")
            there = site.disk.is_folder(name) or site.disk.is_file(name)
            base = site.settings.folder("collections_dir")
            there = there or (bool(base) and site.disk.is_folder(f"{base}/{name}"))
            if not there and not any(source.startswith(name) for source in sources):
                yield f"{_place(site, path)}: the defaults for {path} apply to nothing"


def _unknown(site: Site, mentions: Mentions, told: Container[str]) -> Iterator[str]:
    if mentions.looks_settings_up:
        return
    known = (*_JEKYLL, *_PLUGINS, *site.settings.plugins)
    for key in map(str, site.settings.own):
        if key in known or key in site.collections or key.startswith(_OTHERS):
            continue
        if key in told or mentions.has_word(key):
            continue
        meant = did_you_mean(key, _JEKYLL, least=0.8)
        what = f"{meant} nothing of the site mentions it".lstrip()
        yield f"{_place(site, key)}: {what}"


def _place(site: Site, key: str) -> str:
    """`_config.yml:12 key`, as far as the line is certain."""
    file = site.settings.file
    if file is None:
        return f"_config.yml {key}"
    lines = Lines(file.text)
    texts = [lines.line(number) for number in range(1, len(lines) + 1)]
    found = [n for n, text in enumerate(texts, 1) if key in text.partition(" #")[0]]
    starts = [n for n in found if texts[n - 1].lstrip(" -\"'").startswith(key)]
    places = starts or found
    return f"{file.path}:{places[0]} {key}" if places else f"{file.path} {key}"
