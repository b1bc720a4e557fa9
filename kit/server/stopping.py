"""Stop quietly when the process is asked to."""

from __future__ import annotations

import asyncio
import os
import signal
import sys


def stop_on_signals(stopped: asyncio.Event) -> None:
    """Set the event when the process is asked to stop."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if sys.platform != "win32":  # Windows knows Ctrl-C only, as an exception
            loop.add_signal_handler(getattr(signal, name), stopped.set)


def stop_when_alone(stopped: asyncio.Event, pipe: int) -> None:
    """Set the event when whoever holds the other end of a pipe is gone."""
    loop = asyncio.get_running_loop()

    def heard() -> None:
        if not os.read(pipe, 1024):
            loop.remove_reader(pipe)
            stopped.set()

    loop.add_reader(pipe, heard)
