"""Nothing of a site is read that the cache does not know of."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jekyll_tools.seen import Seen
from tests.cache.busy_site import write

ROOT = Path(__file__).resolve().parents[2]

# An audit hook cannot be taken away again, so that this needs a process of its own.
PROGRAM = """
import json, os, sys
root = os.path.realpath(sys.argv[1])
opened, listed = set(), set()
EVENTS = ("open", "os.listdir", "os.scandir")

def note(event, arguments):
    if event in EVENTS and isinstance(arguments[0], (str, os.PathLike)):
        path = os.path.abspath(os.fspath(arguments[0]))
        if path.startswith(root):
            (opened if event == "open" else listed).add(path)

from pathlib import Path
from jekyll_tools.cli.linting.lint_site import lint_site
from jekyll_tools.lint.settings import settings_of
from jekyll_tools.site import read_site

sys.addaudithook(note)
site = read_site(Path(root))
settings = settings_of(site, select=["ALL"])
lint_site(settings.view(site), settings, None, 1)
seen = site.disk.seen
assert opened and listed
listed -= {os.path.normpath(path) for path in seen.folders}
print(json.dumps(sorted(opened - seen.files.keys()) + sorted(listed)))
"""


@pytest.mark.parametrize("which", ["busy", "manual"])
def test_everything_that_is_read_was_seen(tmp_path: Path, which: str) -> None:
    root = tmp_path / "site"
    if which == "busy":
        write(root)
    else:
        left = shutil.ignore_patterns("jekyll_tools", "tests", ".*")
        shutil.copytree(ROOT, root, ignore=left)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(root)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


def test_a_name_with_a_line_end_is_one_name() -> None:
    one, two = Seen(), Seen()
    one.folder("/site", ["fa\nfb"])
    two.folder("/site", ["fa", "fb"])
    assert one.folders["/site"].digest != two.folders["/site"].digest
