"""Settings of `_config.yml` with which Jekyll ends its build, as Jekyll 4.3 and 3.10 do.

Each was tried with the real Jekyll. What a setting does only to what a site has (Markdown, Sass,
documents of a collection) counts only where there is such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jekyll_tools.site.endings import converters, nested, values
from jekyll_tools.site.endings.ending import Endings
from jekyll_tools.site.problems import Problem
from jekyll_tools.site.setting import offset_of
from jekyll_tools.site.site import Site

__all__ = ["endings"]


def endings(site: Site, overridden: Mapping[str, object]) -> Iterator[Problem]:
    """A problem for each setting of a site's own that ends the build, and is not `overridden`."""
    file = site.settings.file
    if file is None:
        return
    own = site.settings.own
    for key, check in _CHECKS.items():
        if key not in own or key in overridden:
            continue
        for keys, message, advice in check(site, key, own[key]):
            at = offset_of(file, keys, site.profile.engine)
            yield Problem("bad-config", file.path, message, at, fatal=True, advice=advice)


_CHECKS: Mapping[str, Callable[[Site, str, object], Endings]] = {
    **dict.fromkeys(("data_dir", "layouts_dir", "markdown_ext", "permalink"), values.a_text),
    "source": values.a_text,
    **dict.fromkeys(("timezone", "encoding"), values.a_text_unless_false),
    "cache_dir": values.cache_folder,
    "collections_dir": values.collections_folder,
    "plugins_dir": values.plugins_folder,
    "destination": values.destination,
    "theme": values.theme,
    **dict.fromkeys(("include", "exclude"), values.a_list),
    "plugins": values.plugins,
    "gems": values.gems,
    "relative_permalinks": values.old_permalinks,
    "keep_files": values.keep_files,
    "limit_posts": values.limit,
    "time": values.time,
    "markdown": converters.markdown,
    "kramdown": converters.kramdown,
    "liquid": converters.liquid,
    "sass": converters.sass,
    "collections": nested.collections,
    "defaults": nested.defaults,
    "paginate": values.paginate,
    "paginate_path": values.paginate_path,
}
