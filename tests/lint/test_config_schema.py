"""The schema of `_config.yml`: it takes what jt takes, and refuses what jt refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from jekyll_tools.cards.problem import CardsError
from jekyll_tools.lint import settings_of
from jekyll_tools.lint.config_schema import config_schema
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.site import SiteError, read_site
from jekyll_tools.site.section import SettingsError
from tests.conftest import ROOT

SCHEMA = jsonschema_rs.validator_for(config_schema())

GOOD = [
    "{}",
    "target: github-pages",
    "lint:",
    "theme: vendor/theme",
    "exchange: {event: _data/event.yml, columns: {table: {name: [First, Last]}}}",
    "lint: {select: [image-alt, 'anchor-missing, image-missing'], ignore: ALL}",
    "lint: {extend-select: image-alt image-heavy}",
    "lint: {severity: {image-alt: error}, per-path: {'drafts/*': [link-missing]}}",
    "lint: {own-hosts: a.org, elsewhere: ['/shop/*']}",
    "lint: {rules: {image-heavy: {kilobytes: 5}, image-aspect: {tolerance: 1}}}",
    "lint: {rules: {data-schema: {schemas: {a: b}}, event-time:}}",
    "cards: {groups: [a], fields: {link: website}, photo-size: 9}",
]
BAD = [
    "[]",
    "lnt: {}",
    "target: jekyll5",
    "target: 4",
    "theme: [a]",
    "lint: []",
    "lint: {select: [image-atl]}",
    "lint: {select: 3}",
    "lint: {ignore: [3]}",
    "lint: {severity: {image-alt: fatal}}",
    "lint: {severity: {image-atl: error}}",
    "lint: {per-path: [a]}",
    "lint: {per-path: {a: [b]}}",
    "lint: {own-hosts: 3}",
    "lint: {elsewhere: {a: b}}",
    "lint: {rules: {image-heavy: {kilobyte: 5}}}",
    "lint: {rules: {image-heavy: {kilobytes: '5'}}}",
    "lint: {rules: {image-heavy: {kilobytes: yes}}}",
    "lint: {rules: {image-aspect: {tolerance: x}}}",
    "lint: {rules: {data-schema: {schemas: [a]}}}",
    "cards: []",
    "cards: {people: 3}",
    "cards: {groups: a}",
    "cards: {photo-size: x}",
    "cards: {peple: x}",
    "cards: {fields: {lnk: x}}",
]


def accepted(section: Any, root: Path) -> bool:
    (root / "_config.yml").write_text(yaml.safe_dump({"jekyll_tools": section}))
    try:
        settings_of(read_site(root))
    except (SettingsError, SiteError, CardsError):
        return False
    return True


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_the_schema_and_jt_are_of_one_mind(text: str, tmp_path: Path) -> None:
    section = yaml.safe_load(text)
    assert accepted(section, tmp_path) == (text in GOOD)
    assert SCHEMA.is_valid({"title": 3, "jekyll_tools": section}) == (text in GOOD)


def test_every_option_of_every_rule_is_in_it() -> None:
    rules = config_schema()["properties"]["jekyll_tools"]["properties"]["lint"]["properties"]
    described = {
        name: set(rule["properties"]) for name, rule in rules["rules"]["properties"].items()
    }
    assert described == {r.name: set(r.options) for r in all_rules().values() if r.options}


def test_every_setting_of_cards_is_described() -> None:
    cards = config_schema()["properties"]["jekyll_tools"]["properties"]["cards"]["properties"]
    assert [name for name, schema in cards.items() if not schema["description"]] == []


def test_the_configuration_of_the_manual_fits() -> None:
    SCHEMA.validate(yaml.safe_load((ROOT / "_config.yml").read_text()))
