"""A link to a page of the own site by its full address breaks like any other, and more quietly.

Link checkers take it for another site. The site's hosts come from `url:` and `CNAME`, others can
be declared as `own-hosts`, and paths that another repository publishes there as `elsewhere`.

On GitHub the repository `work` of Ada is published at `/work/` of the site `ada.github.io`. A
folder that this site does not have is therefore no finding where the site is known to be such a
one (by `url` or `repository`), and a warning on another host.

Bad:
    [Venue](https://example.org/venu.html)

    == _config.yml ==
    url: https://example.org
    == venue.md ==
    The rooms.

Good:
    [Venue](https://example.org/venue.html)

    == _config.yml ==
    url: https://example.org
    == venue.md ==
    The rooms.
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import missing_of, path_fix
from jekyll_tools.lint.rule import Finding, PageView, Severity, rule


@rule()
def own_domain_link(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "own-domain-link"):
        path = missing.target.path
        nearest = page.all.outputs.nearest(path)
        foreign = nearest is None and _is_foreign(page, path)
        if foreign and page.all.urls.is_user_site:
            continue
        yield from page.finding(
            missing.reference,
            f"the site itself has nothing at {path}",
            f"did you mean {nearest}?" if nearest else _advice(path),
            fix=path_fix(page, missing, nearest, safe=False),
            value=missing.reference.value,
            severity=Severity.WARNING if foreign else Severity.ERROR,
        )


def _is_foreign(page: PageView, path: str) -> bool:
    """Whether another repository may publish a path: in a folder that this site does not have."""
    folder, _, inside = path.lstrip("/").partition("/")
    plain = bool(folder) and (bool(inside) or "." not in folder)
    return plain and not page.all.urls.baseurl and not page.all.outputs.has_top(folder)


def _advice(path: str) -> str:
    """How to declare what another repository publishes on the same host."""
    folder = path.strip("/").partition("/")[0]
    glob = f"/{folder}/*" if "/" in path.strip("/") or path.endswith("/") else path
    return f'correct the path; if another repository publishes it, `lint: elsewhere: ["{glob}"]`'
