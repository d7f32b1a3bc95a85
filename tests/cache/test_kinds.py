"""What there is at many paths at once is what there is at each."""

from __future__ import annotations

import os
from pathlib import Path

from jekyll_tools.seen import kind_of, kinds_now


def test_many_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder/inner").mkdir(parents=True)
    (tmp_path / "folder/a.md").write_text("a")
    (tmp_path / "link").symlink_to("folder")
    (tmp_path / "folder/alias.md").symlink_to("a.md")
    (tmp_path / "gone").symlink_to("nowhere")
    names = ["folder", "folder/a.md", "folder/inner", "link", "link/a.md", "link/inner"]
    names += ["folder/alias.md", "link/alias.md", "gone", "gone/a.md", "folder/none", "folder/"]
    names += ["folder//a.md", "folder/./a.md", "link/../folder/a.md", "folder/a.md/b", "x\0y"]
    paths = [f"{tmp_path}/{name}" for name in names] + ["/", "/etc", "", os.curdir]
    kinds = {path: kind_of(path) for path in paths}
    assert dict(kinds_now(paths)) == kinds
    real = [Path(path) for path in paths if path and "\0" not in path]
    plain = {str(path) for path in real if path.is_file() and not path.is_symlink()}
    assert f"{tmp_path}/link/a.md" in plain
    assert dict(kinds_now(paths, plain)) == kinds
    assert kind_of(f"{tmp_path}/link/alias.md")[1:] == os.path.realpath(tmp_path / "folder/a.md")
