"""Look once a second at what changes all the time: the kernels, the line, the loop."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from kit.server import metrics, telling

PAUSE = 1.0
REMEMBERED = 60
"""Looks that the longest lag is taken from: a minute."""


def none() -> int:
    """Count nothing, where there are no kernels."""
    return 0


class Watch:
    """Keep the gauges, and tell when the line begins and ends.

    ``kernels`` and ``waiting`` count the kernels that run and the pages that wait.
    """

    def __init__(
        self, kernels: Callable[[], int] = none, waiting: Callable[[], int] = none
    ) -> None:
        self._kernels = kernels
        self._waiting = waiting
        self._lags: deque[float] = deque(maxlen=REMEMBERED)
        self._longest = 0
        self._since = 0.0

    def look(self, now: float, lag: float) -> None:
        """Take the figures of this moment; ``lag`` is by how many seconds it came too late."""
        self._lags.append(max(0.0, lag))
        metrics.LOOP_LAG.set(max(self._lags))
        metrics.KERNELS.set(self._kernels())
        waiting = self._waiting()
        metrics.QUEUE.set(waiting)
        if waiting and not self._longest:
            self._since = now
            telling.queue_begins(waiting)
        elif self._longest and not waiting:
            telling.queue_ends(now - self._since, self._longest)
        self._longest = max(self._longest, waiting) if waiting else 0

    async def go_on(self) -> None:
        """Look again and again until cancelled."""
        while True:
            due = time.monotonic() + PAUSE
            await asyncio.sleep(PAUSE)
            now = time.monotonic()
            self.look(now, now - due)
