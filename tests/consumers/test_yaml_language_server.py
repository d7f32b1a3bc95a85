"""The schema of `_config.yml` in yaml-language-server, the one that editors use."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jekyll_tools.cli.schema import schema_text

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm"),
]
BROKEN = """title: x
jekyll_tools:
  target: jekyll5
  lint:
    slect: [image-alt]
    ignore: [image-atl]
    rules:
      image-heavy: {kilobytes: many}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    folder = tmp_path_factory.mktemp("node")
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "yaml-language-server"]
    subprocess.run(install, cwd=folder, check=True, capture_output=True, timeout=300)
    program = folder / "node_modules/.bin/yaml-language-server"
    process = subprocess.Popen(
        [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
    )
    yield process
    process.kill()
    process.communicate()


def send(server: subprocess.Popen[bytes], **message: Any) -> None:
    assert server.stdin is not None
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    server.stdin.flush()


def receive(server: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert server.stdout is not None
    length = 0
    while line := server.stdout.readline().strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    message: dict[str, Any] = json.loads(server.stdout.read(length))
    if "method" in message and "id" in message:
        # The server asks for the configuration of the workspace, section by section.
        items = message.get("params", {}).get("items", [])
        send(server, id=message["id"], result=[None] * len(items) if items else None)
    return message


def test_an_editor_underlines_what_jt_refuses(
    server: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    schema = tmp_path / "config-1.json"
    schema.write_text(schema_text("config-1"))
    text = f"# yaml-language-server: $schema={schema.as_uri()}\n{BROKEN}"
    uri = (tmp_path / "_config.yml").as_uri()
    send(
        server,
        id=1,
        method="initialize",
        params={
            "processId": None,
            "rootUri": tmp_path.as_uri(),
            "capabilities": {"textDocument": {"publishDiagnostics": {}}},
        },
    )
    send(server, method="initialized", params={})
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    send(server, method="textDocument/didOpen", params={"textDocument": document})
    while True:
        message = receive(server)
        if message.get("method") == "textDocument/publishDiagnostics":
            break
    lines = {d["range"]["start"]["line"] for d in message["params"]["diagnostics"]}
    assert lines == {3, 5, 6, 8}, message
