"""The schemas of records in yaml-language-server, by the line that `jt record-schemas` writes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import JT, Write
from tests.consumers.test_yaml_language_server import pytestmark as pytestmark
from tests.consumers.test_yaml_language_server import receive, send
from tests.consumers.test_yaml_language_server import server as server

SITE = {
    "_config.yml": (
        "jekyll_tools:\n  cards:\n    groups: [speakers]\n    fields: {link: website}\n"
    ),
    "_data/speakers.yml": "- nam: Ada\n- name: Bo\n  website: [x]\n  groups: [speaker]\n",
    "_data/agenda.yml": (
        "days:\n  - date: 2024-03-14\n    sessions:\n"
        '      - {start: "9:30", kind: tallk}\n      - {start: "25:00", titel: x}\n'
        '      - {start: "9:30", end: "10:00", title: Fine, speakers: [ada]}\n'
    ),
    "_data/organizers.yml": "- name: Ada\n  affilation: x\n",
}


def diagnostics(server: subprocess.Popen[bytes], path: Path) -> list[tuple[int, str]]:
    document = {"languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
    send(
        server,
        method="textDocument/didOpen",
        params={"textDocument": {"uri": path.as_uri(), **document}},
    )
    while True:
        message = receive(server)
        params = message.get("params", {})
        if "diagnostics" in params and params["uri"] == path.as_uri():
            return sorted(
                (each["range"]["start"]["line"] + 1, each["message"])
                for each in params["diagnostics"]
            )


@pytest.mark.long
def test_an_editor_underlines_what_jt_refuses(
    server: subprocess.Popen[bytes], jt: JT, write_site: Write
) -> None:
    site = write_site(SITE)
    assert jt("record-schemas", cwd=site).returncode == 0
    capabilities = {"textDocument": {"publishDiagnostics": {}}}
    params = {"processId": None, "rootUri": site.as_uri(), "capabilities": capabilities}
    send(server, id=1, method="initialize", params=params)
    while receive(server).get("id") != 1:
        pass
    send(server, method="initialized", params={})
    settings = {"yaml": {"validate": True, "schemaStore": {"enable": False}}}
    send(server, method="workspace/didChangeConfiguration", params={"settings": settings})
    people = diagnostics(server, site / "_data/speakers.yml")
    assert [line for line, _ in people] == [2, 4, 5]
    assert "name" in people[0][1]
    agenda = diagnostics(server, site / "_data/agenda.yml")
    assert {line for line, _ in agenda} == {5, 6}
    (organizer,) = diagnostics(server, site / "_data/organizers.yml")
    assert organizer[0] == 3
    assert "affilation" in organizer[1]
