"""An image or document that no page uses makes the repository and the site heavier.

A file counts as used when a page leads to it, or when its name stands in any text that the site
reads or copies: style sheets, scripts, data.

Bad:
    Hello.

    == images/old.png 4x4 ==

Good:
    ![New](images/new.png)

    == images/new.png 4x4 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule

ASSETS = (".avif", ".gif", ".heic", ".jpeg", ".jpg", ".mp4", ".pdf", ".png", ".svg", ".webp")
_TEXTS = (".css", ".csv", ".html", ".js", ".json", ".md", ".sass", ".scss", ".txt", ".webmanifest")
_MORE = (".xml", ".yaml", ".yml")


@rule(severity=Severity.WARNING, default=False, of_pages=False)
def orphan_asset(site: SiteView) -> Iterator[Finding]:
    used = site.shown_files()
    files = [f for f in site.site.static_files if f.path.lower().endswith(ASSETS) and not f.theme]
    left = [file for file in files if file.dest not in used and file.written]
    texts = [_text(site, path) for path in site.site.disk.walk("")] if left else []
    whole = "\0".join(texts)
    for file in left:
        if file.name not in whole:
            kilobytes = site.site.file_size(file.path) // 1000
            message = f"nothing on the site uses this file of {kilobytes} kB"
            yield Finding(file.path, 0, 0, message, "remove it", file.path, pages=(file.path,))


def _text(site: SiteView, path: str) -> str:
    return site.read(path) if path.lower().endswith(_TEXTS + _MORE) else ""
