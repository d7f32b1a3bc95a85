"""`jt export`: the calendar through another library's parser, JSON-LD as Jekyll writes it, CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jekyll_tools.cards.agenda.days import Agenda, Day
from jekyll_tools.cards.cells import guarded
from jekyll_tools.cards.from_site import content_of
from jekyll_tools.exchange.csv_file import agenda_csv, speakers_csv
from jekyll_tools.exchange.event import Event
from jekyll_tools.exchange.event_file import read_event
from jekyll_tools.exchange.ics import calendar, uid
from jekyll_tools.exchange.jsonld import document, event_include, missing, stale_event
from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.site import SiteError, read_site
from tests.conftest import Write

EVENT = """\
name: Workshop; on "things", and 数学 {{ site.title }} </script>
timezone: America/New_York
location: Hall 5
address: 51 Vassar St, Cambridge
url: /w.html
"""
AGENDA = """\
timezone: ET
days:
  - date: 2024-03-09
    sessions:
      - {start: "9:00", end: "9:30", kind: break, title: Coffee}
      - start: "9:30"
        end: "10:30"
        kind: talk
        title: "{% raw %} --> <b>&amp;"
        speakers: [{person: ada-king, affiliation: "R&D; x"}]
        abstract: "One \\\\ two, three; four."
  - date: 2024-03-10
    sessions:
      - {start: "9:00", end: "9:30", kind: break, title: Coffee}
      - {start: "9:30", end: "10:30", kind: panel, title: Panel, speakers: [{name: Bob}]}
"""
PEOPLE = "- {name: Ada King, link: 'https://x.org', photo: images/a.jpg, groups: [speakers]}\n"


def scratch(write_site: Write, **files: str) -> Path:
    standard = {
        "_config.yml": "url: https://site.example\nbaseurl: /b\n",
        "_data/event.yml": EVENT,
        "_data/agenda.yml": AGENDA,
        "_data/speakers.yml": PEOPLE,
    }
    return write_site(standard | files)


def event_of(site: Path) -> Event:
    return read_event(read_site(site))


def test_another_parser_reads_what_the_agenda_says(write_site: Write) -> None:
    import ics

    data = calendar(event_of(scratch(write_site)))
    found = sorted(ics.Calendar(data.decode()).events, key=lambda entry: entry.begin)
    assert [entry.name for entry in found] == [
        "Coffee",
        "{% raw %} --> <b>&amp; (Ada King)",
        "Coffee",
        "Panel",
    ]
    # The clocks go forward between the two days.
    assert [entry.begin.datetime.astimezone(UTC).hour for entry in found] == [14, 14, 13, 13]
    assert found[1].duration == timedelta(hours=1)
    assert found[1].location == "Hall 5, 51 Vassar St, Cambridge"
    assert found[1].description == "Ada King, R&D; x\nOne \\ two, three; four."
    assert len({entry.uid for entry in found}) == 4


def test_the_calendar_keeps_to_the_rules_of_the_format(write_site: Write) -> None:
    data = calendar(event_of(scratch(write_site)))
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    for wanted in (b"METHOD:PUBLISH", b"BEGIN:VTIMEZONE", b"TZID:America/New_York"):
        assert wanted in lines
    assert b"DTSTART;TZID=America/New_York:20240309T093000" in lines


def test_the_same_data_give_the_same_calendar(
    write_site: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = scratch(write_site)
    assert calendar(event_of(site)) == calendar(event_of(site))
    assert b"DTSTAMP:20240309T000000Z" in calendar(event_of(site))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert b"DTSTAMP:20231114T221320Z" in calendar(event_of(site))
    event = event_of(site)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "²")
    with pytest.raises(SiteError, match="SOURCE_DATE_EPOCH"):
        calendar(event)


def test_a_site_whose_url_is_none_still_has_a_calendar(write_site: Write) -> None:
    site = scratch(write_site, **{"_config.yml": "url: 'https://[x'\n"})
    assert event_of(site).id.startswith("workshop")


def test_an_entry_keeps_its_id_when_it_moves(write_site: Write) -> None:
    def ids(text: str) -> dict[str, str]:
        data = calendar(event_of(scratch(write_site, **{"_data/agenda.yml": text})))
        unfolded = data.replace(b"\r\n ", b"").decode()
        entries = unfolded.split("BEGIN:VEVENT")[1:]
        return {
            re.search(r"SUMMARY:(\w+|.{9})", entry)[1]: re.search(r"UID:(\S+)", entry)[1]  # type: ignore[index]
            for entry in entries
        }

    moved = AGENDA.replace(
        'start: "9:30"\n        end: "10:30"', 'start: "11:00"\n        end: "12:00"'
    )
    assert moved != AGENDA
    assert ids(moved) == ids(AGENDA)


def entries_of(data: bytes) -> list[dict[str, str]]:
    """The texts of each entry: parted by another parser, whose own unescaping misreads `\\\\N`."""
    from ics.grammar.parse import Container, string_to_container

    (found,) = string_to_container(data.decode())
    parts = [part for part in found if isinstance(part, Container) and part.name == "VEVENT"]
    return [{line.name: unescaped(line.value) for line in part} for part in parts]


def unescaped(value: str) -> str:
    """A TEXT as RFC 5545, 3.3.11 says it is read."""
    assert re.fullmatch(r"(?:\\[\\;,Nn]|[^\\;,])*", value)
    return re.sub(r"\\(.)", lambda found: found[1].replace("N", "n").replace("n", "\n"), value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
@example(r"\News, \news; \\N\\")
def test_any_text_survives_the_calendar(text: str) -> None:
    day = datetime(2024, 3, 14, tzinfo=UTC)
    wild = f"a{text}\nEND:VCALENDAR\n{text}"
    more = {"description": wild, "location": f"x{text}", "address": "y", "id": f"a;b,c{text}"}
    event = Event(f"n{text}", day, day, ZoneInfo("UTC"), **more)
    data = calendar(event)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (entry,) = entries_of(data)
    assert entry["SUMMARY"] == f"n{text}"
    assert entry["DESCRIPTION"] == wild
    assert entry["LOCATION"] == f"x{text}, y"
    assert entry["UID"] == uid(event, "")


def test_the_name_of_the_calendar_is_text(write_site: Write) -> None:
    name = "Talks, C:\\News\nEND:VCALENDAR"
    event = replace(event_of(scratch(write_site)), name=name)
    assert rb"X-WR-CALNAME:Talks\, C:\\News\nEND:VCALENDAR" in calendar(event).split(b"\r\n")


TALKS = """\
days:
  - date: 2024-03-09
    sessions:
      - start: "9:00"
        title: Short talks
        text: "See [the list](https://x.org/l)."
        speakers: [{name: Chair}]
        links: [{text: Slides, url: /s.pdf}]
        talks:
          - title: One
            speakers: [{person: ada-king, affiliation: MIT}]
            abstract: "About \\\\*one."
          - {title: Two, speakers: [{name: Bob}, {name: Chair}]}
"""


def test_the_talks_of_a_session(write_site: Write) -> None:
    event = event_of(scratch(write_site, **{"_data/agenda.yml": TALKS}))
    (meeting,) = event.meetings
    assert meeting.end is None
    assert [speaker.name for speaker in meeting.speakers] == ["Chair", "Ada King", "Bob"]
    about = "See the list (https://x.org/l).\nOne (Ada King, MIT)\nAbout *one.\nTwo (Bob; Chair)"
    assert meeting.about == about
    text = calendar(event).replace(b"\r\n ", b"").decode()
    assert "DTEND" not in text
    assert "Slides: https://site.example/b/s.pdf" in text
    (part,) = document(event)["subEvent"]  # type: ignore[misc]
    assert [person["name"] for person in part["performer"]] == ["Chair", "Ada King", "Bob"]
    assert part["description"] == about
    rows = list(csv.DictReader(io.StringIO(agenda_csv(agenda_of(event)), newline="")))
    assert rows[0]["talks"] == "One (Ada King, MIT)\nTwo (Bob; Chair)"
    assert (rows[0]["start"], rows[0]["end"]) == ("09:00", "")


def agenda_of(event: Event) -> Agenda:
    days = {m.start.date(): m.session for m in event.meetings}
    return Agenda("", tuple(Day(day, (session,)) for day, session in days.items()))


def test_breaks_can_be_left_out(write_site: Write) -> None:
    data = calendar(event_of(scratch(write_site)), breaks=False)
    assert data.count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        ("start: 2024-03-14\nend: 2024-03-15\n", b"VALUE=DATE:20240314", b"VALUE=DATE:20240316"),
        ("start: 2024-03-14\n", b"VALUE=DATE:20240314", b"VALUE=DATE:20240315"),
        (
            'start: "2024-03-14 09:00"\nend: "2024-03-14 17:00"\n',
            b"TZID=America/New_York:20240314T090000",
            b"TZID=America/New_York:20240314T170000",
        ),
    ],
)
def test_an_event_without_an_agenda_is_one_entry(
    span: str, start: bytes, end: bytes, write_site: Write
) -> None:
    site = scratch(write_site, **{"_data/event.yml": EVENT + span, "_data/agenda.yml": "days: []"})
    data = calendar(event_of(site))
    assert b"DTSTART;" + start in data
    assert b"DTEND;" + end in data


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("timezone: Europe/Berlin\n", "`name` is missing"),
        ("name: x\n", "`timezone` is missing"),
        ("name: x\ntimezone: ET5\n", "no time zone 'ET5'"),
        ("name: x\ntimezone: ../../etc/passwd\n", "no time zone"),
        ("name: x\ntimezone: UTC\nstart: 2024-03-14 09:00:00\n", "in quotes"),
        ("name: x\ntimezone: UTC\nstart: soon\n", "`start` is no time"),
        ("name: x\ntimezone: UTC\nstart: 2024-03-14\nend: 2024-03-13\n", "`end` is before"),
        ("name: x\ntimezone: UTC\nstatus: off\n", "`status` is not text"),
        ("name: x\ntimezone: UTC\nstatus: gone\n", "`status` is 'gone'"),
        ("name: x\ntimezone: UTC\nplace: here\n", "`place` is not known"),
        ("name: x\ntimezone: UTC\nurl: 'javascript:x'\n", "`url` runs a script"),
        ("name: [x]\ntimezone: UTC\n", "`name` is not text"),
        ("- x\n", "has no fields"),
    ],
)
def test_what_is_missing_is_named(text: str, reason: str, write_site: Write) -> None:
    with pytest.raises(ExchangeError, match=reason):
        event_of(scratch(write_site, **{"_data/event.yml": text}))


def test_without_a_file_there_is_no_event(write_site: Write) -> None:
    with pytest.raises(ExchangeError, match=r"_data/event.yml: there is no such file"):
        event_of(write_site({"_config.yml": ""}))


def test_the_time_zone_of_jekyll_serves_as_well(write_site: Write) -> None:
    files = {"_config.yml": "timezone: Europe/Berlin", "_data/event.yml": "name: x"}
    assert event_of(scratch(write_site, **files)).zone.key == "Europe/Berlin"


def test_search_engines_find_what_they_need(write_site: Write) -> None:
    event = event_of(scratch(write_site))
    made = document(event)
    assert made["@context"] == "https://schema.org"
    assert made["startDate"] == "2024-03-09T09:00:00-05:00"
    assert made["endDate"] == "2024-03-10T10:30:00-04:00"
    assert made["location"] == {
        "@type": "Place",
        "name": "Hall 5",
        "address": "51 Vassar St, Cambridge",
    }
    ada, bob = made["performer"]  # type: ignore[misc]
    assert (ada["url"], ada["image"]) == ("https://x.org", "https://site.example/b/images/a.jpg")
    assert bob == {"@type": "Person", "name": "Bob"}
    parts = made["subEvent"]
    assert isinstance(parts, list)
    assert [part["name"] for part in parts] == ["{% raw %} --> <b>&amp;", "Panel"]
    # Google wants these three of every event, and so of every part.
    assert all({"name", "startDate", "location"} <= set(part) for part in parts)
    assert missing(event) == ["description", "image", "organizer"]


def test_an_event_online(write_site: Write) -> None:
    text = "name: x\ntimezone: UTC\nonline: https://zoom.example/1\n"
    made = document(event_of(scratch(write_site, **{"_data/event.yml": text})))
    assert made["location"] == {"@type": "VirtualLocation", "url": "https://zoom.example/1"}
    assert str(made["eventAttendanceMode"]).endswith("OnlineEventAttendanceMode")


def test_a_place_without_an_address_is_told(write_site: Write) -> None:
    text = "name: x\ntimezone: UTC\nlocation: Hall\n"
    with pytest.raises(ExchangeError, match="`location` and `address`"):
        document(event_of(scratch(write_site, **{"_data/event.yml": text})))


def script_of(html: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    read = json.loads(found[0])
    assert isinstance(read, dict)
    return read


@given(st.text(max_size=60))
def test_no_text_gets_out_of_the_script(text: str) -> None:
    day = datetime(2024, 3, 14, tzinfo=UTC)
    event = Event(
        text, day, day, ZoneInfo("UTC"), description=text, location="x", address=text or "y"
    )
    include = event_include(event)
    body = include.partition("-->\n")[2]
    assert "{{" not in body
    assert "{%" not in body
    assert body.count("<") == 2
    assert script_of(include)["name"] == text
    assert script_of(include)["description" if text else "name"] == text


@pytest.mark.jekyll
@pytest.mark.parametrize("page", ["w.md", "w.html"])
def test_jekyll_puts_it_into_the_page_as_it_is(page: str, write_site: Write) -> None:
    ruby = shutil.which("jekyll")
    assert ruby is not None
    site = scratch(
        write_site, **{page: "---\n---\n\nText\n\n{% include event-jsonld.html %}\n\nEnd\n"}
    )
    event = event_of(site)
    (site / "_includes").mkdir()
    (site / "_includes/event-jsonld.html").write_text(event_include(event))
    subprocess.run([ruby, "build", "-q", "--disable-disk-cache"], cwd=site, check=True)
    built = (site / "_site/w.html").read_text("utf-8")
    assert script_of(built) == json.loads(json.dumps(document(event)))
    assert script_of(built)["name"] == 'Workshop; on "things", and 数学 {{ site.title }} </script>'
    assert "End" in built


def test_the_include_is_stale_when_the_facts_change(write_site: Write) -> None:
    site = scratch(write_site)
    assert stale_event(read_site(site)) == {}
    path = site / "_includes/event-jsonld.html"
    path.parent.mkdir()
    path.write_text(event_include(event_of(site)))
    assert stale_event(read_site(site)) == {}
    (site / "_data/event.yml").write_text(EVENT.replace("Hall 5", "Hall 6"))
    assert "Hall 6" in stale_event(read_site(site))["_includes/event-jsonld.html"]
    path.write_text("<p>somebody's own</p>")
    assert stale_event(read_site(site)) == {}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\r=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert guarded(f"a{cell}") == f"a{cell}"


def test_speakers_as_csv(write_site: Write) -> None:
    people = (
        "- name: Ada, Countess\n  title: '=HYPERLINK(\"x\")'\n  groups: [a, b]\n  city: London\n"
        "- name: Bob\n  groups: [{group: a, title: x}]\n"
    )
    site = scratch(write_site, **{"_data/speakers.yml": people})
    rows = list(csv.reader(io.StringIO(speakers_csv(content_of(read_site(site))), newline="")))
    assert rows == [
        ["id", "name", "title", "city", "groups"],
        ["ada-countess", "Ada, Countess", '\'=HYPERLINK("x")', "London", "a, b"],
        ["bob", "Bob", "", "", "a"],
    ]
