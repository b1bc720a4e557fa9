"""Stop quietly when the process is asked to."""

from __future__ import annotations

import asyncio
import signal
import sys


def stop_on_signals(stopped: asyncio.Event) -> None:
    """Set the event when the process is asked to stop."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if sys.platform != "win32":  # Windows knows Ctrl-C only, as an exception
            loop.add_signal_handler(getattr(signal, name), stopped.set)
