"""Several processes that serve as one: they share the socket and the store.

What belongs to a visitor alone, the kernel and the place in the line, is in one of them and has
that one's number in its address (``w2/``); everything else is the same in each. This process
serves nothing itself: it starts the workers, starts one again that dies, and ends them all.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from kit import __version__
from kit.errors import KitError
from kit.language import say
from kit.server import telling
from kit.server.discretion import start_logging
from kit.server.due import delete_due
from kit.server.keeping import Keeping, open_desk, way_in
from kit.server.metrics import SHARED
from kit.server.options import Options, listen, runtime_folder
from kit.server.passing import READY
from kit.server.stopping import stop_on_signals

MOST = 32
DOORS = 100
"""Worker 1 has a port of its own, for the others and for a proxy: this many above the pages'."""
LAST_PORT = 65_535
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STEADY = 60.0
"""Seconds after which a worker that dies starts again without delay."""
PATIENCE = 30.0
"""Seconds that workers may take to end their kernels."""


@dataclass
class Worker:
    """One worker: its number, the socket that is its own, and its process when it runs."""

    number: int
    door: socket.socket
    folder: Path
    process: asyncio.subprocess.Process | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def port(self) -> int:
        """Return the port of its own."""
        return int(self.door.getsockname()[1])


class Foreman:
    """Keep the workers at work until told to stop."""

    def __init__(self, options: Options, sockets: list[socket.socket], runtime: Path) -> None:
        """Take checked options, sockets that listen, and a folder that is gone afterwards."""
        self.options = options
        self.sockets = sockets
        self.counts = runtime / "counts"
        self.counts.mkdir()
        numbers = range(1, options.workers + 1)
        self.workers = [Worker(one, door_for(one, options), runtime / f"w{one}") for one in numbers]
        self.failed: int | None = None

    async def work(self, ready: str) -> None:
        """Serve until the process is asked to stop; ``ready`` is said when all workers are."""
        stopped = asyncio.Event()
        stop_on_signals(stopped)
        keeping = [asyncio.create_task(self.keep(one, stopped)) for one in self.workers]
        keeping.append(asyncio.create_task(self.announce(ready)))
        try:
            await stopped.wait()
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*(end(one) for one in self.workers))
        if self.failed is not None:
            raise KitError(
                say(
                    self.options.language,
                    "A worker could not start (code {code}). The lines above say why; without "
                    "--workers they are easier to read.",
                    code=self.failed,
                )
            )

    async def announce(self, ready: str) -> None:
        """Say that the pages are there, once every worker answers."""
        for worker in self.workers:
            await worker.ready.wait()
        print(ready, flush=True)  # noqa: T201 - for people

    async def keep(self, worker: Worker, stopped: asyncio.Event) -> None:
        """Start a worker, and start it again whenever it ends; all end if it never gets ready."""
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            code = await self.run(worker)
            if not worker.ready.is_set():
                self.failed = code
                stopped.set()
                return
            if time.monotonic() - began > STEADY:
                pause = FIRST_PAUSE
            telling.worker_ended(worker.number, code, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def run(self, worker: Worker) -> int:
        """Run a worker to its end, and return its exit code."""
        shutil.rmtree(worker.folder, ignore_errors=True)
        worker.folder.mkdir(mode=0o700)
        shared = [*self.sockets, worker.door]
        worker.process = process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "kit.server.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=[one.fileno() for one in shared],
            env={**os.environ, SHARED: str(self.counts)},
        )
        assert process.stdin is not None  # noqa: S101 - asked for above
        assert process.stdout is not None  # noqa: S101 - likewise
        # By a pipe, since the store's address may hold a password; its end tells of our own end.
        process.stdin.write(self.orders(worker))
        while line := await process.stdout.readline():
            if line.decode().strip() == READY:
                worker.ready.set()
                telling.worker_ready(worker.number, worker.port)
        code = await process.wait()
        mark_process_dead(process.pid, str(self.counts))  # type: ignore[no-untyped-call]  # not typed there
        return code

    def orders(self, worker: Worker) -> bytes:
        """Return what a worker is told, as one line."""
        told = asdict(replace(self.options, number=worker.number, browser=False))
        del told["let_in"]
        orders: dict[str, Any] = {
            "options": told | {"notebooks": str(self.options.notebooks)},
            "sockets": [one.fileno() for one in self.sockets],
            "door": worker.door.fileno(),
            "folder": str(worker.folder),
            "ports": {one.number: one.port for one in self.workers if one is not worker},
        }
        return json.dumps(orders).encode() + b"\n"


async def end(worker: Worker) -> None:
    """Ask a worker to end its kernels and itself, and see to it that it does."""
    process = worker.process
    if process is None or process.returncode is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), PATIENCE)
            return


def door_for(number: int, options: Options) -> socket.socket:
    """Return the socket of one worker, open to this computer alone."""
    port = options.port + DOORS + number - 1
    own = port if options.port and port <= LAST_PORT else 0
    return listen(replace(options, host="127.0.0.1", port=own))[0]


def serve_together(options: Options) -> None:
    """Serve the pages with several workers until Ctrl-C; KitError says what keeps them from it."""
    options = options.checked()
    if sys.platform == "win32" or options.workers > MOST or options.number:
        raise KitError(
            say(
                options.language,
                "At most {most} workers can serve together, none on Windows, and none of them "
                "with --number, which is for services that you start one by one.",
                most=MOST,
            )
        )
    sockets = listen(options)
    runtime = runtime_folder(options.language)
    try:
        ready = prepare(options, sockets[0].getsockname()[1])
        foreman = Foreman(options, sockets, runtime)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(foreman.work(ready))
        telling.stopped()
    finally:
        shutil.rmtree(runtime, ignore_errors=True)


def prepare(options: Options, port: int) -> str:
    """Do once for all: bring the store up to date, make the key, delete what is due.

    Returns what to say when the pages are ready.
    """
    keeping = Keeping.chosen(options.store, options.notebooks.parent, os.environ)
    desk = open_desk(keeping, options)
    try:
        start_logging(debug=options.debug)
        telling.speak(options.language)
        telling.serving(__version__, desk.store.address.place)
        delete_due(desk.store)
    finally:
        desk.close()
    return f"{options.ready(port)}\n{way_in(keeping, options, port)}"
