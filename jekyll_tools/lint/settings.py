"""The settings of the linter, from `_config.yml: jekyll_tools: lint:` and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from jekyll_tools.lint.finding import Severity
from jekyll_tools.lint.registry import all_rules, suggestion
from jekyll_tools.lint.rule import Rule, SiteView
from jekyll_tools.site import Site

SECTIONS = ("target", "lint", "cards")
LINT = "_config.yml: jekyll_tools: lint"
KEYS = (
    "select",
    "ignore",
    "extend-select",
    "severity",
    "per-path",
    "rules",
    "own-hosts",
    "elsewhere",
)


class SettingsError(ValueError):
    """A setting that does not exist, or a value of the wrong kind; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to lint, and how strictly.

    `per_path` are pairs of a glob on the file's path and the rules that it switches off there.
    `options` are the keyword arguments of the rules that have any.
    """

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    per_path: tuple[tuple[str, frozenset[str]], ...] = ()
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    own_hosts: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def view(self, site: Site) -> SiteView:
        """The site as the rules see it."""
        return SiteView(site, self.own_hosts, self.elsewhere)

    def severity(self, rule: Rule) -> Severity:
        """The severity of a rule: the site's own, else the rule's."""
        return self.severities.get(rule.name, rule.severity)

    def ignored(self, rule: str, path: str) -> bool:
        """Whether a rule is switched off for a path."""
        return any(rule in names and fnmatchcase(path, glob) for glob, names in self.per_path)


def read_settings(
    section: object,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
) -> Settings:
    """Settings from the `jekyll_tools:` mapping of `_config.yml` and from flags, which win.

    Raises `SettingsError` for an unknown key or rule, with the name that may have been meant.
    """
    tools = _mapping(section, "_config.yml: jekyll_tools", SECTIONS)
    lint = _mapping(tools.get("lint"), LINT, KEYS)
    chosen = _names(tuple(select), "--select") or _names(lint.get("select"), f"{LINT}: select")
    added = _names(lint.get("extend-select"), f"{LINT}: extend-select") | _names(
        tuple(extend), "--extend-select"
    )
    dropped = _names(lint.get("ignore"), f"{LINT}: ignore") | _names(tuple(ignore), "--ignore")
    wanted = (chosen or {r.name for r in all_rules().values() if r.default}) | added
    if select:
        # What was asked for on the command line is not taken back by the configuration.
        dropped = _names(tuple(ignore), "--ignore")
    return Settings(
        rules=tuple(r for r in all_rules().values() if r.name in wanted - dropped),
        severities=_severities(lint.get("severity")),
        per_path=_per_path(lint.get("per-path")),
        options=_options(lint.get("rules")),
        own_hosts=_strings(lint.get("own-hosts"), f"{LINT}: own-hosts"),
        elsewhere=_strings(lint.get("elsewhere"), f"{LINT}: elsewhere"),
    )


def _mapping(value: object, where: str, known: Iterable[str]) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise SettingsError(f"{where}: is a {type(value).__name__}, must be a mapping")
    for key in value:
        if key not in tuple(known):
            raise SettingsError(f'{where}: unknown key "{key}"{suggestion(str(key), tuple(known))}')
    return value


def _names(value: object, where: str) -> set[str]:
    names = set(_strings(value, where))
    if "ALL" in names:
        return set(all_rules())
    for name in sorted(names - set(all_rules())):
        raise SettingsError(f'{where}: unknown rule "{name}"{suggestion(name, dict(all_rules()))}')
    return names


def _strings(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(word for word in value.replace(",", " ").split())
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return tuple(word for item in value for word in _strings(item, where))
    raise SettingsError(f"{where}: must be a list of names")


def _severities(value: object) -> Mapping[str, Severity]:
    found = {}
    for name, level in _mapping(value, f"{LINT}: severity", all_rules()).items():
        if level not in tuple(Severity):
            raise SettingsError(f'{LINT}: severity: {name}: is "{level}", must be error or warning')
        found[name] = Severity(str(level))
    return found


def _per_path(value: object) -> tuple[tuple[str, frozenset[str]], ...]:
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        raise SettingsError(f"{LINT}: per-path: must be a mapping of globs to lists of rules")
    return tuple(
        (str(glob), frozenset(_names(names, f"{LINT}: per-path"))) for glob, names in value.items()
    )


def _options(value: object) -> Mapping[str, Mapping[str, object]]:
    found = {}
    for name, given in _mapping(value, f"{LINT}: rules", all_rules()).items():
        options = all_rules()[name].options
        chosen = _mapping(given, f"{LINT}: rules: {name}", options)
        for key, setting in chosen.items():
            kind = type(options[key])
            if not isinstance(setting, kind) and not (kind is float and isinstance(setting, int)):
                raise SettingsError(f"{LINT}: rules: {name}: {key}: must be a {kind.__name__}")
        found[name] = {key.replace("-", "_"): setting for key, setting in chosen.items()}
    return found
