"""What `jt mv` says: the move with its changed lines, and the files that it edits."""

from __future__ import annotations

from tests.moves.test_move import JT, Write

SITE: dict[str, str | bytes] = {
    "_config.yml": "",
    "about.md": "---\n---\nOne\n\nTwo\n\nThree\n\nFour\n\n[b](b.html)\n",
    "b.md": "---\n---\n[a](about.html)\n",
    "i.png": b"\x89PNG",
}


def test_a_dry_run_shows_the_move_and_the_changed_lines(jt: JT, write_site: Write) -> None:
    done = jt("mv", "about.md", "info/", "--dry-run", cwd=write_site(SITE))
    assert done.stdout == (
        "rename from about.md\nrename to info/about.md\n"
        "--- a/about.md\n+++ b/info/about.md\n"
        "@@ -8,4 +8,4 @@\n \n Four\n \n-[b](b.html)\n+[b](../b.html)\n"
        "--- a/b.md\n+++ b/b.md\n"
        "@@ -1,3 +1,3 @@\n ---\n ---\n-[a](about.html)\n+[a](info/about.html)\n"
    )
    assert done.stderr.endswith("would edit 2 references in 2 files:\n  b.md\n  info/about.md\n")


def test_a_file_that_only_moves_is_named_and_no_more(jt: JT, write_site: Write) -> None:
    done = jt("mv", "i.png", "pics/i.png", "--dry-run", cwd=write_site(SITE))
    assert done.stdout == "rename from i.png\nrename to pics/i.png\n"
    assert done.stderr.endswith("would edit 0 references\n")


def test_the_real_run_names_the_files_that_it_edited(jt: JT, write_site: Write) -> None:
    done = jt("mv", "b.md", "c.md", cwd=write_site(SITE))
    assert done.stdout == "edited 1 reference in 1 file:\n  about.md\n"
