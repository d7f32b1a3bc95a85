"""agenda_times.py: times and dates as people write them."""

from __future__ import annotations

import pytest

from jekyll_tools.cards.agenda.times import day_line, time_line


@pytest.mark.parametrize(
    ("line", "after", "start", "end", "zone", "rest"),
    [
        ("**9:00 am–9:30 am ET**", 0, "9:00", "9:30", "ET", ""),
        ("**9:30-10:30 am ET**", 0, "9:30", "10:30", "ET", ""),
        ("**11:00 am — 12:00 pm**", 0, "11:00", "12:00", "", ""),
        ("**11:00–1:00 pm**", 0, "11:00", "13:00", "", ""),
        ("**12:00–1:30 pm ET**", 0, "12:00", "13:30", "ET", ""),
        ("**9:00-9:45am ET** Welcome", 0, "9:00", "9:45", "ET", "Welcome"),
        ("**9 a.m. to 10 a.m.:** Talk", 0, "9:00", "10:00", "", "Talk"),
        ("### 4:30–6:00", 0, "16:30", "18:00", "", ""),
        ("### 8:30–9:00", 0, "8:30", "9:00", "", ""),
        ("**1:00–2:00**", 720, "13:00", "14:00", "", ""),
        ("**13:00–14:00 CET**", 0, "13:00", "14:00", "CET", ""),
        ("**2:15pm-3:45pm**", 0, "14:15", "15:45", "", ""),
        ("**6:00 pm ET**", 0, "18:00", None, "ET", ""),
        ("**12:00 am–1:00 am**", 0, "0:00", "1:00", "", ""),
    ],
)
def test_a_line_with_a_time(
    line: str, after: int, start: str, end: str | None, zone: str, rest: str
) -> None:
    found = time_line(line, after)
    assert found is not None
    times = [m if m is None else f"{m // 60}:{m % 60:02d}" for m in (found.start, found.end)]
    assert times == [start, end]
    assert found.zone == zone
    assert (line[found.rest :] if found.rest is not None else "").strip() == rest


@pytest.mark.parametrize(
    "line",
    ["**2024**", "**10 things**", "9:00–9:30 am", "**9:00–9:30", "**25:00–26:00**", "**6:00**",
     "**11:00 pm–1:00 am**", "**Session 3: 4**", "## 2025 Summer Workshop"],
)  # fmt: skip
def test_a_line_without(line: str) -> None:
    assert time_line(line) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Thursday, March 14, 2024", ("2024-03-14", True, "")),
        ("Friday March 14 2024: Last Day", ("2024-03-14", False, ": Last Day")),
        ("August 4th", ("2020-08-04", True, "")),
    ],
)
def test_a_heading_with_a_date(heading: str, expected: tuple[str, bool, str]) -> None:
    found = day_line(heading, 2020)
    assert found is not None
    assert (found.date.isoformat(), found.weekday_right, found.rest) == expected


@pytest.mark.parametrize("heading", ["May I ask", "February 30, 2024", "Day 1"])
def test_a_heading_without(heading: str) -> None:
    assert day_line(heading, 2020) is None


def test_a_year_is_not_guessed() -> None:
    assert day_line("August 4th") is None
