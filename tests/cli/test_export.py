"""`jt export` as it is installed."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import JT, Write
from tests.exchange.test_export import AGENDA, EVENT, PEOPLE


def scratch(write_site: Write) -> Path:
    return write_site(
        {
            "_config.yml": "url: https://site.example\n",
            "_data/event.yml": EVENT,
            "_data/agenda.yml": AGENDA,
            "_data/speakers.yml": PEOPLE,
            "index.md": "---\n---\n{% include event-jsonld.html %}\n",
        }
    )


def test_a_calendar_is_printed_or_written(jt: JT, write_site: Write, tmp_path: Path) -> None:
    site = scratch(write_site)
    assert jt("export", "ics", cwd=site).stdout.startswith("BEGIN:VCALENDAR")
    out = tmp_path / "event.ics"
    assert jt("export", "ics", "--no-breaks", "-o", str(out), cwd=site).returncode == 0
    assert out.read_bytes().endswith(b"END:VCALENDAR\r\n")
    assert b"Coffee" not in out.read_bytes()


def test_build_keeps_the_include_fresh(jt: JT, write_site: Write) -> None:
    site = scratch(write_site)
    shown = jt("export", "jsonld", cwd=site)
    assert shown.stderr == (
        "note: search engines like `description`, `image`, `organizer` in _data/event.yml\n"
    )
    assert not (site / "_includes/event-jsonld.html").exists()
    assert "index.md" in jt("lint", cwd=site).stdout
    written = jt("export", "jsonld", "--write", cwd=site)
    assert "put {% include event-jsonld.html %}" in written.stdout
    jt("build", cwd=site)
    assert jt("lint", cwd=site).returncode == 0
    assert jt("build", "--check", cwd=site).returncode == 0
    (site / "_data/event.yml").write_text(EVENT.replace("Hall 5", "Hall 6"))
    assert jt("build", "--check", cwd=site).returncode == 1
    assert "_includes/event-jsonld.html: written" in jt("build", cwd=site).stdout
    assert jt("build", "--check", cwd=site).returncode == 0


def test_a_missing_fact_is_told(jt: JT, write_site: Write) -> None:
    site = scratch(write_site)
    (site / "_data/event.yml").write_text("name: x\n")
    run = jt("export", "ics", cwd=site)
    assert run.returncode == 2
    assert "_data/event.yml: `timezone` is missing: write `timezone:" in run.stderr


def test_tables_go_out_and_come_back(jt: JT, write_site: Write, tmp_path: Path) -> None:
    site = scratch(write_site)
    out = tmp_path / "people.csv"
    assert jt("export", "csv", "--excel", "-o", str(out), cwd=site).returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,name,")
    back = jt("import-speakers", str(out), cwd=site)
    assert "0 new, 0 filled, 0 left out, 1 as they were" in back.stdout
    agenda = jt("export", "csv", "agenda", cwd=site).stdout
    assert '2024-03-09,09:30,10:30,talk,{% raw %} --> <b>&amp;,"Ada King, R&D; x",' in agenda
