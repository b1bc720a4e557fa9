"""The shipped JupyterHub configuration: somebody logs in and gets the kit's page with a kernel."""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest
from guest import install_template
from serving import ROOT

PASSWORD = "prova-nu-1"  # noqa: S105 - of a hub that lives as long as the test
INTERNAL_ERROR = 500
PAGE = "voila/render/notebooks/01-sjalvskattning.ipynb"
EXTRA = """
load_subconfig({config!r})
c = get_config()
c.Spawner.args.append("--allow-root")
"""


@contextmanager
def hub(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run the hub, and yield its process and address."""
    install_template(folder)
    extra = folder / "hub.py"
    extra.write_text(EXTRA.format(config=str(ROOT / "deploy" / "jupyterhub_config.py")))
    address = f"http://127.0.0.1:{free_port()}/"
    environment = {
        "KIT_HUB_STATE": str(folder / "state"),
        "KIT_HUB_URL": address,
        "KIT_HUB_PORT": str(free_port()),
        "KIT_HUB_PASSWORD": PASSWORD,
        "JUPYTER_PATH": f"{folder / 'share'}:{Path(sys.prefix, 'share', 'jupyter')}",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", extra],
            env={**os.environ, **environment},
            cwd=folder,
            stderr=log,
        )
    try:
        yield process, address
    finally:
        everyone = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        process.wait()
        psutil.wait_procs(everyone, timeout=60)


def free_port() -> int:
    """Return a port that was free just now; the hub cannot be given one that is open already."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_a_person_who_logs_in_gets_the_page_with_a_kernel(tmp_path: Path) -> None:
    missing = [] if find_spec("jupyterhub") else ["jupyterhub (pip install jupyterhub)"]
    if shutil.which("configurable-http-proxy") is None:
        missing.append("configurable-http-proxy (npm install -g configurable-http-proxy)")
    if missing:
        pytest.skip(
            f"deploy/jupyterhub_config.py was not started: there is no {', no '.join(missing)}"
        )
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with hub(tmp_path) as (process, address):
        waited_for(opener, process, f"{address}hub/login", "password")
        token = next(cookie.value for cookie in jar if cookie.name == "_xsrf")
        form = {"username": "anna", "password": PASSWORD, "_xsrf": token or ""}
        data = urllib.parse.urlencode(form).encode()
        opener.open(f"{address}hub/login?next=/hub/spawn/anna", data).close()
        text = waited_for(opener, process, f"{address}user/anna/{PAGE}", "kernelId")
    assert "<title>Skatta dig själv</title>" in text
    log = (tmp_path / "log").read_text()
    assert not re.search(r"anna@|127\.0\.0\.1\)", log)


def waited_for(
    opener: urllib.request.OpenerDirector, process: subprocess.Popen[bytes], url: str, sign: str
) -> str:
    """Ask until the page has this in it; the hub tells the meantime by other pages and refusals."""
    while True:
        try:
            with opener.open(url) as answer:
                text: str = answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code == INTERNAL_ERROR:
                raise
            continue
        except urllib.error.URLError:
            assert process.poll() is None, "the hub has ended"
            continue
        if sign in text:
            return text
