"""The settings of the linter, from `_config.yml: jekyll_tools: lint:` and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import NamedTuple

from jekyll_tools.cards.config import config_of
from jekyll_tools.lint.finding import Severity
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.rule import Rule, SiteView
from jekyll_tools.nearest import with_question
from jekyll_tools.site import Site
from jekyll_tools.site.section import Section, SettingsError, nowhere

SECTIONS = ("target", "theme", "lint", "cards", "exchange")
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


class Settings(NamedTuple):
    """What to lint, and how strictly.

    `per_path` are pairs of a glob on the file's path and the rules that it switches off there.
    `options` are the keyword arguments of the rules that have any.
    """

    rules: tuple[Rule, ...]
    severities: Mapping[str, Severity] = MappingProxyType({})
    per_path: tuple[tuple[str, frozenset[str]], ...] = ()
    options: Mapping[str, Mapping[str, object]] = MappingProxyType({})
    own_hosts: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of the rules that run."""
        return frozenset(rule.name for rule in self.rules)

    def view(self, site: Site) -> SiteView:
        """The site as the rules see it."""
        return SiteView(site, self.own_hosts, self.elsewhere)

    def severity(self, rule: Rule) -> Severity:
        """The severity of a rule: the site's own, else the rule's."""
        return self.severities.get(rule.name, rule.severity)

    def ignored(self, rule: str, path: str) -> bool:
        """Whether a rule is switched off for a path."""
        return any(rule in names and fnmatchcase(path, glob) for glob, names in self.per_path)


def settings_of(
    site: Site,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
) -> Settings:
    """The settings of a site, with flags that win; everything under `jekyll_tools:` is checked.

    Raises `SettingsError`.
    """
    settings = _read(Section(site.config, (), site.place_of), select, ignore, extend)
    config_of(site)
    return settings


def read_settings(
    section: object,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend: Iterable[str] = (),
) -> Settings:
    """Settings from the `jekyll_tools:` mapping of `_config.yml` and from flags, which win.

    Raises `SettingsError` for an unknown key or rule, with the name that may have been meant.
    """
    return _read(Section({"jekyll_tools": section}, (), nowhere), select, ignore, extend)


def _read(
    config: Section, select: Iterable[str], ignore: Iterable[str], extend: Iterable[str]
) -> Settings:
    tools = config.section("jekyll_tools", SECTIONS)
    if tools.values.get("theme") is not None:
        tools.typed("theme", "")
    lint = tools.section("lint", KEYS)
    chosen = _flags(select, "--select") or _names(lint, "select")
    added = _names(lint, "extend-select") | _flags(extend, "--extend-select")
    # What was asked for on the command line is not taken back by the configuration.
    dropped = _flags(ignore, "--ignore") | (set() if select else _names(lint, "ignore"))
    wanted = (chosen or {r.name for r in all_rules().values() if r.default}) | added
    return Settings(
        rules=tuple(r for r in all_rules().values() if r.name in wanted - dropped),
        severities=_severities(lint.section("severity", all_rules())),
        per_path=_per_path(lint.section("per-path")),
        options=_options(lint.section("rules", all_rules())),
        own_hosts=lint.strings("own-hosts"),
        elsewhere=lint.strings("elsewhere"),
    )


def _flags(words: Iterable[str], flag: str) -> set[str]:
    given = Section({flag: list(words)}, (), nowhere)
    try:
        return _names(given, flag)
    except SettingsError as error:
        raise SettingsError(str(error).removeprefix("_config.yml: ")) from None


def _names(section: Section, key: str) -> set[str]:
    rules = all_rules()
    found = set()
    for index, name in section.words(key):
        if name != "ALL" and name not in rules:
            raise section.error(key, with_question(f'unknown rule "{name}"', name, rules), index)
        found |= set(rules) if name == "ALL" else {name}
    return found


def _severities(section: Section) -> Mapping[str, Severity]:
    found = {}
    for name, level in section.values.items():
        if level not in tuple(Severity):
            raise section.wrong(name, "must be error or warning", level)
        found[name] = Severity(str(level))
    return found


def _per_path(section: Section) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((str(glob), frozenset(_names(section, glob))) for glob in section.values)


def _options(section: Section) -> Mapping[str, Mapping[str, object]]:
    found = {}
    for name in section.values:
        standard = all_rules()[name].options
        given = section.section(name, standard)
        found[name] = {
            key.replace("-", "_"): given.typed(key, standard[key]) for key in given.values
        }
    return found
