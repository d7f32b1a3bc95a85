"""The one error of this package: what cannot be imported or exported, and what to do."""

from __future__ import annotations


class ExchangeError(Exception):
    """A file from elsewhere that cannot be used, or facts that an export needs; nothing written.

    `undecodable`: the only thing wrong is the encoding of a text, which another name may cure.
    """

    def __init__(
        self, message: str, advice: str = "", path: str = "", *, undecodable: bool = False
    ) -> None:
        place = f"{path}: " if path else ""
        super().__init__(f"{place}{message}" + (f"; {advice}" if advice else ""))
        self.undecodable = undecodable
