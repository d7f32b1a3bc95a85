"""What is published, perhaps by mistake; what is not; and what is large."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase

from jekyll_tools.doctor.check import Check, State, answer, megabytes
from jekyll_tools.doctor.mentions import Mentions, folder_of_tools
from jekyll_tools.lint.missing import REASONS
from jekyll_tools.report.summary import count
from jekyll_tools.site import Site

# Names of files that are there for those who work on a site.
_FOR_THE_WORKSHOP = (
    *(
        "*.bak",
        "*.orig",
        "*.rej",
        "*.swp",
        "*.swo",
        "*.tmp",
        "*.log",
        "*.sarif",
        "*.sql",
        "*.sqlite",
    ),
    *("*.ai", "*.indd", "*.psd", "*.sketch", "*.xcf", "*.code-workspace", "*.gemspec"),
    *("*.key", "*.pem", "*.p12", "*.pfx", "id_rsa*", "id_ed25519*", "thumbs.db", "desktop.ini"),
    *("*.rb", "*.sh", "*.bat", "*.ps1", "rakefile", "makefile", "dockerfile*", "vagrantfile"),
    *("docker-compose*.yml", "docker-compose*.yaml", "compose.yml", "compose.yaml"),
    *("package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "npm-shrinkwrap.json"),
    *("gulpfile*", "gruntfile*", "webpack.*", "rollup.config.*", "postcss.config.*"),
    *("tailwind.config.*", "babel.config.*", "tsconfig.json", "requirements*.txt", "pipfile*"),
    *("poetry.lock", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "environment.yml"),
    *("netlify.toml", "vercel.json", "appveyor.yml", "azure-pipelines.yml", "codeowners"),
    *("readme", "readme.*", "pull_request_template.md", "issue_template.md"),
)
_ABOUT_THE_PROJECT = re.compile(
    r"(?:CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|LICEN[CS]E|SECURITY|TODO)(?:\.\w+)?"
)
_BY_MISTAKE = ("bad-post-name", "future", "limit-posts", "not-utf8")
_CONTENT = (".md", ".markdown", ".mkdn", ".mkd", ".html", ".htm", ".textile")
_LARGE = 1_000_000  # bytes
_SHOWN = 5
_FEW = 2  # files of one folder that are named one by one


def perhaps_by_mistake(site: Site, mentions: Mentions) -> Check:
    """Files that are published though their names say that they are for the workshop.

    One that some file of the site mentions is meant for visitors. Whole folders come first.
    """
    tools: dict[str, list[int]] = defaultdict(list)
    found: dict[str, list[str]] = defaultdict(list)
    for path, url in _written(site):
        if folder := folder_of_tools(path):
            tools[folder].append(site.file_size(path))
        elif _for_the_workshop(path) and not mentions.has(path.rpartition("/")[2]):
            found[path.partition("/")[0] if "/" in path else ""].append(f"{path} is at {url}")
    rows = [
        f"{folder}/: {count(len(sizes), 'file')}, {megabytes(sum(sizes))}"
        for folder, sizes in sorted(tools.items(), key=lambda item: -sum(item[1]))
    ]
    rows += found.pop("", [])
    for folder, inside in found.items():
        few = len(inside) <= _FEW
        rows += inside if few else [f"{len(inside)} files in {folder}/; {inside[0]}"]
    return answer(
        rows,
        "Published, perhaps by mistake; `exclude:` in _config.yml keeps files out",
        "No file is published that looks like one for the workshop",
        State.NOTE,
    )


def _written(site: Site) -> Iterator[tuple[str, str]]:
    for file in site.static_files:
        if file.written and not file.theme:
            yield file.path, f"/{file.dest}"
    for page in site.pages:
        # A page of that name with a URL of its own is meant, and so is the site's first page.
        home = page.url.endswith("/") or "permalink" in page.own
        if page.written and page.file is not None and page.kind == "page" and not home:
            yield page.path, page.url


def _for_the_workshop(path: str) -> bool:
    name = path.rpartition("/")[2]
    known = any(fnmatchcase(name.lower(), pattern) for pattern in _FOR_THE_WORKSHOP)
    return known or _ABOUT_THE_PROJECT.fullmatch(name) is not None


def not_published(site: Site) -> Check:
    """Content that is not written, by the reason; what is excluded on purpose is left out."""
    paths: dict[str, list[str]] = defaultdict(list)
    for path, reason in site.unpublished.items():
        if reason not in ("excluded", "backup") and path.lower().endswith(_CONTENT):
            paths[reason].append(path)
    rows = []
    for reason, found in sorted(paths.items(), key=lambda item: item[0] not in _BY_MISTAKE):
        names = ", ".join(found[:3]) + (" …" if len(found) > 3 else "")
        rows.append(f"{count(len(found), 'source')}: {REASONS[reason]}: {names}")
    state = State.WRONG if any(reason in _BY_MISTAKE for reason in paths) else State.NOTE
    return answer(rows, "Not published", "No page and no post is left out", state)


def biggest(site: Site) -> Check:
    """The largest files that visitors can get."""
    files = [file for file in site.static_files if file.written and not file.theme]
    sizes = sorted(((site.file_size(file.path), file.path) for file in files), reverse=True)
    large = [size for size, _ in sizes if size > _LARGE]
    rows = [f"{megabytes(size):>9} {path}" for size, path in sizes[:_SHOWN] if size > _LARGE]
    title = f"{count(len(large), 'file')} of more than 1 MB, {megabytes(sum(large))} in all"
    return answer(rows, title, "No file has more than 1 MB", State.NOTE)
