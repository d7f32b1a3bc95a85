"""What a user reads when `jt` could not do its work."""

from __future__ import annotations

from jekyll_tools import __version__


class UserError(Exception):
    """Something that a user can put right; the message says what, where, and how."""


def message_of(error: BaseException) -> str:
    """One line for an error a user can cause; for a bug of ours, where to report it."""
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


def shown(error: BaseException) -> str:
    """An error's message without characters that drive a terminal or start a GitHub command.

    A message of several lines (one a problem) keeps them, but no line can begin with `::`.
    """
    from jekyll_tools.characters import printable

    return "\n".join(printable(line).replace("::", ": :") for line in str(error).split("\n"))


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
