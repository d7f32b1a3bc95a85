"""With a `baseurl`, a path that starts at the root leaves the site: `/x` is not `/base/x`.

`relative_url` puts the baseurl before a path. Only paths that the site has below its baseurl are
reported; others may belong to another site on the same host. A relative path leaves the site when
it has a `../` too many.

Bad:
    [Venue](/venue.html)

    == _config.yml ==
    baseurl: /conference
    == venue.md ==
    The rooms.

Good:
    [Venue]({{ '/venue.html' | relative_url }})

    == _config.yml ==
    baseurl: /conference
    == venue.md ==
    The rooms.
"""

from collections.abc import Iterator
from urllib.parse import quote

from jekyll_tools.lint.rule import Finding, Fix, PageView, rule
from jekyll_tools.lint.safety import is_in_liquid
from jekyll_tools.render import Leads, Reference


@rule()
def baseurl_missing(page: PageView) -> Iterator[Finding]:
    base = page.all.urls.baseurl
    for reference, target in page.led if base else ():
        if target.leads is not Leads.OUTSIDE or target.own_host:
            continue
        path = reference.value.strip().partition("#")[0].partition("?")[0]
        # "/" alone may well mean the front page of the host
        if target.path == "/" or page.site.resolve(base + quote(target.path)) is None:
            continue
        rooted = path.startswith("/")
        yield from page.finding(
            reference,
            f'"{reference.value}" leads out of the site, which is at {base}',
            f"put {base} before it, best with `relative_url`" if rooted else "climb less high",
            fix=_fix(page, reference) if rooted else None,
            value=reference.value,
        )


def _fix(page: PageView, reference: Reference) -> Fix | None:
    """`relative_url`, where the value stands in a template and is no more than a path."""
    text = page.html.text[reference.start : reference.end]
    around = page.html.text[reference.start - 1 : reference.start]
    edit = page.edit(reference.start, reference.end, f"{{{{ '{text}' | relative_url }}}}")
    if edit is None or around == "'" or set(text) & set("'#?{}"):
        return None
    source = page.page
    own = edit.path == source.path and edit.edit.start >= source.body.start
    start = edit.edit.start
    include = edit.path.startswith(("_includes/", "_layouts/"))
    if include and page.is_value_at(edit.path, start):
        return None
    if not (own or include) or source.front_matter.get("render_with_liquid") is False:
        return None
    if is_in_liquid(page.all.read(edit.path), start):
        return None
    return Fix("use relative_url", (edit,), safe=True)
