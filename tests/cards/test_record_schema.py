"""record_schema.py: what jt reads is valid, what it refuses is not, by a draft-07 validator."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from jekyll_tools.cards.build import planned
from jekyll_tools.cards.config import FIELDS, CardsConfig
from jekyll_tools.cards.people.record_schemas import record_schemas
from jekyll_tools.cards.problem import CardsError
from tests.cards.content import content
from tests.cards.test_build import HERE
from tests.conftest import JT, ROOT, Write
from tests.tables import read_table

FOLDER = CardsConfig(people="_data/people", groups=("staff",), fields={**FIELDS, "link": "website"})


def schema(kind: str, config: CardsConfig | None = None) -> Any:
    return json.loads(record_schemas(config or CardsConfig())[f".jt/schemas/{kind}.json"])


def valid(kind: str, value: object, config: CardsConfig | None = None) -> bool:
    return bool(jsonschema_rs.Draft7Validator(schema(kind, config)).is_valid(value))


@pytest.mark.parametrize("config", [CardsConfig(), CardsConfig(groups=("a", "b")), FOLDER])
def test_the_schemas_are_schemas(config: CardsConfig) -> None:
    for path in record_schemas(config):
        found = schema(path.rpartition("/")[2].removesuffix(".json"), config)
        assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
        jsonschema_rs.meta.validate(found)


def test_the_demo_is_valid() -> None:
    import yaml

    for kind, file in (("people", "speakers"), ("agenda", "agenda"), ("organizers", "organizers")):
        value = yaml.load((ROOT / f"_data/{file}.yml").read_text("utf-8"), yaml.BaseLoader)
        assert valid(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (
            "people",
            [{"name": "Ada", "title": 3, "groups": ["a", {"group": "b", "order": 1}]}],
            True,
        ),
        ("people", [{"name": "Ada", "anything": [1], "groups": "a"}], True),
        ("people", None, True),
        ("people", [{"title": "x"}], False),
        ("people", [{"name": " "}], False),
        ("people", [{"name": "Ada", "link": ["x"]}], False),
        ("people", [{"name": "Ada", "groups": [{"order": 1}]}], False),
        ("people", {"name": "Ada"}, False),
        ("organizers", [{"name": "Ada", "role": "Chair"}], True),
        ("organizers", [{"nam": "Ada"}], False),
        ("organizers", [{"name": "Ada", "afiliation": "x"}], False),
    ],
)
def test_records(kind: str, value: object, expected: bool) -> None:
    assert valid(kind, value) is expected


def test_the_fields_and_groups_are_the_site_s_own() -> None:
    assert valid("people", {"name": "Ada", "website": "x"}, FOLDER)
    assert not valid("people", {"name": "Ada", "website": {}}, FOLDER)
    assert valid("group", {"name": "Staff", "personnel": ["ada"]}, FOLDER)
    assert valid("group", ["ada"], FOLDER)
    assert not valid("group", ["ada", "ada"], FOLDER)
    assert not valid("group", {"name": "Staff"}, FOLDER)
    assert not valid("people", [{"name": "Ada", "groups": ["c"]}], CardsConfig(groups=("a",)))


# What a schema cannot know: other records, the order of times, the scheme of a URL.
BEYOND = ("ends before", "overlap", "nobody knows", "runs a script", "YAML reads")


@pytest.mark.parametrize("case", read_table(HERE / "agenda.txt"), ids=lambda case: case.title)
def test_agendas_that_jt_reads_are_valid_and_others_not(case: Any) -> None:
    import yaml

    value = yaml.load(case.input, yaml.BaseLoader)
    value = json.loads(json.dumps(value).replace('"true"', "true").replace('"2"', "2"))
    ada = {"_data/speakers.yml": "- name: Ada Lovelace\n"}
    try:
        planned(content({**ada, "_data/agenda.yml": case.input}))
    except CardsError:
        expected = any(word in case.title for word in BEYOND)
    else:
        expected = True
    assert valid("agenda", value) is expected


SITE = {
    "_config.yml": "jekyll_tools:\n  cards:\n    groups: [a]\n",
    "_data/speakers.yml": "# us\r\n- name: Ada\r\n",
    "_data/agenda-2024.yml": "days: []\n",
}


def test_the_command(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    assert jt("record-schemas", "--check", cwd=site).returncode == 1
    assert not (site / ".jt").exists()
    done = jt("record-schemas", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    line = "# yaml-language-server: $schema=../.jt/schemas/people.json\r\n"
    assert (site / "_data/speakers.yml").read_bytes().decode() == line + SITE["_data/speakers.yml"]
    assert (site / "_data/agenda-2024.yml").read_text() == (
        "# yaml-language-server: $schema=../.jt/schemas/agenda.json\ndays: []\n"
    )
    assert jt("record-schemas", cwd=site).stdout == "Everything is fresh.\n"
    assert jt("record-schemas", "--check", cwd=site).returncode == 0


def test_build_keeps_the_schemas_fresh(jt: JT, write_site: Write) -> None:
    site = write_site(SITE)
    jt("build", cwd=site)
    assert not (site / ".jt").exists()
    jt("record-schemas", cwd=site)
    assert jt("build", "--check", cwd=site).returncode == 0
    (site / "_config.yml").write_text(SITE["_config.yml"].replace("[a]", "[a, b]"))
    assert "a/.jt/schemas/people.json" in jt("build", "--check", cwd=site).stdout
    jt("build", cwd=site)
    assert jt("record-schemas", "--check", cwd=site).returncode == 0


def test_the_rule_data_schema_takes_them(jt: JT, write_site: Write) -> None:
    schemas = "{_data/speakers.yml: .jt/schemas/people.json}"
    rules = f"  lint: {{rules: {{data-schema: {{schemas: {schemas}}}}}}}\n"
    wrong = "- name: Ada\n  link: [x]\n"
    site = write_site(
        {**SITE, "_config.yml": SITE["_config.yml"] + rules, "_data/speakers.yml": wrong}
    )
    jt("record-schemas", cwd=site)
    done = jt("lint", "--output-format", "concise", cwd=site)
    assert "_data/speakers.yml:3:9: data-schema" in done.stdout


@pytest.mark.parametrize(
    ("focus", "good"), [("50% 30%", True), ([0.5, 0.3], True), ([0.5], False), (0.5, False)]
)
def test_the_point_of_a_photo(focus: object, good: bool) -> None:
    assert valid("people", [{"name": "Ada", "focus": focus}]) == good
