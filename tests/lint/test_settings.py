"""Settings: what is chosen, and what an unknown name is told."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jekyll_tools.lint import Severity, read_settings, settings_of
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.site import SiteError, read_site
from jekyll_tools.site.section import SettingsError


def names(section: object = None, **flags: object) -> set[str]:
    return {rule.name for rule in read_settings(section, **flags).rules}  # type: ignore[arg-type]


def test_the_default_rules_are_those_that_say_so() -> None:
    assert names() == {rule.name for rule in all_rules().values() if rule.default}


def test_flags_win_over_the_configuration() -> None:
    section = {"lint": {"select": ["image-alt"], "ignore": ["anchor-missing"]}}
    assert names(section) == {"image-alt"}
    assert names(section, select=["anchor-missing,image-missing"]) == {
        "anchor-missing",
        "image-missing",
    }
    assert "image-alt" not in names(None, ignore=["image-alt"])
    assert names(None, select=["ALL"]) == set(all_rules())


def test_severity_and_paths() -> None:
    settings = read_settings(
        {"lint": {"severity": {"image-alt": "error"}, "per-path": {"drafts/*": ["image-alt"]}}}
    )
    assert settings.severity(all_rules()["image-alt"]) is Severity.ERROR
    assert settings.ignored("image-alt", "drafts/a.md")
    assert not settings.ignored("image-alt", "a.md")


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"lnt": {}}, 'jekyll_tools: unknown key "lnt"; did you mean "lint"?'),
        ({"lint": {"selct": []}}, 'unknown key "selct"; did you mean "select"?'),
        ({"lint": {"select": ["image-alts"]}}, 'unknown rule "image-alts"; did you mean "im'),
        ({"lint": {"severity": {"image-alt": "fatal"}}}, "must be error or warning"),
        ({"lint": []}, "must be a mapping"),
        ({"lint": {"ignore": 3}}, "must be a list of names"),
        ({"lint": {"rules": {"image-alt": {"size": 3}}}}, 'unknown key "size"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(section: object, message: str) -> None:
    with pytest.raises(SettingsError, match=message.replace("?", r"\?")):
        read_settings(section)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("  lnt: 1", '2:3: jekyll_tools: unknown key "lnt"; did you mean "lint"?'),
        ("  lint:\n    slect: [x]", '3:5: jekyll_tools: lint: unknown key "slect"; did you me'),
        ("  lint:\n    ignore:\n    - image-atl", '4:7: jekyll_tools: lint: ignore: unkn'),
        ("  lint:\n    ignore: 3", '3:13: jekyll_tools: lint: ignore: is "3", must be a list of n'),
        ("  lint: {rules: {image-heavy: {pixels: yes}}}", '2:40: jekyll_tools: lint: rules: '),
        ("  cards: {peple: a}", '2:11: jekyll_tools: cards: unknown key "peple"; did you mean'),
        ("  target: jekyll5", '2:11: jekyll_tools: target: is "jekyll5", must be one of'),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_place(
    write_site: Callable[[Mapping[str, str]], Path], lines: str, message: str
) -> None:
    root = write_site({"_config.yml": f"jekyll_tools:\n{lines}\n"})
    with pytest.raises((SettingsError, SiteError)) as error:
        settings_of(read_site(root))
    assert str(error.value).startswith(f"_config.yml:{message}")
