"""Writes the generated pages of the manual: `python -m tests.manual`, with --check to compare.

`_pages/rules.md` and one page for each rule come from the rules' docstrings, `_pages/commands.md`
from the commands' own help, `assets/schemas/` from the code that reads and writes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from jekyll_tools.cli import jt
from jekyll_tools.cli.schema import SCHEMAS, schema_text
from jekyll_tools.lint.page import rule_page
from jekyll_tools.lint.registry import all_rules

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Made by `make docs`; edit the source that it names instead. -->"


def pages() -> dict[Path, str]:
    """The generated pages, by their path from the root of the repository."""
    found = {Path("_pages/rules.md"): _rules(), Path("_pages/commands.md"): _commands()}
    for rule in all_rules().values():
        # The page shows Liquid and must not run it.
        body = f"{{% raw %}}\n{rule_page(rule)}\n{{% endraw %}}\n"
        head = _head(rule.name, f"/rules/{rule.name}/")
        found[Path(f"_pages/rules/{rule.name}.md")] = f"{head}{NOTE}\n\n{body}"
    schemas = {Path(f"assets/schemas/{name}.json"): schema_text(name) for name in SCHEMAS}
    return found | schemas


def _head(title: str, permalink: str, order: int | None = None) -> str:
    rows = ["---", "layout: article", f"title: {title}", f"permalink: {permalink}"]
    rows += [f"nav_order: {order}"] if order is not None else []
    return "\n".join([*rows, "---", ""])


def _rules() -> str:
    rows = []
    for rule in all_rules().values():
        level = rule.severity.value if rule.default else "opt-in"
        summary = rule.summary.replace("|", "\\|").replace("{%", "{ %").replace("{{", "{ {")
        rows.append(f"| [{rule.name}](/rules/{rule.name}/) | {level} | {summary} |")
    table = "\n".join(["| rule | severity | why |", "|---|---|---|", *rows])
    return (
        f"{_head('Rules', '/rules/', 30)}{NOTE}\n\n# Rules\n\n"
        "`jt rule NAME` prints a rule's page. *Opt-in* rules run with `--extend-select NAME`.\n\n"
        f"{table}\n"
    )


def _commands() -> str:
    parts = [
        f"{_head('Commands', '/commands/', 20)}{NOTE}\n\n# Commands\n",
        "Exit codes: 0 clean, 1 findings (or something stale), 2 could not.\n",
    ]
    parts += list(_helps())
    return "\n".join(parts)


def _helps() -> Iterator[str]:
    width = {"terminal_width": 90, "max_content_width": 90}
    context = jt.make_context("jt", [], resilient_parsing=True, **width)
    for name in jt.list_commands(context):
        command = jt.get_command(context, name)
        assert command is not None
        own = click.Context(command, context, name, **width)
        # A help may show Liquid and must not run it.
        text = f"{{% raw %}}{command.get_help(own)}{{% endraw %}}"
        yield f"## jt {name}\n\n```\n{text}\n```\n"


def main() -> int:
    """Write the pages; with --check only say which are stale."""
    check = "--check" in sys.argv[1:]
    expected = pages()
    stale = [p for p, text in expected.items() if _now(p) != text]
    gone = [
        path.relative_to(ROOT)
        for path in sorted((ROOT / "_pages/rules").glob("*.md"))
        if path.relative_to(ROOT) not in expected
    ]
    for path in stale:
        print(f"{path}: {'is stale, run `make docs`' if check else 'written'}")
        if not check:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(expected[path], "utf-8")
    for path in gone:
        print(f"{path}: belongs to no rule{'' if check else ', removed'}")
        if not check:
            (ROOT / path).unlink()
    return 1 if check and (stale or gone) else 0


def _now(path: Path) -> str | None:
    return (ROOT / path).read_text("utf-8") if (ROOT / path).exists() else None


if __name__ == "__main__":
    sys.exit(main())
