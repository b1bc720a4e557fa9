"""Start kernels the way Jupyter asks for, by forking where that can be done."""

from __future__ import annotations

import os
import signal
import subprocess
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from kit.server.forking.nursery import Nursery
from kit.server.forking.process import Forked
from kit.server.forking.requests import Limits, Request

NAME = "kit-forking"


class ForkingProvisioner(LocalProvisioner):
    """Ask the nursery for a process; without one, start it like any other kernel."""

    forked = False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel that ``cmd`` describes, ipykernel's arguments from -f on."""
        kernels = getattr(self.parent, "parent", None)
        nursery: Nursery | None = getattr(kernels, "nursery", None)
        born = await nursery.fork(self._request(cmd, kwargs)) if nursery else None
        if born is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.forked = True
        self.process = born  # type: ignore[assignment]  # as much of a Popen as Jupyter asks of it
        self.pid = self.pgid = born.pid  # it leads a group of its own
        self.cwd = kwargs.get("cwd")
        return self.connection_info

    def _request(self, cmd: list[str], kwargs: dict[str, Any]) -> Request:
        kernels = getattr(self.parent, "parent", None)
        return Request(
            number=0,
            connection_file=cmd[cmd.index("-f") + 1],
            environment={**kwargs.get("env", os.environ)},
            folder=str(kwargs.get("cwd") or os.getcwd()),  # noqa: PTH109 - a path, not a Path
            quiet=kwargs.get("stdout") == subprocess.DEVNULL,
            limits=getattr(kernels, "limits", Limits()),
        )

    async def wait(self) -> int | None:
        """Wait for the kernel to end."""
        if isinstance(self.process, Forked):
            await self.process.ended()
        return await super().wait()

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and all it has started; one that is gone needs none."""
        if isinstance(self.process, Forked) and self.process.poll() is not None:
            return
        await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all it has started."""
        del restart
        await self.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))


def make_known() -> None:
    """Tell Jupyter of this way; kernels whose specification names it are started so."""
    place = f"{ForkingProvisioner.__module__}:{ForkingProvisioner.__qualname__}"
    KernelProvisionerFactory.provisioners[NAME] = EntryPoint(
        NAME, place, KernelProvisionerFactory.GROUP_NAME
    )
