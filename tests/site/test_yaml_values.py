"""YAML values are those of real Psych 4.0.4 and SafeYAML 1.0.5 (`make_yaml_goldens.rb`)."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.site.yaml_values import Engine, load

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "yaml_values.jsonl").read_text("utf-8").splitlines()
]


def plain(value: Any) -> Any:
    """A value as the Ruby script writes it."""
    if isinstance(value, datetime):
        moment = value.astimezone(None).replace(tzinfo=None)
        del moment
        utc = value.utctimetuple()
        text = f"{utc.tm_year:04}-{utc.tm_mon:02}-{utc.tm_mday:02}"
        clock = f"{utc.tm_hour:02}:{utc.tm_min:02}:{utc.tm_sec:02}.{value.microsecond:06}"
        offset = value.utcoffset()
        assert offset is not None
        return {"time": f"{text}T{clock}", "offset": int(offset.total_seconds())}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        names = {math.inf: "Infinity", -math.inf: "-Infinity"}
        return {"float": names.get(value, "NaN")}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {"map": [[plain(key), plain(each)] for key, each in value.items()]}
    return value


def typed(value: Any) -> Any:
    """A value in which 1, 1.0 and true differ."""
    if isinstance(value, list):
        return [typed(each) for each in value]
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    return type(value).__name__, value


@pytest.mark.parametrize("engine", ["psych", "safe_yaml"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["yaml"][:40])
def test_value(case: dict[str, Any], engine: Engine) -> None:
    expected = case[engine]
    loaded = load(case["yaml"], engine)
    if "error" in expected:
        assert loaded.failed, loaded.value
        assert loaded.problems
    else:
        assert not loaded.failed, loaded.problems
        assert typed(plain(loaded.value)) == typed(expected["value"])


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 107
