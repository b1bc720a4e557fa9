"""The one kernel there is: the server's own Python, in a bare environment."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

from kit.server.forking.provisioner import NAME as FORKING
from kit.server.forking.provisioner import make_known

NAME = "python3"

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
    make_known()
    return KernelSpec(
        display_name="Python 3",
        language="python",
        argv=[
            *(sys.executable, "-c", LAUNCH, "-f", "{connection_file}"),
            "--HistoryManager.enabled=False",
        ],
        metadata={"kernel_provisioner": {"provisioner_name": FORKING}},
    )
