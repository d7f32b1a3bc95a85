"""What a user reads when `jt` could not do its work."""

from __future__ import annotations

import click

from jekyll_tools import __version__
from jekyll_tools.patterns import late


class UserError(Exception):
    """Something that a user can put right; the message says what, where, and how."""


def message_of(error: BaseException) -> str:
    """One line for an error a user can cause; for a bug of ours, where to report it."""
    if isinstance(error, OSError) and error.strerror:
        return f"jt: {_place(error)}{error.strerror}"
    if isinstance(error, _errors_for_users()):
        return f"jt: {shown(error)}"
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('jekyll_tools/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    where = frames[-1] if frames else "?"
    return (
        f"jt: internal error, a bug of jt {__version__}: "
        f"{type(error).__name__}: {shown(error)} (at {where})\n"
        "Nothing was written. Please report it with the file that caused it."
    )


def message_of_click(error: click.ClickException) -> str:
    """What click has to say of the arguments: what, how to write it, where to read on."""
    message = error.format_message().partition(" Choose from:")[0]  # the usage has them as well
    message = _short(shown(click.ClickException(message))).rstrip(".")
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return f"jt: {message}"
    usage, name = error.ctx.get_usage(), error.ctx.command_path
    return f"jt: {message[:1].lower()}{message[1:]}\n{usage}\n`{name} --help` explains it."


def shown(error: BaseException) -> str:
    """An error's message without characters that drive a terminal or start a GitHub command.

    A message of several lines (one a problem) keeps them, but no line can begin with `::`, and
    none is endless.
    """
    from jekyll_tools.characters import printable

    lines = (_COMMAND.sub(": :", printable(line)) for line in str(error).split("\n"))
    return "\n".join(map(_short, lines))


def _place(error: OSError) -> str:
    """The file that the system names; of one that is only ours for a moment, the folder."""
    if not error.filename:
        return ""
    folder, _, name = str(error.filename).rpartition("/")
    return f"{_short(shown(Exception(folder if name.startswith('.jt-') else error.filename)))}: "


_COMMAND = late(r"^\s*::")
_LONGEST = 1_000


def _short(line: str) -> str:
    """A line without its middle when it is longer than anyone reads."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-100:]}"


def _errors_for_users() -> tuple[type[BaseException], ...]:
    """The one exception type of each package for what a user can cause."""
    from jekyll_tools.cards.problem import CardsError
    from jekyll_tools.edit.errors import EditError
    from jekyll_tools.exchange.problem import ExchangeError
    from jekyll_tools.git import GitError
    from jekyll_tools.moves.plan import MoveError
    from jekyll_tools.site import SiteError
    from jekyll_tools.site.section import SettingsError
    from jekyll_tools.verify.failure import VerifyError

    return (
        UserError,
        SiteError,
        EditError,
        GitError,
        CardsError,
        ExchangeError,
        MoveError,
        SettingsError,
        VerifyError,
        OSError,
    )
