"""Settings in `_config.yml` that Jekyll cannot use, or drops without a word.

A list that is none (`plugins:` with nothing after it) ends the build on Jekyll 3. GitHub Pages
runs only its own plugins; any other is left out there. A name that is nearly that of a setting of
Jekyll, and that no template reads, is a slip; a site may have names of its own.

Bad:
    == _config.yml ==
    exclude: drafts

Good:
    == _config.yml ==
    exclude: [drafts]

Bad, a slip:
    == _config.yml ==
    baseUrl: /conference

Good, a slip:
    == _config.yml ==
    baseurl: /conference
"""

import re
from collections.abc import Iterator

from jekyll_tools.lint.jekylls_settings import KINDS, LATE, NAMES, OBSOLETE
from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, Severity, SiteView, rule
from jekyll_tools.lint.site_problems import advice_of, is_config, problem_finding, problems_of
from jekyll_tools.nearest import question
from jekyll_tools.site.profile import ALLOWED
from jekyll_tools.text import Span

NEAR = 0.86  # likeness of two names, one of which is a slip of the other
_UNREADABLE = (
    *("bad-config", "bad-date", "bad-permalink", "bad-yaml", "duplicate-key", "unknown-alias"),
)
_NO_PLUGINS = ("jekyll-theme-", "kramdown", "minima")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)

Told = tuple[str, str]


@rule(of_pages=False, severity=Severity.WARNING)
def config(site: SiteView) -> Iterator[Finding]:
    for problem in problems_of(site, _UNREADABLE, is_config):
        todo = advice_of(site, problem) or "see the manual of Jekyll, Configuration"
        yield problem_finding(problem, problem.message, todo)
    file = site.site.settings.file
    if file is None or not is_config(file.path):
        return
    told = {p.message.partition(":")[0] for p in problems_of(site, ("bad-config",), is_config)}
    for key, value in site.site.settings.own.items():
        span = _span(file.text, str(key))
        if span is None or key in told:
            continue
        if meant := _meant(site, str(key)):
            edit = FileEdit(file.path, Edit(span.start, span.end, meant))
            message = f'Jekyll has no setting "{key}", and nothing here reads it'
            fix = Fix(f'write "{meant}"', (edit,), safe=False)
            yield Finding(file.path, span.start, span.end, message, question(meant), str(key), fix)
        for message, help_ in _wrong(site, str(key), value):
            yield Finding(file.path, span.start, span.end, message, help_, str(key))


def _wrong(site: SiteView, key: str, value: object) -> Iterator[Told]:
    kinds = KINDS.get(key)
    if key in OBSOLETE and not (key in LATE and site.site.profile.jekyll == 3):
        if not _is_read(site, key):
            yield f"Jekyll no longer reads `{key}`", OBSOLETE[key]
    elif kinds is not None and value is not None and value is not False:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            yield f"`{key}` is {_kind(value)}, but must be {NAMES[kinds[0]]}", "correct it"
        elif isinstance(value, str):
            yield from _wrong_address(key, value)
        elif key == "plugins" and isinstance(value, list):
            yield from _wrong_plugins(site, value)


def _wrong_address(key: str, value: str) -> Iterator[Told]:
    if key == "baseurl" and value == "/":
        yield (
            "`baseurl` is only a slash, so that `{{ site.baseurl }}/x` begins with two",
            'write `baseurl: ""`',
        )
    elif key == "baseurl" and value and (not value.startswith("/") or value.endswith("/")):
        right = "/" + value.strip("/")
        yield f'`baseurl` is "{value}"', f"write `baseurl: {right}`: a slash first, none at the end"
    elif key == "url" and value and not _SCHEME.match(value):
        yield f'`url` is "{value}", without its scheme', f"write `url: https://{value.lstrip('/')}`"


def _wrong_plugins(site: SiteView, plugins: list[object]) -> Iterator[Told]:
    profile = site.site.profile
    if not profile.pages or any(part.kind == "ruby" for part in site.site.open):
        return
    for name in plugins:
        if isinstance(name, str) and name not in ALLOWED and not name.startswith(_NO_PLUGINS):
            help_ = "take it away, or build with an action and set `jekyll_tools: target:`"
            yield f"GitHub Pages does not run the plugin {name}", help_


def _meant(site: SiteView, key: str) -> str | None:
    """The setting of Jekyll, or the one of jt, that a key is a slip of."""
    if key in KINDS or key in OBSOLETE or len(key) < 4 or site.site.has_unknown_plugins:
        return None
    from difflib import SequenceMatcher  # slow to import, and most names are those of Jekyll

    plain = key.lower().replace("-", "_")
    for known in (*KINDS, "jekyll_tools"):
        same = plain.replace("_", "") == known.replace("_", "")
        names = SequenceMatcher(None, plain, known, False)
        # That most names are far is seen by the first bound, at little cost.
        if same or all(
            ratio() >= NEAR for ratio in (names.real_quick_ratio, names.quick_ratio, names.ratio)
        ):
            return None if _is_read(site, key) or known in site.site.settings.own else known
    return None


def _is_read(site: SiteView, key: str) -> bool:
    """Whether a template of the site asks for `site.KEY`; one of a theme not on the disk may."""
    if any(part.kind == "theme" and "primer" not in part.name for part in site.site.open):
        return True
    asks = re.compile(rf"""\bsite\s*(?:\.\s*{re.escape(key)}\b|\[["']{re.escape(key)}["'])""")
    files = [*site.site.includes.values(), *(each.file for each in site.site.layouts.values())]
    files += [page.file for page in site.site.pages if page.file is not None]
    return any(key in file.text and asks.search(file.text) for file in files)


def _span(text: str, key: str) -> Span | None:
    found = re.search(rf"""^["']?(?P<key>{re.escape(key)})["']?[ \t]*:""", text, re.M)
    return Span(*found.span("key")) if found else None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int, float)):
        return f'"{value}"' if isinstance(value, str) else str(value)
    return NAMES.get(type(value), type(value).__name__)
