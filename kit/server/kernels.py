"""Kernels for visitors: each is one visitor's own, and each of them ends."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import Float, Integer, default

from kit.server import telling
from kit.server.forking.nursery import Nursery
from kit.server.forking.process import Forked
from kit.server.forking.requests import Limits
from kit.server.kernel_specs import NAME, OwnKernelSpecs, kernel_environment
from kit.server.lives import Life, Line
from kit.server.metrics import Way
from kit.server.telling import Why

__all__ = [
    "NAME",
    "OwnKernelSpecs",
    "VisitorKernel",
    "VisitorKernels",
    "kernel_environment",
    "request_variables",
]

QUERY_LIMIT = 2000
FINAL_NOTICE = 60.0


class VisitorKernel(ServerKernelManager):
    """Hold one kernel; it is never started anew, since an empty one is of no use to its page."""

    def start_restarter(self) -> None:
        """Look now and then whether the kernel lives, where nothing tells when it ends."""
        if not getattr(self.provisioner, "forked", False):
            super().start_restarter()

    def emit(self, schema_id: str, data: dict[str, Any]) -> None:
        """Leave out Jupyter's own events: nobody listens, and each kernel would check them."""


class VisitorKernels(AsyncMappingKernelManager):
    """End the kernels that nobody needs, and those that have lived long enough.

    A page that was drawn but never came to life (a link preview, a phone that lost the network)
    holds a kernel that nobody will ever talk to. No page keeps anything in its kernel alone.
    """

    patience = Integer(300, config=True, help="Seconds that a drawn page may take to come to life.")
    lonely = Float(30, config=True, help="Seconds without a page before others may have the room.")
    rest = Float(120, config=True, help="Seconds of silence before a page may be asked to yield.")
    notice = Float(30, config=True, help="Seconds from that warning to the kernel's end.")
    longest = Float(12 * 3600, config=True, help="Seconds that a kernel lives at most; 0 no limit.")
    memory = Integer(512, config=True, help="MB that a kernel may take.")
    cpu = Integer(600, config=True, help="Seconds of CPU that a kernel may use in all.")

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)  # type: ignore[no-untyped-call]  # jupyter_server is only partly typed
        self.nursery: Nursery | None = None
        self.when_gone: list[Callable[[str], object]] = []
        self._lives: dict[str, Life] = {}
        self._endings: set[asyncio.Task[None]] = set()

    @default("kernel_manager_class")
    def _kind(self) -> str:
        return f"{VisitorKernel.__module__}.{VisitorKernel.__qualname__}"

    @property
    def limits(self) -> Limits:
        """Return what one kernel may use."""
        return Limits(memory=self.memory * 1024 * 1024, cpu=self.cpu)

    def warm(self) -> None:
        """Get ready to start kernels fast."""
        if self.nursery is None:
            self.nursery = Nursery(kernel_environment(os.environ, {}))
        self.nursery.warm()

    async def start_kernel(  # type: ignore[override]  # typed there as what it is not
        self, *, visitor: str = "", **asked: Any
    ) -> str:
        """Start a kernel for a visitor and return its id; ``asked`` is what Jupyter's own takes."""
        if self.nursery is None:
            self.warm()
        begun = time.monotonic()
        try:
            kernel_id: str = await super().start_kernel(**asked)
        except Exception:
            telling.kernel_not_started(self._way(), self.count())
            raise
        telling.kernel_started(self._way(kernel_id), time.monotonic() - begun, self.count())
        self._lives[kernel_id] = life = Life(visitor)
        self._watch(kernel_id)
        if self.longest:
            life.age = asyncio.get_running_loop().call_later(
                max(0.0, self.longest - FINAL_NOTICE), self._too_old, kernel_id
            )
        return kernel_id

    def start_watching_activity(self, kernel_id: str) -> None:
        """Trust in what the page says: reading along with each kernel would cost as much again."""
        self._kernels[kernel_id].execution_state = "idle"

    def count(self) -> int:
        """Return how many kernels there are."""
        return len(self)

    def belonging_to(self, visitor: str) -> list[str]:
        """Return the visitor's kernels, the oldest first."""
        return [kernel_id for kernel_id, life in self._lives.items() if life.visitor == visitor]

    def shows(self, kernel_id: str, windows: Iterable[str]) -> None:
        """Note which widget models the kernel's page shows; they are told what concerns it."""
        if kernel_id in self._lives:
            self._lives[kernel_id].windows = tuple(windows)

    def wait_for_visitor(self, kernel_id: str) -> None:
        """Start the clock for a page that has been drawn; connecting to the kernel stops it."""
        asyncio.get_running_loop().call_later(self.patience, self._give_up, kernel_id)

    def connected(self, kernel_id: str, line: Line) -> None:
        """Note that the page has come to life."""
        if kernel_id in self._lives:
            self._lives[kernel_id].connect(line)

    def disconnected(self, kernel_id: str, line: Line) -> None:
        """Note that the page is closed, or out of reach."""
        if kernel_id in self._lives:
            self._lives[kernel_id].disconnect(line)

    def heard(self, kernel_id: str) -> None:
        """Note that the page said something to its kernel."""
        if kernel_id in self._lives:
            self._lives[kernel_id].hear()
            self._kernels[kernel_id].last_activity = datetime.now(UTC)

    async def make_room(self, wanted: int) -> bool:
        """End the kernel that has been without a page for longest; tell whether there was one.

        Failing that, warn up to ``wanted`` pages that have rested for longest: their kernels end
        a little later, unless they are used meanwhile.
        """
        lonely = {key: life.alone() for key, life in self._lives.items()}
        first = max(lonely, key=lonely.__getitem__, default=None)
        if first is not None and lonely[first] > self.lonely:
            await self.end(first, "room")
            return True
        self._ask_to_yield(wanted)
        return False

    async def end(self, kernel_id: str, why: Why = "left") -> None:
        """End a kernel at once; ending one that is gone or ending already is no mistake."""
        if kernel_id in self._lives:
            await self.shutdown_kernel(kernel_id, now=True, why=why)

    async def shutdown_kernel(  # type: ignore[override]  # as above
        self, kernel_id: str, now: bool = False, restart: bool = False, why: Why = "idle"
    ) -> None:
        """End a kernel, politely unless it is to be ``now``; Jupyter's own cleaner says no more."""
        life = self._lives.pop(kernel_id, None)
        ending: Any = super().shutdown_kernel  # typed there as what it is not
        try:
            await ending(kernel_id, now=now, restart=restart)
        finally:
            if life is not None:
                life.over()
        telling.kernel_ended(why, self.count())

    def remove_kernel(self, kernel_id: str) -> Any:
        """Let go of a kernel that has ended, however it did.

        A page that closes while its kernel ends leaves its sockets to be kept for its return.
        """
        self.stop_buffering(kernel_id)  # type: ignore[no-untyped-call]  # not typed there
        self._forget(kernel_id)
        removed = super().remove_kernel(kernel_id)
        for call in self.when_gone:
            call(kernel_id)
        return removed

    async def shutdown_all(self, now: bool = False) -> None:  # type: ignore[override]  # likewise
        """End all kernels, and what they were forked from."""
        for kernel_id in list(self._lives):
            self._forget(kernel_id)
        await super().shutdown_all(now=now)
        if self.nursery is not None:
            self.nursery.close()
            self.nursery = None

    def _ask_to_yield(self, wanted: int) -> None:
        asked = sum(life.ending is not None for life in self._lives.values())
        resting = [
            (life.resting(), kernel_id)
            for kernel_id, life in self._lives.items()
            if life.ending is None and life.lines and life.resting() >= self.rest
        ]
        for _, kernel_id in sorted(resting, reverse=True)[: max(0, wanted - asked)]:
            self._lives[kernel_id].announce(self.notice, partial(self._end_soon, kernel_id, "room"))

    def _too_old(self, kernel_id: str) -> None:
        life = self._lives.get(kernel_id)
        if life is not None:
            notice = min(FINAL_NOTICE, self.longest)
            life.announce(notice, partial(self._end_soon, kernel_id, "old"), final=True)

    def _give_up(self, kernel_id: str) -> None:
        life = self._lives.get(kernel_id)
        if life is not None and not life.claimed:
            self._end_soon(kernel_id, "unclaimed")

    def _watch(self, kernel_id: str) -> None:
        """Notice at once when a forked kernel ends by itself."""
        process = getattr(self.get_kernel(kernel_id).provisioner, "process", None)
        if isinstance(process, Forked):
            process.when_ended(lambda: self._handle_kernel_died(kernel_id))

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Clear up after a kernel that ended by itself; its page gets another one."""
        if kernel_id in self._lives:
            self._end_soon(kernel_id, "died")

    def _way(self, kernel_id: str | None = None) -> Way:
        if kernel_id is None:
            return "forked" if self.nursery and self.nursery.why_not is None else "plain"
        forked = getattr(self.get_kernel(kernel_id).provisioner, "forked", False)
        return "forked" if forked else "plain"

    def _end_soon(self, kernel_id: str, why: Why) -> None:
        ending = asyncio.ensure_future(self.end(kernel_id, why))
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)

    def _forget(self, kernel_id: str) -> None:
        life = self._lives.pop(kernel_id, None)
        if life is not None:
            life.over()


def request_variables(request: Any, base_url: str) -> dict[str, str]:
    """Describe the visited page to its kernel, by the names that Voila and CGI use."""
    query = str(request.query)
    plain = query if query.isascii() and len(query) <= QUERY_LIMIT else ""
    return {
        "QUERY_STRING": plain,
        "SCRIPT_NAME": str(request.path),
        "SERVER_PROTOCOL": str(request.version),
        "VOILA_BASE_URL": base_url,
        "VOILA_PREHEAT": "False",
        "VOILA_SERVER_URL": base_url,
    }
