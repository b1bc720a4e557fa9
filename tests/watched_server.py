"""Serve pages, and note how long each thing that is done on the loop keeps the processor busy.

Run by test_server_loop.py: ``watched_server.py NOTEBOOKS FILE``. What counts is the processor's
time of the loop's own thread: it is the same on a machine with much else to do.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from kit.server.app import KitServer, serve
from kit.server.options import Options

noted: list[tuple[float, str]] = []


def watch() -> None:
    """Take the time of everything the loop runs, from when the pages are ready."""
    run, announce = asyncio.Handle._run, KitServer.announce

    def timed(handle: Any) -> None:
        told = repr(handle)
        began = time.thread_time()
        run(handle)
        noted.append((time.thread_time() - began, told))

    def announced(server: Any, *rest: Any) -> None:
        asyncio.Handle._run = timed  # type: ignore[method-assign,assignment]  # for this process
        announce(server, *rest)

    KitServer.announce = announced  # type: ignore[method-assign,assignment]  # for this process


if __name__ == "__main__":
    watch()
    serve(Options(notebooks=Path(sys.argv[1]), port=0, browser=False))
    slowest = sorted(noted, reverse=True)[:40]
    Path(sys.argv[2]).write_text(json.dumps(slowest), encoding="utf-8")
