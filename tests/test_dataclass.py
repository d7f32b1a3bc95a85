"""Our dataclasses are as those of the standard library, but for the time that they take."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from jekyll_tools.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """What pickle finds by its name."""

    name: str
    many: list[int] = dataclasses.field(default_factory=list)


def _point(make: Any, **asked: bool) -> Any:
    @make(**asked)
    class Point:
        """A point."""

        x: int
        y: int = 2
        tags: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)

        def __post_init__(self) -> None:
            self.tags.append("made")

    return Point


def _tried(function: Callable[[], object]) -> object:
    try:
        return function()
    except Exception as error:
        return type(error)


@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize("eq", [True, False])
def test_it_is_as_the_other(frozen: bool, eq: bool) -> None:
    facts = []
    for make in (dataclass, dataclasses.dataclass):
        point = _point(make, frozen=frozen, slots=True, eq=eq)
        one, other = point(1), point(x=1, y=2, tags=["own"])
        facts.append(
            [
                (one.x, one.y, one.tags, other.tags),
                (one == other, one != other, one == point(2), one == (1, 2)),
                _tried(lambda a=one, b=other: hash(a) == hash(b)),
                repr(one).replace(make.__module__, ""),
                _tried(lambda point=point: point()),
                _tried(lambda point=point: point(1, 2, [], 4)),
                _tried(lambda one=one: setattr(one, "x", 5)),
                _tried(lambda one=one: delattr(one, "x")),
                dataclasses.replace(other, y=7).y,
                dataclasses.asdict(other),
                [field.name for field in dataclasses.fields(point)],
                (point.__slots__, point.__match_args__, point.__qualname__, point.__doc__),
                copy.copy(other).tags,
            ]
        )
    assert facts[0] == facts[1]


def test_it_can_be_sent() -> None:
    kept = Kept("a", [1])
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert copy.deepcopy(kept).many is not kept.many


def test_methods_of_its_own_stay() -> None:
    @dataclass(frozen=True, slots=True)
    class Named:
        """It has a word to say."""

        name: str

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 3

        def __repr__(self) -> str:
            return "named"

    assert Named("a") == Named("b")
    assert (hash(Named("a")), repr(Named("a"))) == (3, "named")


def test_what_is_unusual_is_left_to_the_standard_library() -> None:
    @dataclass(slots=True, order=True)
    class Ordered:
        """It can be sorted."""

        at: int
        shown: str = dataclasses.field(init=False, default="x")

    assert Ordered(1) < Ordered(2)
    assert Ordered(1).shown == "x"

    @dataclass(frozen=True, slots=True)
    class Named:
        """It has to be called by a name."""

        name: str = dataclasses.field(kw_only=True)
        at: int = 0

    assert Named(1, name="a") == Named(at=1, name="a")

    @dataclass(slots=True)
    class Given:
        """It is given more than it keeps."""

        at: int
        more: dataclasses.InitVar[int]

        def __post_init__(self, more: int) -> None:
            self.at += more

    assert Given(1, 2).at == 3
