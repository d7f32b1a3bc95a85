"""Dates as Ruby's `Time.parse` reads them (`make_date_goldens.rb`)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jekyll_tools.site import SiteError
from jekyll_tools.site.dates import parse_time, present, zone_named

ZONE = ZoneInfo("America/New_York")
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "dates.jsonl").read_text("utf-8").splitlines()
]
# what a text does not say, Ruby takes from the day on which the goldens were made
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_date(case: dict[str, Any]) -> None:
    if case["seconds"] is None:
        with pytest.raises((ValueError, OverflowError)):
            parse_time(case["text"], NOW, ZONE)
    else:
        assert int(parse_time(case["text"], NOW, ZONE).timestamp()) == case["seconds"]


def test_zones() -> None:
    assert zone_named(None) is UTC
    assert str(zone_named("Asia/Tokyo")) == "Asia/Tokyo"
    assert zone_named("Middle/Earth") is None
    assert zone_named("../../etc/passwd") is None


def test_the_time_of_a_build_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1787486400")
    assert present() == datetime(2026, 8, 23, 12, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert abs(present() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("value", ["soon", "²", "-1", "1.5", "99999999999999999", "9" * 5000])
def test_the_time_of_a_build_must_be_a_time(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(SiteError, match=r"^SOURCE_DATE_EPOCH is '.{1,40}', which is no number"):
        present()
