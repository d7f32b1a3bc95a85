"""Writes a produced text run by run, and keeps where each run comes from."""

from __future__ import annotations

from jekyll_tools.text import Source, Traced


class Trace:
    """Writes a Traced text, run by run."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._sources: list[Source | None] = []
        self.length = 0

    def write(self, text: str, source: Source | None = None) -> None:
        """Append a run."""
        if not text:
            return
        self._parts.append(text)
        self._starts.append(self.length)
        self._sources.append(source)
        self.length += len(text)

    def splice(self, traced: Traced, via: Source | None = None) -> None:
        """Append another produced text with its runs; `via` is who asked for it."""
        shift = self.length
        self._parts.append(traced.text)
        self._starts += [shift + start for start in traced.starts]
        self._sources += [_called(source, via) for source in traced.sources]
        self.length += len(traced.text)

    def done(self) -> Traced:
        """What was written so far."""
        return Traced("".join(self._parts), self._starts, self._sources)


def _called(source: Source | None, via: Source | None) -> Source | None:
    if source is None or via is None:
        return source
    outer = via if source.via is None else _called(source.via, via)
    return Source(source.text, source.start, source.end, source.verbatim, outer)
