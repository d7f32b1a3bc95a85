"""Completion in a real bash: what stands on the line after TAB."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

SITE = {
    "_config.yml": "",
    "zebra.md": "---\n---\n",
    "docs/zoo.html": "---\n---\n",
    "docs/zip.md": "no front matter",
    "_includes/zed.html": "---\n---\n",
}
END = "<<end>>"


class Bash:
    """An interactive bash on a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.terminal, theirs = pty.openpty()
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        bash = shutil.which("bash")
        assert bash is not None
        self.process = subprocess.Popen(
            [bash, "--noprofile", "--norc", "-i"],
            stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, start_new_session=True,
            env={"PATH": programs, "HOME": str(folder), "PS1": "$ ", "TERM": "dumb"},
        )  # fmt: skip
        os.close(theirs)
        self.after('bind "set bell-style none"; eval "$(jt completion bash)"')

    def after(self, keys: str) -> str:
        """What the terminal shows once these keys and Enter were typed and bash is done."""
        self.type(f"{keys}\n")
        self.type(f"echo '{END[:3]}''{END[3:]}'\n")
        return self.read()

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def read(self) -> str:
        text = ""
        until = time.monotonic() + 60
        while END not in text and time.monotonic() < until:
            if select.select([self.terminal], [], [], 1)[0]:
                text += os.read(self.terminal, 65536).decode()
        return text

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


@pytest.fixture
def bash(write_site: Callable[[Mapping[str, str]], Path]) -> Bash:
    return Bash(write_site(SITE))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("jt lin", "jt lint"),
        ("jt lint --output-format sar", "jt lint --output-format sarif"),
        ("jt lint --select image-hea", "jt lint --select image-heavy"),
        ("jt lint --select image-alt,button", "jt lint --select image-alt,button-anchor"),
        ("jt rule own-", "jt rule own-domain-link"),
        ("jt inspect ze", "jt inspect zebra.md"),
        ("jt inspect docs/z", "jt inspect docs/zoo.html"),
        ("jt lint --statis", "jt lint --statistics"),
        ("jt schema conf", "jt schema config-1"),
    ],
)
def test_tab_completes(bash: Bash, typed: str, expected: str) -> None:
    try:
        # C-a goes to the start of the line, so that the finished line is printed, not run.
        shown = bash.after(f"{typed}\t\x01: echo \x05 #")
        assert f": echo {expected}" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\x07\x08]", "", shown)
    finally:
        bash.close()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(
    jt: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, shell: str
) -> None:
    done = jt("completion", shell, cwd=tmp_path)
    assert done.returncode == 0
    assert "_JT_COMPLETE" in done.stdout
