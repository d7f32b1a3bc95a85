"""An event that ends before it starts, or two in one room at one time.

Every list of records in `_data` is looked at whose records have the keys `start` and `end` (which
the options name); records with the same `room` on the same `date` must not overlap. With `gap`,
so many minutes without anything between two of them are reported as well.

Bad:
    == _data/agenda.yml ==
    - {title: Welcome, start: "13:30", end: "1:45"}

Good:
    == _data/agenda.yml ==
    - {title: Welcome, start: "13:30", end: "13:45"}
"""

from collections.abc import Iterator

from jekyll_tools.lint.moments import minutes
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule


@rule(severity=Severity.WARNING, default=False)
def event_time(
    site: SiteView,
    *,
    start: str = "start",
    end: str = "end",
    room: str = "room",
    date: str = "date",
    gap: int = 0,
) -> Iterator[Finding]:
    stack: list[object] = list(site.site.data_files.values())
    while stack:
        value = stack.pop()
        if isinstance(value, (dict, list)):
            stack += value.values() if isinstance(value, dict) else value
        if isinstance(value, list):
            yield from _check(site, value, (start, end, room, date), gap)


def _check(
    site: SiteView, records: list[object], keys: tuple[str, ...], gap: int
) -> Iterator[Finding]:
    start, end, room_key, date = keys
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for record in records:
        if not isinstance(record, dict):
            continue
        first, last = minutes(record.get(start)), minutes(record.get(end))
        place = site.place(record, end) if first is not None and last is not None else None
        if first is None or last is None or place is None:
            continue
        room = record.get(room_key)
        others = taken.setdefault((str(room), str(record.get(date))), [])
        if last < first:
            message = f"this ends ({record[end]}) before it starts ({record[start]})"
            yield Finding(place.path, place.start, place.end, message, "check both times")
        elif room and any(first < until and since < last for since, until in others):
            message = f"in {room} something else takes place at {record[start]}"
            yield Finding(place.path, place.start, place.end, message, "check times and room")
        elif gap and others and (idle := first - max(until for _, until in others)) >= gap:
            message = f"nothing takes place in the {idle} minutes before this"
            yield Finding(place.path, place.start, place.end, message, "is something missing here?")
        others.append((first, last))
