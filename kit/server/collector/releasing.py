"""Release the group's result: count, protect, and publish when that gives nobody away.

A release is tried when somebody looks, at most every few seconds, and in a thread: counting a big
round takes a while.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from kit.errors import KitError
from kit.release import make_release
from kit.rounds import Round, Status
from kit.server.collector.problems import Refusal
from kit.server.collector.rounds_apart import changes_after, earlier_of, followed
from kit.store import Store

PAUSE = 3.0
"""Seconds between two tries for the same round; after a slow one, ten times what it took."""
MOST_SAMPLED = 2_000
"""People drawn for the intervals of ranks; more make them no steadier."""

Run = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class _Try:
    change: int = -1
    status: Status = "new"
    next: float = 0.0


class Releaser:
    """Make releases of rounds; ``run`` does work in a thread."""

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tries: dict[str, _Try] = {}
        self._later: dict[str, asyncio.Task[None]] = {}

    async def advance(self, asked: Round, *, at_once: bool = False) -> None:
        """Publish the round's result as it is now, unless that would give somebody away.

        Nothing is done when nothing has changed. Right after another try it is done a little
        later, so that the last answers are not left out; or ``at_once``, for a single deed.
        """
        async with self._turns[asked.id]:
            last = self._tries.get(asked.id, _Try())
            rest = last.next - time.monotonic()
            if rest > 0 and asked.status == last.status and not at_once:
                self._postpone(asked, rest)
                return
            start = time.monotonic()
            change = await self._run(self._release, asked.id, last.change)
            end = time.monotonic()
            self._tries[asked.id] = _Try(change, asked.status, end + max(PAUSE, 10 * (end - start)))

    def _postpone(self, asked: Round, rest: float) -> None:
        waiting = self._later.get(asked.id)
        if waiting is None or waiting.done():
            self._later[asked.id] = asyncio.create_task(self._after(asked, rest))

    async def _after(self, asked: Round, rest: float) -> None:
        await asyncio.sleep(rest)
        del self._later[asked.id]
        try:
            await self.advance(asked)
        except (KitError, Refusal):
            return  # the store is away; whoever asks next is told

    def _release(self, round_id: str, change: int) -> int:
        """Make a release if anything is new, and return the round's change number."""
        store = self._store
        now, asked = store.changed(round_id), store.round(round_id)
        if now == change or asked is None:
            return now
        before = followed(store, asked) if asked.status == "closed" else None
        if before is not None and store.latest(before.id) is None:
            self._release(before.id, -1)
        seen = store.snapshot(round_id, MOST_SAMPLED)
        safe = make_release(
            asked.questionnaire,
            seen.tally,
            seen.sample,
            status=asked.status,
            history=seen.releases,
            weights=asked.settings.weights,
            people=store.progress(round_id).started,
            earlier=None if before is None else earlier_of(store, asked),
            later=changes_after(store, round_id),
        )
        if safe is not None and (not seen.releases or safe != seen.releases[-1]):
            # Where another process was faster, its release stands and this one is dropped.
            store.release(round_id, dict(safe), seen)
        return store.changed(round_id)
