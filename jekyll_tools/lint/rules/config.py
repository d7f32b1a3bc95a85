"""Settings in `_config.yml` that Jekyll cannot use, or drops without a word.

What ends Jekyll's build is an error: a list that is none (`exclude:` with nothing after it), a
Markdown processor that nobody knows, a number below 0. What Jekyll takes for something else, or
for nothing, is a warning: a time zone that does not exist, a text where `true` or `false` belongs.
GitHub Pages runs only its own plugins; any other is left out there. A name that is nearly that of
a setting of Jekyll, and that no template reads, is a slip; a site may have names of its own.
Where the Gemfile asks for Jekyll 2, `plugins` names the folder of plugins, as it did then.

Bad:
    == _config.yml ==
    exclude:
    limit_posts: "5"

Good:
    == _config.yml ==
    exclude: [drafts]
    limit_posts: 5

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
from jekyll_tools.patterns import late
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.foreign_code import NO_PLUGINS
from jekyll_tools.site.profile import ALLOWED
from jekyll_tools.site.setting import offset_of, shown, span_of
from jekyll_tools.text import File

NEAR = 0.86  # likeness of two names, one of which is a slip of the other
_UNREADABLE = (
    *("bad-config", "bad-date", "bad-permalink", "bad-yaml", "duplicate-key", "unknown-alias"),
)
_NO_ENCODING = r"utf_?8|latin[-_]?\d+|ansi|unicode"
_SCHEME = late(r"[a-z][a-z0-9+.-]*://", re.I)

Told = tuple[str, str]


@rule(of_pages=False)
def config(site: SiteView) -> Iterator[Finding]:
    told = set()
    for problem in problems_of(site, _UNREADABLE, is_config):
        told.add(problem.offset)
        todo = advice_of(site, problem) or "see the manual of Jekyll, Configuration"
        if problem.fatal:
            yield problem_finding(problem, problem.message, f"Jekyll ends its build here; {todo}")
        else:
            yield _milder(problem_finding(problem, problem.message, todo))
    file = site.site.settings.file
    if file is None or not is_config(file.path):
        return
    for key, value in site.site.settings.own.items():
        span = span_of(file.text, str(key))
        if span is None or span.start in told:
            continue
        if meant := _meant(site, str(key)):
            edit = FileEdit(file.path, Edit(span.start, span.end, meant))
            message = f'Jekyll has no setting "{key}", and nothing here reads it'
            fix = Fix(f'write "{meant}"', (edit,), safe=False)
            asked = question(meant)
            yield _milder(Finding(file.path, span.start, span.end, message, asked, str(key), fix))
        for message, help_ in _wrong(site, str(key), value):
            yield _milder(Finding(file.path, span.start, span.end, message, help_, str(key)))
    yield from _idle_defaults(site, file)


def _milder(finding: Finding) -> Finding:
    return finding._replace(severity=Severity.WARNING)


def _wrong(site: SiteView, key: str, value: object) -> Iterator[Told]:
    profile = site.site.profile
    kinds = KINDS.get("plugins_dir" if key == "plugins" and profile.before_3 else key)
    if key in OBSOLETE and not (profile.before_3 or (key in LATE and profile.jekyll == 3)):
        if not _is_read(site, key):
            yield f"Jekyll no longer reads `{key}`", OBSOLETE[key]
    elif kinds is not None and value is not None and value is not False:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            yield f"`{key}` is {shown(value)}, but must be {NAMES[kinds[0]]}", _effect(key, kinds)
        elif isinstance(value, str):
            yield from _wrong_address(key, value)
            yield from _wrong_word(site, key, value)
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


def _wrong_word(site: SiteView, key: str, value: str) -> Iterator[Told]:
    pages = site.site.profile.pages
    if key == "encoding" and re.fullmatch(_NO_ENCODING, value, re.IGNORECASE):
        yield f'Ruby knows no encoding "{value}", and Jekyll ignores it', "write `encoding: utf-8`"
    elif key == "encoding" and re.match("utf-?(?:16|32)", value, re.IGNORECASE):
        message = f'`encoding` is "{value}", in which Jekyll cannot read pages; it leaves them out'
        yield message, "write `encoding: utf-8`, and save the files so"
    elif key == "highlighter" and not pages and _is_no_rouge(value, site.site.profile.jekyll):
        yield (
            f'Jekyll has no highlighter "{value}"; fenced code stays plain',
            f"write `{key}: rouge`",
        )
    elif key == "source" and not pages and value and not site.site.disk.is_folder(clamped(value)):
        help_ = "write the name of a folder, or take the line away"
        yield f'`source` is "{value}", which is no folder: Jekyll builds an empty site', help_


def _is_no_rouge(name: str, jekyll: int) -> bool:
    return (name.lower() == "rouge" != name) or (name.lower() == "pygments" and jekyll == 4)


def _idle_defaults(site: SiteView, file: File) -> Iterator[Finding]:
    """What of `defaults:` Jekyll leaves out, with a warning."""
    sets = site.site.settings.own.get("defaults")
    for index, each in enumerate(sets if isinstance(sets, list) else ()):
        if isinstance(each, dict) and isinstance(each.get("values"), dict):
            continue
        at = offset_of(file, ("defaults", index), site.site.profile.engine) or 0
        message = f"item {index + 1} of `defaults` has no mapping `values:`, and Jekyll drops it"
        help_ = "write `values:` beside its `scope:`, and what to set below"
        yield _milder(Finding(file.path, at, at, message, help_, "defaults"))


def _effect(key: str, kinds: tuple[type, ...]) -> str:
    """What Jekyll makes of a value of another kind, and what to do."""
    if bool in kinds:
        return "Jekyll takes anything else for true; write true or false"
    if key in ("defaults", "theme"):
        return f"Jekyll ignores it; write {NAMES[kinds[0]]}"
    return "put it in quotes, if it is meant so" if str in kinds else "correct it"


def _wrong_plugins(site: SiteView, plugins: list[object]) -> Iterator[Told]:
    profile = site.site.profile
    if not profile.pages or any(part.kind == "ruby" for part in site.site.open):
        return
    for name in plugins:
        if isinstance(name, str) and name not in ALLOWED and not name.startswith(NO_PLUGINS):
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
