"""What a diagnosis consists of: facts, checks and next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a check comes to: nothing to do, good to know, or something to put right."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One question that was asked of the site, and the answer, row by row."""

    title: str
    state: State
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`facts` are pairs of a label and a text, `steps` pairs of a command and what it is for."""

    facts: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    steps: tuple[tuple[str, str], ...]

    @property
    def healthy(self) -> bool:
        """Whether there is nothing to put right."""
        return all(check.state is not State.WRONG for check in self.checks)


def answer(rows: Sequence[str], found: str, nothing: str, state: State = State.WRONG) -> Check:
    """The check with the title `found` when there are rows, and else with `nothing`."""
    return Check(found, state, tuple(rows)) if rows else Check(nothing, State.FINE)


def megabytes(size: int) -> str:
    """`1.2 MB`, `34 kB`."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(round(size / 1e3), 1)} kB"
