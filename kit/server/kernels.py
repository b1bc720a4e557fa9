"""Kernels for visitors: one Python, a bare environment, and an end for each of them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Integer, Set

NAME = "python3"
QUERY_LIMIT = 2000

# A visitor runs no code, so there is nothing to debug: without its debugger a kernel is lighter by
# a sixth. -c puts the folder that the kernel stands in on the path; ipykernel adds it in its turn.
LAUNCH = """
import sys

sys.modules["debugpy"] = None
if sys.path[0] == "":
    del sys.path[0]

from ipykernel.kernelapp import launch_new_instance

launch_new_instance()
"""

# A kernel runs what its visitor can reach, so it is told nothing that the server knows: passwords
# and tokens live in environment variables more often than not.
PASSED_ON = frozenset(
    {
        *("HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "LOGNAME", "PATH", "SHELL", "TEMP", "TMP"),
        *("TMPDIR", "TZ", "USER", "VIRTUAL_ENV"),
        *("APPDATA", "COMSPEC", "LOCALAPPDATA", "PATHEXT", "SYSTEMDRIVE", "SYSTEMROOT", "WINDIR"),
        *("PYTHONHASHSEED", "PYTHONHOME", "PYTHONNOUSERSITE", "PYTHONPATH", "PYTHONUTF8"),
        *("IPYTHONDIR", "USERPROFILE"),
    }
)


def kernel_environment(server: Mapping[str, str], request: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a visitor's kernel starts with.

    ``server`` is the server's own environment, of which little is passed on; ``request`` says what
    page the visitor opened.
    """
    kept = {
        name: value
        for name, value in server.items()
        if name.upper() in PASSED_ON or name.startswith("LC_")
    }
    # One visitor needs one core at a time, and each thread of a number library costs memory.
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return {**threads, **kept, **request}


class OwnKernelSpecs(KernelSpecManager):
    """Offer one kernel: the Python that the server itself runs, whatever else is installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the one kernel; anything else is no kernel of ours."""
        if kernel_name != NAME:
            raise NoSuchKernel(kernel_name)
        return own_spec()

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the one name; it has no folder of its own."""
        return {NAME: ""}

    def get_all_specs(self) -> dict[str, Any]:
        """Return the one kernel the way the server describes kernels."""
        return {NAME: {"resource_dir": "", "spec": own_spec().to_dict()}}


def own_spec() -> KernelSpec:
    """Describe a kernel that runs the server's own Python and writes down no history."""
    return KernelSpec(
        display_name="Python 3",
        language="python",
        argv=[
            *(sys.executable, "-c", LAUNCH, "-f", "{connection_file}"),
            "--HistoryManager.enabled=False",
        ],
    )


class VisitorKernels(AsyncMappingKernelManager):
    """End the kernels that Jupyter's own cleaner would leave running for half an hour.

    A page that was drawn but never came to life (a link preview, a phone that lost the network)
    holds a kernel that nobody will ever talk to.
    """

    patience = Integer(300, config=True, help="Seconds that a drawn page may take to come to life.")
    _unclaimed = Set()

    def wait_for_visitor(self, kernel_id: str) -> None:
        """Start the clock for a page that has been drawn; connecting to the kernel stops it."""
        if self._kernel_connections.get(kernel_id, 0) == 0:
            self._unclaimed.add(kernel_id)
            loop = asyncio.get_running_loop()
            loop.call_later(self.patience, self._give_up, kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """Note that the page has come to life."""
        self._unclaimed.discard(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]  # not typed there

    def _give_up(self, kernel_id: str) -> None:
        if kernel_id in self._unclaimed:
            self._ending = asyncio.ensure_future(self.end(kernel_id))

    async def end(self, kernel_id: str) -> None:
        """End a kernel at once; ending one that is gone already is no mistake."""
        self._unclaimed.discard(kernel_id)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]  # likewise


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
