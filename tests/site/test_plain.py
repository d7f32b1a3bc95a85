"""What YAML gave comes back from JSON as it was, or is not kept."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.site.plain import NoPlainFormError, plain, restored

ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-5)), timezone(timedelta(minutes=90))])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.dates()
    | st.datetimes(timezones=ZONES).map(lambda time: time.replace(fold=0))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text().filter(lambda key: key != "\0"), inner, max_size=4)
    ),
)


@given(VALUES)
def test_values_come_back(value: object) -> None:
    written, tagged = plain(value)
    back = json.loads(json.dumps(written))
    assert tagged or repr(back) == repr(value)
    assert repr(restored(back)) == repr(value)


SHARED: list[int] = []


@pytest.mark.parametrize(
    "value",
    [
        {1: "a"},
        {"\0": ["date", "2024-01-01"]},
        [SHARED, SHARED],
        (1, 2),
        [datetime(2024, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))],
    ],
)
def test_what_would_not_come_back_is_refused(value: object) -> None:
    with pytest.raises(NoPlainFormError):
        plain(value)


@pytest.mark.parametrize("value", [{"\0": 1}, {"\0": ["date"]}, {"\0": ["date", "x"]}])
def test_what_was_never_written_is_an_error(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        restored(value)


def test_a_date_is_no_time() -> None:
    assert type(restored(plain(date(2024, 1, 1))[0])) is date
