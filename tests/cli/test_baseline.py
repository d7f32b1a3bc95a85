"""`jt baseline`: old findings stay quiet, new ones do not, and what is gone is said."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from jekyll_tools.cli.linting.options import Asked, Scope
from jekyll_tools.cli.linting.run import Run
from tests.conftest import JT, ROOT, Write


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one run keeps the next ones use, and nobody else."""
    monkeypatch.setenv("JT_CACHE_DIR", str(tmp_path / "cache"))


OLD = "---\n---\n[x](#old)\n\n![](/old.png)\n"


def test_old_findings_are_quiet_and_new_ones_are_not(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "", "a.md": OLD})
    assert jt("lint", cwd=site).returncode == 1
    done = jt("baseline", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(".jt-baseline.json: ")
    clean = jt("lint", cwd=site)
    assert clean.returncode == 0, clean.stdout
    assert "the baseline hides" in clean.stderr
    assert jt("lint", "--no-baseline", cwd=site).returncode == 1
    (site / "a.md").write_text(OLD + "\n[y](#new)\n")
    done = jt("lint", "--output-format", "json", cwd=site)
    assert [each["line"] for each in json.loads(done.stdout)["findings"]] == [7]


def test_the_baseline_shrinks_by_itself_and_says_what_is_gone(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "", "a.md": OLD})
    jt("baseline", cwd=site)
    file = site / ".jt-baseline.json"
    before = file.read_text()
    (site / "a.md").write_text(OLD.replace("[x](#old)", "x"))
    # Another rule, another file, CI: nothing is taken out.
    for arguments in (("--select", "image-missing"), ("_config.yml",)):
        assert "gone" not in jt("lint", *arguments, cwd=site).stderr
    assert "run `jt baseline`" in jt("lint", cwd=site, CI="true").stderr
    assert file.read_text() == before
    done = jt("lint", cwd=site)
    assert "gone: a.md: anchor-missing:" in done.stderr
    assert "#old" not in file.read_text()
    assert "old.png" in file.read_text()
    # Nothing old is let in again.
    (site / "a.md").write_text(OLD)
    assert jt("lint", cwd=site).returncode == 1
    (site / "a.md").write_text("---\n---\n")
    jt("lint", cwd=site)
    assert not file.exists()


def test_the_file_is_made_for_a_diff(jt: JT, write_site: Write) -> None:
    site = write_site({"_config.yml": "", "b.md": OLD, "a.md": OLD})
    jt("baseline", cwd=site)
    text = (site / ".jt-baseline.json").read_text()
    assert jt("baseline", cwd=site).stdout.endswith("(0 new, 0 gone)\n")
    assert (site / ".jt-baseline.json").read_text() == text
    (site / "a.md").write_text(OLD + "[y](#new)\n")
    jt("baseline", "--prune", cwd=site)
    assert (site / ".jt-baseline.json").read_text() == text
    jt("baseline", cwd=site)
    more = Counter((site / ".jt-baseline.json").read_text().splitlines()) - Counter(
        text.splitlines()
    )
    assert len([line for line in more if '"rule"' in line]) == 1


@pytest.mark.parametrize(
    "text", ["{", "[]", "1", '{"version": 9}', '{"version": 1, "findings": {"a": [1]}}', "\xe9"]
)
def test_a_broken_baseline_is_told(jt: JT, write_site: Write, text: str) -> None:
    site = write_site({"_config.yml": "", "a.md": OLD, ".jt-baseline.json": text.encode("latin-1")})
    done = jt("lint", cwd=site)
    assert done.returncode == 2
    assert ".jt-baseline.json" in done.stderr
    assert "internal error" not in done.stderr


def test_jekyll_does_not_publish_it() -> None:
    from jekyll_tools.lint.baseline import NAME

    assert NAME.startswith(".")
    assert NAME not in (ROOT / "_config.yml").read_text()


PLAIN = ("Some words.", "", "## A heading {N}", "- item {N}", "[ok](/p0.html)", "*more* words {N}")


def line(draw: random.Random, defects: list[str]) -> str:
    if draw.random() < 0.4:
        name = f"d{draw.randrange(40)}"
        defects.append(name)
        around = draw.choice(("", "Words {N} ", "- "))
        return around.replace("{N}", str(draw.random())) + draw.choice(
            (f"[x](#{name})", f"![a photo](/{name}.png)", f"[x](/{name}.html)")
        )
    return draw.choice(PLAIN).replace("{N}", str(draw.random()))


def changed(draw: random.Random, text: list[str]) -> list[str]:
    """Lines moved, words put around, lines put between and taken away; no defect is added."""
    found = [row for row in text if "(#d" in row or "(/d" in row or draw.random() < 0.8]
    draw.shuffle(found)
    rows = []
    for row in found:
        if draw.random() < 0.3:
            rows += ["", f"New words {draw.random()}."]
        if draw.random() < 0.4 and row and not row.startswith(("#", "-")):
            row = f"{row} and {draw.random()}"
        rows.append(row)
    return rows


@pytest.mark.parametrize("seed", range(40))
def test_random_moves_and_edits_bring_nothing_back_and_hide_nothing(
    write_site: Write, seed: int
) -> None:
    draw = random.Random(seed)
    old: list[str] = []
    pages = {f"p{n}.md": [line(draw, old) for _ in range(12)] for n in range(3)}
    head = "---\ntitle: A\n---\n"
    site = write_site({"_config.yml": "", **{p: head + "\n\n".join(t) for p, t in pages.items()}})
    from jekyll_tools.cli.linting.baseline_file import write_baseline
    from jekyll_tools.lint.fingerprint import identities

    first = Run.of(Asked((), site))
    write_baseline(site, identities(first.findings, first.view.lines))
    assert {mark(f.value) for f in first.findings} == set(old)
    for path in pages:
        pages[path] = changed(draw, pages[path])
        (site / path).write_text(head + "\n\n".join(pages[path]))
    assert Run.of(Asked((), site)).findings == ()
    # One more of what is there already in the file, and one that is new.
    again = draw.choice(
        [row for text in pages.values() for row in text if "(#d" in row] or ["[x](#d1)"]
    )
    pages["p0.md"] += [again] * 60 + ["[x](#new)"]
    (site / "p0.md").write_text(head + "\n\n".join(pages["p0.md"]))
    everything = Run.of(Asked((), site, scope=Scope(no_baseline=True))).findings
    shown = Run.of(Asked((), site)).findings
    assert Counter(said(shown)) == Counter(said(everything)) - Counter(said(first.findings))


def said(findings: object) -> list[tuple[str, str, str]]:
    return [(f.path, f.rule, f.value) for f in findings]  # type: ignore[attr-defined]


def mark(value: str) -> str:
    return value.strip("#/").partition(".")[0]
