"""Several processes say of a site what one says."""

from __future__ import annotations

import pytest

from jekyll_tools.cli.linting.lint_site import lint_site
from jekyll_tools.lint import lint, read_settings
from jekyll_tools.site import read_site
from tests.conftest import Write


def files() -> dict[str, str | bytes]:
    pages: dict[str, str | bytes] = {
        f"p{n}.md": f"---\n---\n## Part {n}\n[a](/p{n + 1}.html#Part-{n + 1}) [b](/nope-{n}.html)\n"
        for n in range(30)
    }
    pages["p7.md"] = "---\n---\n{% include latin.html %}{% youtube x %}\n"
    pages["_includes/latin.html"] = "caf\xe9".encode("latin-1")
    pages["_data/people.yml"] = "- photo: gone.png\n"
    shown = (
        "---\n---\n{% for p in site.data.people %}<img src='{{ p.photo }}' alt=''>{% endfor %}\n"
    )
    return {"_config.yml": "", **pages, "x.md": shown, "y.md": shown}


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_number_of_processes_changes_nothing(write_site: Write, jobs: int) -> None:
    root = write_site(files())
    settings = read_settings(None, select=["ALL"])
    alone = lint(settings.view(read_site(root)), settings)
    assert {"not-utf8", "link-missing", "cross-page-anchor"} <= {f.rule for f in alone}
    linted = lint_site(settings.view(read_site(root)), settings, None, jobs)
    assert linted.findings == alone
    assert list(linted.open_pages) == ["p7.md"]
