"""Upper and lower case count in URLs: `Logo.PNG` and `logo.png` are two files on the server.

On a Mac or on Windows the page looks right; on GitHub Pages the file is not found.

Bad:
    ![Logo](images/logo.png)

    == images/Logo.png 4x4 ==

Good:
    ![Logo](images/Logo.png)

    == images/Logo.png 4x4 ==
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import missing_of, path_fix
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def path_case(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "path-case"):
        yield from page.finding(
            missing.reference,
            f"there is {missing.meant}, but no {missing.target.path}",
            "write upper and lower case as the file has them",
            fix=path_fix(page, missing, missing.meant, safe=True),
            value=missing.reference.value,
        )
