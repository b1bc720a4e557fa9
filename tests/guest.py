"""Jupyter Server and JupyterLab with the kit as a guest, for the tests that need one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from serving import ROOT

OWN = ("config", "data", "runtime")
LAB = ("settings", "workspaces")


def install_template(root: Path) -> None:
    """Lay out below ``root`` what an installed kit is for Jupyter: a template and its files."""
    template = root / "share" / "voila" / "templates" / "kit"
    shutil.copytree(ROOT / "kit" / "server" / "template", template)
    shutil.copytree(ROOT / "kit" / "static", template / "static")


@contextmanager
def jupyter(root: Path, module: str, *options: str) -> Iterator[tuple[psutil.Process, str]]:
    """Start ``module`` in ``root``/work on a free port; yield its process and its host and port.

    The token is "door". Settings of whoever runs the tests are left out of it.
    """
    places = {f"JUPYTER_{name.upper()}_DIR": str(root / name) for name in OWN}
    places |= {f"JUPYTERLAB_{name.upper()}_DIR": str(root / name) for name in LAB}
    start = ("--allow-root", "--no-browser", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0")
    with subprocess.Popen(
        [sys.executable, "-m", module, *start, *options],
        cwd=root / "work",
        env={
            **os.environ,
            **places,
            "JUPYTER_PATH": str(root / "share"),
            "JUPYTER_TOKEN": "door",
        },
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        found = (re.search(r"http://(127\.0\.0\.1:\d+)/", line) for line in process.stderr)
        address = next(filter(None, found)).group(1)
        # Read on: a server that cannot write its log stands still.
        reader = threading.Thread(target=process.stderr.read, daemon=True)
        reader.start()
        yield psutil.Process(process.pid), f"http://{address}"
        process.terminate()
        process.wait()
        reader.join()
