"""Liquid's stack of scopes, kept so that reading a variable is one look into a dict."""

from __future__ import annotations

_NOTHING = object()


class Variables:
    """What names mean. assign and capture write to the outermost scope (`context.rb`)."""

    __slots__ = ("assigned", "depth", "now")

    def __init__(self) -> None:
        self.now: dict[str, object] = {}
        """What each name means now. While a name is bound, its binder may change it here."""
        # How many inner scopes bind a name, and what the outermost scope has for it meanwhile.
        self.depth: dict[str, int] = {}
        self.assigned: dict[str, object] = {}

    def assign(self, name: str, value: object) -> None:
        """Set a name in the outermost scope, where an inner one may hide it."""
        if name in self.depth:
            self.assigned[name] = value
        else:
            self.now[name] = value

    def bind(self, name: str, value: object) -> object:
        """Set a name in a new inner scope; returns what `unbind` wants back."""
        hidden = self.now.get(name, _NOTHING)
        depth = self.depth.get(name, 0)
        if not depth and hidden is not _NOTHING:
            self.assigned[name] = hidden
        self.depth[name] = depth + 1
        self.now[name] = value
        return hidden

    def unbind(self, name: str, hidden: object) -> None:
        """Leave the innermost scope that binds a name."""
        depth = self.depth[name] - 1
        if depth:
            self.depth[name] = depth
        else:
            del self.depth[name]
            hidden = self.assigned.pop(name, _NOTHING)
        if hidden is _NOTHING:
            self.now.pop(name, None)
        else:
            self.now[name] = hidden
