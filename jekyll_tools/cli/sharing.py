"""Several processes that take their work from one queue, and say what they made of it."""

from __future__ import annotations

import gc
import os
import pickle
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple, NoReturn, TypeVar

from jekyll_tools.cli.failure import UserError

ENOUGH = 48  # pages; starting a process costs as much as rendering some of them
CAN_SHARE = hasattr(os, "fork")  # not on Windows
_NUMBER = struct.Struct("=I")
_MOST_IN_PIPE = 2_000  # of 4 bytes; a pipe holds at least 16 kB
T = TypeVar("T")


def shared_out(
    numbers: Sequence[int], make: Callable[[Iterable[int]], T], jobs: int | None = None
) -> list[T]:
    """What each of several processes makes of the numbers that it takes, in no order."""
    jobs = processors() if jobs is None else jobs
    if jobs == 1 or not CAN_SHARE:
        return [make(numbers)]
    queue = Queue.of(numbers)
    started = [Worker.of(lambda: [make(queue.taken())]) for _ in range(jobs - 1)]
    try:
        own = make(queue.taken())
        return [own, *(made for worker in started for made in worker.receive())]
    finally:
        queue.close()
        for worker in started:
            worker.end()


def begun(
    make: Callable[[], T], at_end: Callable[[Callable[[], None]], object]
) -> Callable[[], T | None]:
    """Begin something in a process of its own; what waits for it gives None if that was killed.

    `at_end` is told what makes sure that the process is gone.
    """
    worker = Worker.of(lambda: [make()])
    at_end(worker.end)

    def wait() -> T | None:
        try:
            (made,) = worker.receive()
        except KilledError:
            return None
        found: T = made
        return found

    return wait


def processors() -> int:
    """How many processes are worth it here."""
    return min(len(os.sched_getaffinity(0)), 8) if hasattr(os, "sched_getaffinity") else 1


class Queue(NamedTuple):
    """A pipe full of numbers, from which each process takes the next when it is ready.

    `owner` is the process that made it: where that was killed, nothing is worth being done.
    """

    reading: int
    parts: Sequence[Sequence[int]]
    owner: int

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Queue:
        """A queue of numbers, in groups if they are too many for a pipe."""
        size = max(-(-len(numbers) // _MOST_IN_PIPE), 1)
        parts = [numbers[start : start + size] for start in range(0, len(numbers), size)]
        reading, writing = os.pipe()
        os.write(writing, b"".join(map(_NUMBER.pack, range(len(parts)))))
        os.close(writing)
        return cls(reading, parts, os.getpid())

    def taken(self, tell: Callable[[int], None] = lambda taken: None) -> Iterator[int]:
        """What this process takes, until nothing is left; `tell` hears how many all took before."""
        while (part := os.read(self.reading, _NUMBER.size)) and self._is_wanted():
            (place,) = _NUMBER.unpack(part)
            tell(place * len(self.parts[0]))
            yield from self.parts[place]

    def _is_wanted(self) -> bool:
        return self.owner in (os.getpid(), os.getppid())

    def close(self) -> None:
        """Leave nothing for anybody to take, and give the pipe back."""
        for _ in self.taken():
            pass
        os.close(self.reading)


class Worker(NamedTuple):
    """A process that inherits all that was read so far, and says at the end what it made."""

    process: int
    reading: BinaryIO

    @classmethod
    def of(cls, make: Callable[[], Iterable[object]]) -> Worker:
        """Start a process; from the first thing that it has to say on, it waits to be heard."""
        here, there = os.pipe()
        gc.freeze()  # the collector would touch, and so copy, every page of memory
        process = os.fork()
        if not process:
            os.close(here)
            _told(os.fdopen(there, "wb"), make)
        os.close(there)
        return cls(process, os.fdopen(here, "rb"))

    def receive(self) -> Iterator[Any]:
        """The things that it made; raises what it could not do for, or that it was killed."""
        while not isinstance(value := self._next(), _End):
            if isinstance(value, BaseException):
                raise value
            yield value

    def _next(self) -> object:
        try:
            # What comes through the pipe was written by this program a moment ago.
            return pickle.load(self.reading)
        except (EOFError, pickle.UnpicklingError) as error:
            message = "a process that shared the work was killed, maybe for want of memory"
            raise KilledError(f"{message}; --jobs 1 needs the least") from error

    def end(self) -> None:
        """Wait until it is gone."""
        self.reading.close()
        os.waitpid(self.process, 0)


class KilledError(UserError):
    """A process ended before it had said all."""


class _End:
    """Said last: a process that dies says less."""


def _told(pipe: BinaryIO, make: Callable[[], Iterable[object]]) -> NoReturn:
    """Say what comes of it, or the error that did, and end the process."""
    try:
        try:
            for value in make():
                pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
        except BaseException as error:  # whatever it is, the first process says it
            pickle.dump(error, pipe, pickle.HIGHEST_PROTOCOL)
        pickle.dump(_End(), pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()
    finally:
        os._exit(0)
