"""click: parse arguments, call one function, print, exit.

Exit codes: 0 clean, 1 findings (or something stale), 2 could not, 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NamedTuple, NoReturn, TextIO

import click

from jekyll_tools import __version__

CLEAN, FINDINGS, COULD_NOT, INTERRUPTED = 0, 1, 2, 130


class Entry(NamedTuple):
    """A command: its module (and name there), imported when it is asked for, and its summary."""

    where: str
    summary: str


SECTIONS = {
    "Check": {
        "lint": Entry("linting.lint", "Report what is broken, at its source line; fix it."),
        "baseline": Entry("linting.baseline", "Accept today's findings; report only new ones."),
        "rule": Entry("rule", "Explain a rule, or list them all."),
        "doctor": Entry("doctor", "Examine a site that someone has just taken over."),
        "inspect": Entry("inspect_page", "Show what a page will become."),
        "verify": Entry("verify", "Compare with a build of the real Jekyll."),
    },
    "Cards and agenda": {
        "build": Entry("build", "Write the includes from the records."),
        "import": Entry("import_page", "Turn hand-written cards and agendas into records."),
        "photos": Entry("photos", "Check and mend the photos of all people."),
        "export": Entry("export", "Write calendar, search-engine data, CSV."),
    },
    "People": {
        "list-speakers": Entry("people.listing", "List the people of the site."),
        "add-speaker": Entry("people.add", "Add a person: record, photo, includes."),
        "edit-speaker": Entry("people.edit", "Change a person's record."),
        "remove-speaker": Entry("people.remove", "Remove a person that nothing refers to."),
        "import-speakers": Entry(
            "people.importing", "Bring people from CSV, XLSX, pretalx, Sessionize."
        ),
    },
    "Front matter, data, files": {
        "get": Entry("values:get", "Print a value."),
        "set": Entry("values:set_", "Set a value; nothing else changes."),
        "append": Entry("values:append", "Add to a list."),
        "unset": Entry("values:unset", "Take a value away."),
        "mv": Entry("mv", "Move a file or folder, and all that points to it."),
        "rename-anchor": Entry("rename_anchor", "Rename an id, and all that points to it."),
    },
    "Set up": {
        "init": Entry("init", "Put hook, workflow and configuration into a site."),
        "schema": Entry("schema", "Print a JSON Schema of jt's own formats."),
        "record-schemas": Entry(
            "record_schemas", "Write JSON Schemas of the records, for editors."
        ),
        "completion": Entry("completion", "Print the completion script of a shell."),
    },
}
COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class Commands(click.Group):
    """The `jt` group; a command's module is imported only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name, _, attribute = COMMANDS[cmd_name].where.partition(":")
        module = import_module(f"{__name__}.{name}")
        command: click.Command = getattr(module, attribute or "command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for title, section in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name.ljust(width), entry.summary) for name, entry in section.items()]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from jekyll_tools.nearest import with_question

        raise click.UsageError(with_question(f'there is no command "{name}"', name, COMMANDS), ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="jt %(version)s")
def jt() -> None:
    """Lint, generate and edit the content of Jekyll sites without building them."""


def main() -> None:
    """Run `jt`; whatever goes wrong becomes one message on standard error and an exit code."""
    # Whoever closed a stream wants to hear nothing there.
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Most of what is made here lives until the end; looking for garbage took a sixth of the time.
    # Where garbage may be much, it is swept up at a good moment: see `lint/look.py`.
    gc.disable()
    _end(_run())


def _end(code: int) -> NoReturn:
    """End the process at once: Python would free all that was made, one thing after the other."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)  # and Python says what is wrong with them
    atexit._run_exitfuncs()
    os._exit(code)


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _run() -> int:
    from jekyll_tools.cli.failure import message_of, message_of_click

    arguments, out = sys.argv[1:], sys.stdout
    if arguments[:1] == ["help"]:
        arguments = [*arguments[1:], "--help"]
    try:
        code = jt.main(arguments, prog_name="jt", standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return COULD_NOT
    except click.ClickException as error:
        click.echo(message_of_click(error), err=True)
        return COULD_NOT
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        # Where the reader (`head`, a pager) went away, click sets the stream aside and exits.
        if isinstance(error, SystemExit) and sys.stdout is out:
            raise
        # Nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:  # the last line of defence: a traceback is no message
        click.echo(message_of(error), err=True)
        return COULD_NOT
    return code if isinstance(code, int) else CLEAN
