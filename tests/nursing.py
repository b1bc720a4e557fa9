"""Kernels to try things in: a loop in a thread of its own, and code run in a kernel by its id."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import psutil
from jupyter_client.asynchronous.client import AsyncKernelClient
from traitlets.config import Config

from kit.server.kernels import OwnKernelSpecs, VisitorKernels, kernel_environment

Made = TypeVar("Made")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass
class Said:
    """What a kernel answered: ``ok`` or not, what it printed, and the error's name."""

    status: str
    printed: str = ""
    error: str = ""
    shown: list[dict[str, Any]] = field(default_factory=list)


class Ward:
    """Kernels and the loop that looks after them; every method may be called from a test."""

    def __init__(self, folder: str, **traits: Any) -> None:
        self.folder = folder
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._clients: dict[str, AsyncKernelClient] = {}
        self.kernels = self.do(self._made(traits))

    async def _made(self, traits: dict[str, Any]) -> VisitorKernels:
        settings = Config({"KernelManager": {"transport": "ipc"}})
        settings.KernelRestarter.restart_limit = 0
        return VisitorKernels(
            kernel_spec_manager=OwnKernelSpecs(),
            connection_dir=self.folder,
            root_dir=self.folder,
            config=settings,
            **traits,
        )

    def do(self, work: Coroutine[Any, Any, Made]) -> Made:
        """Run ``work`` in the kernels' own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    def call(self, work: Callable[[], Made]) -> Made:
        """Call ``work`` in the kernels' own loop."""

        async def called() -> Made:
            return work()

        return self.do(called())

    def start(self, visitor: str = "", **variables: str) -> str:
        """Start a kernel and return its id."""
        own = kernel_environment(os.environ, variables)
        return self.do(self.kernels.start_kernel(visitor=visitor, env=own, path="", **QUIET))

    def process(self, kernel_id: str) -> psutil.Process:
        """Return a kernel's process."""
        provisioner: Any = self.kernels.get_kernel(kernel_id).provisioner
        return psutil.Process(provisioner.pid)

    def template(self) -> psutil.Process:
        """Return the process that kernels are forked from."""
        assert self.kernels.nursery is not None
        assert self.kernels.nursery.template is not None
        return psutil.Process(self.kernels.nursery.template)

    def run(self, kernel_id: str, code: str) -> Said:
        """Run code in a kernel, as the server does for a page."""
        return self.do(self._run(kernel_id, code))

    async def client(self, kernel_id: str) -> AsyncKernelClient:
        """Return a client that is connected to a kernel."""
        if kernel_id not in self._clients:
            client: Any = self.kernels.get_kernel(kernel_id).client()
            client.start_channels()
            await client.wait_for_ready()
            self._clients[kernel_id] = client
        return self._clients[kernel_id]

    async def _run(self, kernel_id: str, code: str) -> Said:
        client = await self.client(kernel_id)
        said = Said("")

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                said.printed += content["text"]
            elif message["msg_type"] == "error":
                said.error = content["ename"]
            elif message["msg_type"] in {"display_data", "execute_result"}:
                said.shown.append(content["data"])

        reply = await client._async_execute_interactive(code, output_hook=hear)
        said.status = reply["content"]["status"]
        return said

    def end(self, kernel_id: str) -> None:
        """End a kernel."""
        self.hang_up(kernel_id)
        self.do(self.kernels.end(kernel_id))

    def hang_up(self, kernel_id: str) -> None:
        """Let go of a kernel without ending it."""
        client = self._clients.pop(kernel_id, None)
        if client is not None:
            self.call(client.stop_channels)

    def close(self) -> None:
        """End everything."""
        for kernel_id in list(self._clients):
            self.hang_up(kernel_id)
        self.do(self.kernels.shutdown_all(now=True))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


@contextmanager
def ward(**traits: Any) -> Iterator[Ward]:
    """Look after kernels until the tests are done; sockets' paths must be short."""
    folder = tempfile.mkdtemp(prefix="kit-")
    opened = Ward(folder, **traits)
    try:
        yield opened
    finally:
        opened.close()
        shutil.rmtree(folder)
