"""A process that is somebody else's child, held by a descriptor that can never mean another one."""

from __future__ import annotations

import asyncio
import os
import select
import signal
from collections.abc import Callable

GONE = 1
"""What a forked kernel's end is called: only its parent, the template, could know more."""


class Forked:
    """Look after a forked kernel by its ``pidfd``, with the part of Popen that Jupyter asks for."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, pidfd: int) -> None:
        self.pid = pid
        self._pidfd: int | None = pidfd
        self._loop: asyncio.AbstractEventLoop | None = None
        self._calls: list[Callable[[], object]] = []

    def __del__(self) -> None:
        self.close()

    def poll(self) -> int | None:
        """Return None as long as the process lives."""
        if self._pidfd is None:
            return GONE
        waiting = select.poll()
        waiting.register(self._pidfd, select.POLLIN)
        return GONE if waiting.poll(0) else None

    def wait(self) -> int:
        """Wait for the process to end, and let go of it."""
        if self._pidfd is not None:
            waiting = select.poll()
            waiting.register(self._pidfd, select.POLLIN)
            waiting.poll()
        self.close()
        return GONE

    def when_ended(self, call: Callable[[], object]) -> None:
        """Have ``call`` called by the running loop once the process has ended."""
        loop = asyncio.get_running_loop()
        if self._pidfd is None:
            loop.call_soon(call)
            return
        if self._loop is None:
            loop.add_reader(self._pidfd, self._ended)
            self._loop = loop
        self._calls.append(call)

    async def ended(self) -> None:
        """Wait for the process to end, without keeping the loop from anything."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def note() -> None:
            if not over.done():
                over.set_result(None)

        self.when_ended(note)
        await over

    def _ended(self) -> None:
        self.close()
        for call in self._calls:
            call()
        self._calls.clear()

    def send_signal(self, number: int) -> None:
        """Send a signal to this very process, if it is still there."""
        if self._pidfd is not None and self.poll() is None:
            signal.pidfd_send_signal(self._pidfd, number)

    def kill(self) -> None:
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def close(self) -> None:
        """Let go of the process."""
        if self._pidfd is None:
            return
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._pidfd)
        os.close(self._pidfd)
        self._pidfd = None
