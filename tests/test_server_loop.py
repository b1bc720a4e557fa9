"""The loop that answers everybody does nothing long, however many pages open."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
from serving import ROOT, Server
from visiting import ask, come_alive, drawn, goodbye

PAGE = "01-sjalvskattning"
LONG, NEVER = 0.02, 0.1
"""Seconds of the processor's time. A processor that is shared may take twice its time for
something now and then, so what is asked is that nothing is long that is done for each page."""


def test_nothing_on_the_loop_is_long_while_twenty_pages_open(tmp_path: Path) -> None:
    noted = tmp_path / "noted.json"
    with subprocess.Popen(
        [sys.executable, ROOT / "tests" / "watched_server.py", ROOT / "notebooks", noted],
        cwd=ROOT,
        env={**os.environ, "KIT_STORE": f"sqlite:///{tmp_path}/kit.sqlite"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        server = Server(found.group(), process, tmp_path)
        with ThreadPoolExecutor(20) as pool:
            opened = list(pool.map(lambda number: open_page(server, number), range(20)))
        process.terminate()
    assert opened == [200] * 20
    slowest = json.loads(noted.read_text(encoding="utf-8"))
    assert slowest[0][0] < NEVER, slowest[:3]
    assert len([spent for spent, _ in slowest if spent > LONG]) < len(opened) / 4, slowest


def open_page(server: Server, number: int) -> int:
    """Open a page as a browser does: the page, its pack and sheet, its live part; and leave it."""
    wished = {"Accept-Encoding": "br", "Accept-Language": ("sv", "en")[number % 2]}
    page = ask(server, PAGE, **wished)
    told = drawn(brotli.decompress(page.body).decode())
    for address in (f"{told['static']}start.js", f"{told['static']}start.css", told["voila"]):
        assert ask(server, address.removeprefix("/"), **wished).status == 200
    goodbye(server, come_alive(server, PAGE).kernel)
    return page.status
