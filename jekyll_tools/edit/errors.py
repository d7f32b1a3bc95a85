"""The one error of this package: why an edit was not made, where, and what to do."""

from __future__ import annotations


class EditError(Exception):
    """An edit that would be wrong or impossible; nothing was written.

    `line` and `column` start at 1; 0 means that the error is about the file as a whole.
    """

    def __init__(
        self, what: str, *, advice: str = "", path: str = "", line: int = 0, column: int = 0
    ) -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.path = path
        self.line = line
        self.column = column

    def at(self, path: str) -> EditError:
        """The same error with the file named, when it was not known where it was raised."""
        return EditError(
            self.what,
            advice=self.advice,
            path=self.path or path,
            line=self.line,
            column=self.column,
        )

    def __str__(self) -> str:
        numbers = f"{self.line}:{self.column}" if self.line else ""
        place = ":".join(part for part in (self.path, numbers) if part)
        text = f"{place}: {self.what}" if place else self.what
        return f"{text} ({self.advice})" if self.advice else text
