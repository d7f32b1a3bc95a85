"""File names that change or break on the way to the server: a dot at the end, `%`, `#`, `?`.

Jekyll 4 writes `ada..jpg` as `ada.jpg`, so that links to it break; Jekyll 3 keeps the name. `%`,
`#` and `?` mean something else in a URL, and letters with separate accents (as a Mac may write
them) are not the letters that people type. With `spaces`, white space is reported as well.

Bad:
    ![Ada](images/ada..png)

    == images/ada..png 4x4 ==

Good:
    ![Ada](images/ada.png)

    == images/ada.png 4x4 ==
"""

import re
import unicodedata
from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule

_SPECIAL = re.compile(r"[%#?\\\x00-\x1f]")


@rule(severity=Severity.WARNING)
def filename_hazard(site: SiteView, *, spaces: bool = False) -> Iterator[Finding]:
    for file in site.site.static_files:
        message = None if file.theme or not file.written else _hazard(file.name, spaces=spaces)
        if message:
            help_ = "rename the file; `jt mv` changes the links to it as well"
            yield Finding(file.path, 0, 0, message, help_, file.path, pages=(file.path,))


def _hazard(name: str, *, spaces: bool) -> str | None:
    stem = name.rpartition(".")[0]
    if stem.endswith("."):
        return f'"{name}" has a dot too many, which Jekyll 4 takes away'
    if special := _SPECIAL.search(name):
        return f'"{name}" has a {special[0]!r}, which means something else in a URL'
    if unicodedata.normalize("NFC", name) != name:
        return f'"{name}" has letters with separate accents'
    if spaces and any(letter.isspace() for letter in name):
        return f'"{name}" has white space'
    return None
