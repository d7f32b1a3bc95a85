"""click: parse arguments, call one function, print, exit.

Exit codes: 0 clean, 1 findings (or something stale), 2 could not, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from jekyll_tools import __version__

CLEAN, FINDINGS, COULD_NOT, INTERRUPTED = 0, 1, 2, 130

# Module and name of each command; it is imported when it is asked for.
COMMANDS = {
    "add-speaker": "add_speaker",
    "append": "values:append",
    "baseline": "baseline",
    "build": "build",
    "edit-speaker": "edit_speaker",
    "completion": "completion",
    "doctor": "doctor",
    "export": "export",
    "get": "values:get",
    "import": "import_page",
    "import-speakers": "import_speakers",
    "init": "init",
    "inspect": "inspect_page",
    "lint": "lint",
    "list-speakers": "list_speakers",
    "mv": "mv",
    "photos": "photos",
    "remove-speaker": "remove_speaker",
    "rename-anchor": "rename_anchor",
    "rule": "rule",
    "schema": "schema",
    "schemas": "record_schemas",
    "set": "values:set_",
    "unset": "values:unset",
    "verify": "verify",
}


class Commands(click.Group):
    """The `jt` group; a command's module is imported only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name, _, attribute = COMMANDS[cmd_name].partition(":")
        module = import_module(f"{__name__}.{name}")
        command: click.Command = getattr(module, attribute or "command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, 1)
        meant = f'; did you mean "{near[0]}"?' if near else ""
        raise click.UsageError(f'there is no command "{name}"{meant}', ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="jt %(version)s")
def jt() -> None:
    """Lint, generate and edit the content of Jekyll sites without building them."""


def main() -> None:
    """Run `jt`; whatever goes wrong becomes one message on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # Most of what is made here lives until the end; looking for garbage took a sixth of the time.
    # Where garbage may be much, it is swept up at a good moment: see `lint/look.py`.
    gc.disable()
    sys.exit(_run())


def _run() -> int:
    from jekyll_tools.cli.failure import message_of

    try:
        code = jt.main(standalone_mode=False)
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return COULD_NOT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`head`, a pager) went away; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:  # the last line of defence: a traceback is no message
        click.echo(message_of(error), err=True)
        return COULD_NOT
    return code if isinstance(code, int) else CLEAN
