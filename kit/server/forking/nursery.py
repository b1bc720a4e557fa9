"""Keep a template alive, and have it fork kernels; say when that cannot be done."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version

from kit.language import msgid
from kit.server import telling
from kit.server.forking.process import Forked
from kit.server.forking.requests import Born, Request, receive_born

IPYKERNEL = "7"
"""The major version whose way of starting is known to bear a fork; tests hold it to that."""

GENERATIONS = 3
"""Templates that may end in a row without having forked anything, before kernels start plainly."""

# What -c puts on the path, the folder that the server stands in, is for no kernel to import from.
LAUNCH = """
import sys

if sys.path[0] == "":
    del sys.path[0]

from kit.server.forking.template import main

main(int(sys.argv[1]), int(sys.argv[2]))
"""

# Each thread would have a heap of its own, to be filled and copied; a kernel's threads rest.
THRIFT = {"MALLOC_ARENA_MAX": "1"}


class TemplateGoneError(Exception):
    """The template ended before it had forked a kernel."""


NO_LINUX = msgid("this computer does not run Linux 5.3 or newer.")
NOT_TESTED = msgid("ipykernel {version} is not one that forking has been tested with.")
NOT_ALIVE = msgid("the process that they are forked from does not stay alive.")


def why_not(installed: str) -> str | None:
    """Say why kernels cannot be forked here with this ipykernel; None when they can."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return NO_LINUX
    return None if installed.split(".", maxsplit=1)[0] == IPYKERNEL else NOT_TESTED


class Nursery:
    """Start a template, a further one should it end, and ask it for kernels."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the environment that templates start with, so much as a kernel may know."""
        self._environment = {**environment, **THRIFT}
        self._template: Template | None = None
        self._fruitless = 0
        self._ipykernel = version("ipykernel")
        self.why_not = why_not(self._ipykernel)
        self._report()

    @property
    def template(self) -> int | None:
        """Return the template's process id, while there is one."""
        return None if self._template is None or self._template.gone else self._template.pid

    def warm(self) -> None:
        """Start the template, so that it has imported everything when the first visitor comes."""
        if self.why_not is None and (self._template is None or self._template.gone):
            self._template = Template(self._environment)

    async def fork(self, request: Request) -> Forked | None:
        """Return a new kernel's process; None when kernels have to be started another way."""
        while self.why_not is None:
            self.warm()
            try:
                born = await self._living().fork(request)
            except TemplateGoneError:
                self._count_failure()
            else:
                self._fruitless = 0
                return born
        return None

    def close(self) -> None:
        """End the template, and with it all kernels that were forked from it."""
        if self._template is not None:
            self._template.close()
            self._template = None

    def _living(self) -> Template:
        if self._template is None:
            raise TemplateGoneError
        return self._template

    def _count_failure(self) -> None:
        self._fruitless += 1
        if self._fruitless >= GENERATIONS:
            self.why_not = NOT_ALIVE
            self._report()

    def _report(self) -> None:
        if self.why_not is not None:
            telling.kernels_start_plainly(self.why_not, version=self._ipykernel)


class Template:
    """One template process and the socket to it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.gone = False
        self._waiting: dict[int, asyncio.Future[Forked]] = {}
        self._number = 0
        self._listening: asyncio.AbstractEventLoop | None = None
        self._wire, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._wire.setblocking(False)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own Python, our own module
                [sys.executable, "-c", LAUNCH, str(theirs.fileno()), str(os.getpid())],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    @property
    def pid(self) -> int:
        """Return the template's process."""
        return self._process.pid

    async def fork(self, request: Request) -> Forked:
        """Return the process of a new kernel; TemplateGoneError when the template has ended."""
        loop = self._listen()
        self._number += 1
        number = self._number
        born: asyncio.Future[Forked] = loop.create_future()
        self._waiting[number] = born
        try:
            await loop.sock_sendall(self._wire, replace(request, number=number).packed())
            return await born
        except OSError as error:
            raise TemplateGoneError from error
        finally:
            self._waiting.pop(number, None)

    def close(self) -> None:
        """End the template."""
        self._process.kill()
        self._end()

    def _listen(self) -> asyncio.AbstractEventLoop:
        if self.gone:
            raise TemplateGoneError
        loop = asyncio.get_running_loop()
        if self._listening is None:
            loop.add_reader(self._wire.fileno(), self._read)
            self._listening = loop
        return loop

    def _read(self) -> None:
        try:
            received = receive_born(self._wire)
        except BlockingIOError:
            return
        except OSError:
            received = None
        if received is None:
            self._end()
        else:
            self._hand_over(*received)

    def _hand_over(self, born: Born, pidfd: int | None) -> None:
        """Give a kernel to whoever asked; one that nobody waits for any longer ends at once."""
        asked = self._waiting.pop(born.number, None)
        forked = Forked(born.pid, pidfd) if pidfd is not None else None
        if asked is None or asked.done():
            if forked is not None:
                forked.kill()
        elif forked is None:
            asked.set_exception(OSError(born.failed))
        else:
            asked.set_result(forked)

    def _end(self) -> None:
        """Note that the template is gone, and tell everybody who waits for it."""
        if self.gone:
            return
        self.gone = True
        if self._listening is not None and not self._listening.is_closed():
            self._listening.remove_reader(self._wire.fileno())
        self._wire.close()
        self._process.kill()
        self._process.wait()
        for asked in self._waiting.values():
            if not asked.done():
                asked.set_exception(TemplateGoneError())
        self._waiting.clear()
