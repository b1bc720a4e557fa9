"""Who may start a kernel now, and who waits: a line that is fair and moves by itself.

A page can be filled in without its kernel, so waiting costs a visitor nothing but the live part of
the page. Nobody is refused: whoever asks has a place, and is told how far it is to the front.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psutil

from kit.server.telling import Why

PARALLEL = 2 * (os.cpu_count() or 1)
"""Kernels that start at the same time."""

EACH = 4
"""Kernels that one visitor may have: a page in four tabs."""

PER_VISITOR = 12
"""Places in the line that one visitor may hold; more pages than these ask again from behind."""

LONGEST = 4000
"""Places in the line at all, so that it cannot be made to fill the memory."""

FIRST_HOLD = 1.0
LATER_HOLD = 6.0
"""Seconds that a question is held open for its turn to come; the first is answered soon, so that
the page can say its place."""

GRACE = 20.0
"""Seconds after which a page that asks no more has lost its place, and a turn not taken is given
to the next."""

LEFT_ALONE = 512 * 1024 * 1024
"""Bytes that are kept for the server itself and what else runs beside it."""

APIECE = 40 * 1024 * 1024
"""Bytes that a kernel takes once its profile has been shown, and its share of the server's own."""

MOST = 400

_dice = random.SystemRandom()


class Kernels(Protocol):
    """What the gate needs to know of the kernels, and can ask for."""

    def count(self) -> int:
        """Return how many there are."""

    def belonging_to(self, visitor: str) -> list[str]:
        """Return the visitor's kernels, the oldest first."""

    async def end(self, kernel_id: str, why: Why) -> None:
        """End one at once."""

    async def make_room(self, wanted: int) -> bool:
        """End one that nobody needs, or warn the page of one that rests; tell whether one ended."""


def bearable() -> int:
    """Return how many kernels the memory bears that is free now, or that this service may use."""
    free = min([psutil.virtual_memory().available, *allowed()])
    return max(2, min(MOST, (free - LEFT_ALONE) // APIECE))


def allowed(groups: Path = Path("/sys/fs/cgroup")) -> Iterator[int]:
    """Yield what a container or a service of systemd leaves of the memory, where it limits it."""
    with suppress(OSError, ValueError):
        own = Path("/proc/self/cgroup").read_text(encoding="ascii").strip().rpartition("::/")[2]
        for folder in (groups / own, groups):
            with suppress(OSError, ValueError):
                used = int((folder / "memory.current").read_text(encoding="ascii"))
                yield int((folder / "memory.max").read_text(encoding="ascii")) - used


@dataclass(frozen=True, slots=True)
class Turn:
    """Tell a page where it stands: ``place`` 0 is its turn now, 1 the first in the line.

    ``again`` is in how many seconds to ask again, with the same ``id``.
    """

    id: str
    place: int
    again: float
    visitor: str = field(default="", repr=False)


@dataclass(slots=True)
class _Waiting:
    visitor: str
    number: int
    here: asyncio.Future[None] | None = None
    leaving: asyncio.TimerHandle | None = None


@dataclass(slots=True)
class _Starting:
    visitor: str
    late: asyncio.TimerHandle | None = None


class Gate:
    """Let as many kernels start at once as the cores bear, and be as many as the memory bears.

    Whoever has the fewest kernels and places comes first, then who came first: a visitor who opens
    two hundred pages stands behind everybody else with all but the first of them.
    """

    def __init__(
        self,
        kernels: Kernels,
        *,
        ceiling: int,
        parallel: int = PARALLEL,
        each: int = EACH,
    ) -> None:
        """Take the limits: ``ceiling`` kernels, ``parallel`` starts, ``each`` for one visitor."""
        self._kernels = kernels
        self.ceiling, self.parallel, self.each = ceiling, parallel, each
        self.first_hold, self.later_hold, self.grace = FIRST_HOLD, LATER_HOLD, GRACE
        self._line: dict[str, _Waiting] = {}
        self._starting: dict[str, _Starting] = {}
        self._number = 0
        self._clearing: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """Return how many pages stand in line."""
        return len(self._line)

    @property
    def starting_now(self) -> int:
        """Return how many kernels are being started."""
        return len(self._starting)

    async def ask(self, turn: str | None, visitor: str) -> Turn:
        """Return where the page stands, at the latest after some seconds; its turn at once.

        ``turn`` is the id that the page was given, None the first time; one that is not known (any
        longer) gets a new place. ``visitor`` tells one visitor from another; it is not kept longer
        than the turn and the kernel last. Whoever gets place 0 has to enter ``starting``.
        """
        known = turn if turn in self._line else None
        ident = known or self._queue(visitor)
        if ident is None:
            return Turn(secrets.token_urlsafe(16), self.waiting + 1, 10 + 5 * _dice.random())
        place = self._line[ident]
        if place.here is not None and not place.here.done():
            place.here.cancel()
        place.here = here = asyncio.get_running_loop().create_future()
        self._go_on()
        try:
            await asyncio.wait({here}, timeout=self._hold(first=known is None))
        except asyncio.CancelledError:
            if place.here is here:
                self._left(ident, place)
            raise
        again = 0.2 + 0.6 * _dice.random()
        if place.here is not here:  # the page has asked once more meanwhile, and listens there
            return Turn(ident, 1, again, visitor)
        if here.done():
            return Turn(ident, 0, 0.0, visitor)
        place.here = None
        self._expect(ident)
        return Turn(ident, self._order().index(ident) + 1, again, visitor)

    @asynccontextmanager
    async def starting(self, turn: Turn) -> AsyncIterator[None]:
        """Hold one of the parallel starts; the visitor's oldest kernels make room if need be."""
        self._in_time(turn.id)
        self._starting[turn.id] = _Starting(turn.visitor)
        try:
            await self._keep_to_the_ceiling(turn.visitor, coming=1)
            yield
            await self._keep_to_the_ceiling(turn.visitor)
        finally:
            self._done(turn.id)

    async def make_room(self) -> bool:
        """End a kernel that is not needed, to let the next one in; tell whether there was one."""
        return await self._kernels.make_room(max(1, self.waiting))

    def go_on(self, _: str = "") -> None:
        """Look whether somebody's turn has come; to be called when a kernel has ended."""
        self._go_on()

    async def _keep_to_the_ceiling(self, visitor: str, coming: int = 0) -> None:
        """Whoever sends no cookie is one visitor with all others who do not."""
        most = self.each if visitor else max(self.each, self.ceiling // 4)
        own = self._kernels.belonging_to(visitor)
        for kernel_id in own[: max(0, len(own) + coming - most)]:
            await self._kernels.end(kernel_id, "own")

    def _in_time(self, ident: str) -> None:
        start = self._starting.get(ident)
        if start is not None and start.late is not None:
            start.late.cancel()

    def _queue(self, visitor: str) -> str | None:
        held = sum(place.visitor == visitor for place in self._line.values())
        if len(self._line) >= LONGEST or (visitor and held >= PER_VISITOR):
            return None
        ident = secrets.token_urlsafe(16)
        self._number += 1
        self._line[ident] = _Waiting(visitor, self._number)
        return ident

    def _hold(self, *, first: bool) -> float:
        return self.first_hold if first else self.later_hold * (0.75 + 0.5 * _dice.random())

    def _order(self) -> list[str]:
        """Return who stands where: by what the visitor has already, then by who came first."""
        have = Counter(start.visitor for start in self._starting.values())
        for visitor in {place.visitor for place in self._line.values()}:
            have[visitor] += len(self._kernels.belonging_to(visitor))
        ranked = []
        for ident, place in self._line.items():
            ranked.append((have[place.visitor], place.number, ident))
            have[place.visitor] += 1
        return [ident for _, _, ident in sorted(ranked)]

    def _go_on(self) -> None:
        """Give the turns there are to those in front who are listening."""
        listening = iter(self._listening())
        while len(self._starting) < self.parallel:
            if (ident := next(listening, None)) is None:
                return
            if self._kernels.count() + len(self._starting) >= self.ceiling:
                self._clear()
                return
            self._grant(ident)

    def _listening(self) -> Iterator[str]:
        for ident in self._order():
            here = self._line[ident].here
            if here is not None and not here.done():
                yield ident

    def _grant(self, ident: str) -> None:
        place = self._line.pop(ident)
        if place.leaving is not None:
            place.leaving.cancel()
        late = asyncio.get_running_loop().call_later(self.grace, self._done, ident)
        self._starting[ident] = _Starting(place.visitor, late)
        if place.here is not None:
            place.here.set_result(None)

    def _clear(self) -> None:
        """Make room in the background, once at a time; what ends calls ``go_on``."""
        if self._clearing is None or self._clearing.done():
            self._clearing = asyncio.ensure_future(self._clear_one())

    async def _clear_one(self) -> None:
        with suppress(Exception):
            await self.make_room()

    def _expect(self, ident: str) -> None:
        place = self._line[ident]
        if place.leaving is not None:
            place.leaving.cancel()
        loop = asyncio.get_running_loop()
        place.leaving = loop.call_later(self.grace, self._forget, ident)

    def _forget(self, ident: str) -> None:
        place = self._line.get(ident)
        if place is not None and place.here is None:
            del self._line[ident]

    def _left(self, ident: str, place: _Waiting) -> None:
        """Nobody listens any longer: keep the place for a while, pass a turn on at once."""
        place.here = None
        if ident in self._line:
            self._expect(ident)
        else:
            self._done(ident)

    def _done(self, ident: str) -> None:
        self._in_time(ident)
        self._starting.pop(ident, None)
        self._go_on()
