"""Write answers in batches: what has arrived while the last batch was written goes in the next.

One transaction, and so one wait for the disk, serves everybody who waits at that moment; each of
them is told "saved" only when it is through.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from kit.errors import KitError
from kit.server.collector.problems import Refusal

LARGEST = 200
"""Sendings in one transaction, so that nobody waits for a very long one."""
LONGEST_QUEUE = 5_000

Sent = TypeVar("Sent")
Told = TypeVar("Told")


class Writer(Generic[Sent, Told]):
    """Put sendings into the store; ``write`` stores several and returns receipts in order."""

    def __init__(self, write: Callable[[Sequence[Sent]], Awaitable[Sequence[Told]]]) -> None:
        self._write = write
        self._waiting: list[tuple[Sent, asyncio.Future[Told]]] = []
        self._working: asyncio.Task[None] | None = None

    async def put(self, put: Sent) -> Told:
        """Store one sending; what the store raises is raised here, for each who waited for it."""
        if len(self._waiting) >= LONGEST_QUEUE:
            raise Refusal("store", after=5)
        receipt: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting.append((put, receipt))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await receipt

    async def _work(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
            await self._store(batch)

    async def _store(self, batch: Sequence[tuple[Sent, asyncio.Future[Told]]]) -> None:
        try:
            receipts = await self._write([put for put, _ in batch])
        except KitError as error:  # the store is away: it is away for all of them
            _tell(batch, error)
        except Exception as error:  # noqa: BLE001 - one that cannot be stored must not stop the others
            if len(batch) == 1:
                _tell(batch, error)
            else:
                for one in batch:
                    await self._store([one])
        else:
            for (_, waiting), receipt in zip(batch, receipts, strict=True):
                if not waiting.done():
                    waiting.set_result(receipt)


def _tell(batch: Sequence[tuple[Any, asyncio.Future[Any]]], error: Exception) -> None:
    for _, waiting in batch:
        if not waiting.done():
            waiting.set_exception(error)
