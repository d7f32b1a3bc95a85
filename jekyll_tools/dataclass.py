"""`dataclass` as in the standard library, made in a fifth of the time.

Python 3.11 compiles six methods for each class, half a millisecond; a run that starts with 150
classes waits for that longer than for its site. Here only `__init__` is compiled, and the other
methods are shared or closures. Anything unusual is left to the standard library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from collections.abc import Callable
    from operator import attrgetter

    _FACTORY = object()

    def dataclass(cls: type | None = None, /, **asked: bool) -> Any:
        """See `dataclasses.dataclass`."""
        if cls is None:
            return lambda decorated: dataclass(decorated, **asked)
        if not asked.get("slots") or asked.keys() - {"slots", "frozen", "eq"} or _unusual(cls):
            return dataclasses.dataclass(cls, **asked)
        own = set(cls.__dict__)
        if cls.__dict__.get("__hash__") is None:
            own.discard("__hash__")  # Python itself puts it beside an `__eq__`
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True)
        fields = dataclasses.fields(made)
        methods = {"__init__": _init(made, fields), "__repr__": _repr}
        if asked.get("eq", True):
            methods |= _equality(fields, asked.get("frozen", False))
        if asked.get("frozen"):
            methods |= _FROZEN
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    def _unusual(cls: type) -> bool:
        types = " ".join(map(str, cls.__annotations__.values()))
        if "InitVar" in types or "KW_ONLY" in types:
            return True
        fields = [each for each in cls.__dict__.values() if isinstance(each, dataclasses.Field)]
        return any(
            not field.init or field.hash is not None or field.kw_only is True for field in fields
        )

    def _init(cls: type, fields: tuple[dataclasses.Field, ...]) -> Callable[..., None]:
        known = {"_factory": _FACTORY, "_set": object.__setattr__}
        parameters, lines = ["self"], []
        for field in fields:
            name, default = field.name, ""
            if field.default is not dataclasses.MISSING:
                known[f"_{name}"], default = field.default, f"=_{name}"
            elif field.default_factory is not dataclasses.MISSING:
                known[f"_{name}"], default = field.default_factory, "=_factory"
                lines.append(f"if {name} is _factory: {name} = _{name}()")
            parameters.append(name + default)
            lines.append(f"_set(self, {name!r}, {name})")
        if hasattr(cls, "__post_init__"):
            lines.append("self.__post_init__()")
        made: dict[str, Any] = {}
        body = "\n ".join([*lines, "return"])
        exec(f"def __init__({', '.join(parameters)}):\n {body}", known, made)
        made["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
        return made["__init__"]

    def _equality(fields: tuple[dataclasses.Field, ...], frozen: bool) -> dict[str, Any]:
        names = [field.name for field in fields if field.compare]
        key = attrgetter(*names) if names else type

        def __eq__(self: object, other: object) -> bool:  # noqa: N807
            return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self: object) -> int:  # noqa: N807
            return hash(key(self))

        return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}

    def _repr(self: object) -> str:
        shown = (f for f in dataclasses.fields(self) if f.repr)
        values = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in shown)
        return f"{self.__class__.__qualname__}({values})"

    def _refuse_to_set(self: object, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self: object, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self: object) -> list[object]:
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    def _restore(self: object, state: list[object]) -> None:
        for field, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)

    _FROZEN = {
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state,  # for pickle, which would set attributes
        "__setstate__": _restore,
    }
