"""What all requests share: the store, the threads that work on it, and what is remembered of it."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

from kit.records import Day
from kit.rounds import Round
from kit.server.collector.library import Library
from kit.server.collector.limits import Guesses
from kit.server.collector.problems import Refusal
from kit.server.collector.releasing import Releaser
from kit.server.collector.tickets import Tickets
from kit.server.collector.writing import Writer
from kit.staging import Stage
from kit.store import Gift, Progress, Put, Receipt, Release, Store, Taken
from kit.store.copies import holding

THREADS = 6
FRESH = 1.0
"""Seconds for which a round is taken to be as it was."""
MOST_ROUNDS = 100
Given = ParamSpec("Given")
Made = TypeVar("Made")
Sent = TypeVar("Sent")


@dataclass(frozen=True, slots=True)
class Sight:
    """What a round looks like: itself, its true counts, its workshop, and what it follows."""

    round: Round
    counted: Progress
    stage: Stage
    follows: Round | None


@dataclass
class _Known:
    """A round as it was at a change, on a day, when somebody looked."""

    sight: Sight
    change: int
    day: Day
    looked: float


@dataclass
class Desk:
    """Hold the store and what stands round it; one for each process.

    ``api`` is the path of the API with its last slash; ``secret`` signs what browsers keep for us
    and is the same in every process; ``processes`` is how many of them share visitors.
    """

    store: Store
    questionnaires: Library
    secret: bytes
    api: str = "/kit/api/"
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    processes: int = 1
    guesses: Guesses = field(init=False)
    releaser: Releaser = field(init=False)
    writer: Writer[Put, Receipt] = field(init=False)
    gifts: Writer[Gift, Taken] = field(init=False)

    def __post_init__(self) -> None:
        """Start the threads; they are idle until somebody asks."""
        self._threads = ThreadPoolExecutor(THREADS, "kit-store")
        # One thread of its own: readers never wait behind a disk that is slow to write.
        self._pen = ThreadPoolExecutor(1, "kit-pen")
        self._closed = False
        self._rounds: OrderedDict[str, _Known] = OrderedDict()
        self._published: OrderedDict[str, Release] = OrderedDict()
        self.releaser = Releaser(self.store, self.run)
        self.guesses = Guesses(Tickets(self.secret, time.time), time.time, self.processes)
        self.writer = Writer(self._pen_for(self.store.put_many))
        self.gifts = Writer(self._pen_for(self.store.put_contributions))

    async def run(
        self, work: Callable[Given, Made], *args: Given.args, **more: Given.kwargs
    ) -> Made:
        """Do work on the store in a thread; refused once the server is stopping."""
        if self._closed:
            raise Refusal("store", after=5)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(*args, **more))

    async def round(self, round_id: str) -> Round | None:
        """Return the round as it was at most a second ago."""
        seen = await self.seen(round_id)
        return None if seen is None else seen.round

    async def round_now(self, round_id: str) -> Round | None:
        """Return the round as it is."""
        seen = await self.seen_now(round_id)
        return None if seen is None else seen.round

    async def seen(self, round_id: str) -> Sight | None:
        """Return what the round looked like at most a second ago."""
        known = self._rounds.get(round_id)
        if known is None or time.monotonic() - known.looked >= FRESH:
            return await self.seen_now(round_id)
        return known.sight

    async def seen_now(self, round_id: str) -> Sight | None:
        """Return what the round looks like."""
        known = await self._look(round_id)
        return None if known is None else known.sight

    async def published(self, asked: Round) -> Release | None:
        """Return the latest release of the round's result; None before the first."""
        kept = self._published.get(asked.id)
        if asked.release and (kept is None or kept.number != asked.release):
            kept = await self.run(self.store.latest, asked.id)
            if kept is not None:
                remember(self._published, asked.id, kept)
        return kept

    def forget(self, round_id: str) -> None:
        """Forget a round that has just been deleted."""
        self._rounds.pop(round_id, None)
        self._published.pop(round_id, None)

    def backups(self, round_id: str, response_id: str | None = None) -> tuple[Day, ...]:
        """Return the days of the backups that still hold a round, or one person's answers."""
        found = holding(self.store.address.backups, round_id, response_id)
        return tuple(sorted({one.day for one in found}))

    def today(self) -> Day:
        """Return the server's date."""
        return self.now().astimezone().date().isoformat()

    def close(self) -> None:
        """Let running work end, and close the store; pages that listen end by themselves."""
        self._closed = True
        for threads in (self._pen, self._threads):
            threads.shutdown(wait=True, cancel_futures=True)
        self.store.close()

    async def _look(self, round_id: str) -> _Known | None:
        looked = time.monotonic()
        known = await self.run(self._known, round_id, self._rounds.get(round_id), looked)
        if known is None:
            self._rounds.pop(round_id, None)
            return None
        remember(self._rounds, round_id, known)
        return known

    def _known(self, round_id: str, known: _Known | None, looked: float) -> _Known | None:
        """Read the round again if it has changed, or if its last day may have passed."""
        change = self.store.changed(round_id)
        day = self.today()
        if known is not None and (known.change, known.day) == (change, day):
            return replace(known, looked=looked)
        found = self.store.round(round_id)
        if found is None:
            return None
        stage, earlier = self.store.stage(round_id), found.settings.follows
        follows = None if earlier is None else self.store.round(earlier)
        sight = Sight(found, self.store.progress(round_id), stage, follows)
        return _Known(sight, change, day, looked)

    def _pen_for(
        self, write: Callable[[Sequence[Sent]], list[Made]]
    ) -> Callable[[Sequence[Sent]], Awaitable[list[Made]]]:
        """Return a way to write a batch that never runs beside another one."""

        async def write_batch(batch: Sequence[Sent]) -> list[Made]:
            if self._closed:
                raise Refusal("store", after=5)
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pen, write, list(batch))

        return write_batch


def remember(kept: OrderedDict[str, Made], key: str, value: Made) -> None:
    """Keep the value as the newest one, and forget the oldest when there are too many."""
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > MOST_ROUNDS:
        kept.popitem(last=False)
