"""A collector in this process, whose patience with guessers goes by a clock that tests turn."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from collecting import KEY, Served
from serving import ROOT
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from kit.server.alone import application
from kit.server.collector.desk import Desk
from kit.server.collector.library import Library
from kit.server.collector.limits import Guesses
from kit.server.collector.tickets import Tickets
from kit.server.keeping import welcome
from kit.store import open_store


@dataclass
class Clock:
    """Seconds that pass when a test says so."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        """Return what the clock shows."""
        return self.seconds

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


@dataclass
class Clocked(Served):
    """A collector behind a proxy, and its clock."""

    clock: Clock


@contextmanager
def clocked(folder: Path) -> Iterator[Clocked]:
    """Serve a store in ``folder`` in a thread of its own, which ends with the block."""
    clock = Clock()
    store = open_store(f"sqlite:///{folder / 'kit.sqlite'}", language="en")
    welcome(store, KEY)
    desk = Desk(store, Library(ROOT / "notebooks"), b"secret" * 8)
    desk.guesses = Guesses(Tickets(desk.secret, clock), clock)
    listening, port = bind_unused_port()
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        server = HTTPServer(application(desk), xheaders=True)
        server.add_sockets([listening])
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    try:
        yield Clocked(f"http://127.0.0.1:{port}/kit/api/", clock)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
        desk.close()
