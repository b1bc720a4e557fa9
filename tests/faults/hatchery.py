"""Hatch collectors that can be killed: a parent that has imported everything forks them in no time.

Run as a program it reads commands, one a line: ``hatch`` starts a collector and prints its process
id; ``kill`` ends the running one with SIGKILL and prints when it is gone. All collectors listen on
the same socket, which stays open between them, so callers wait for the next one to answer.

    python hatchery.py STORE_URL ERROR_FILE   prints the port first
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEY = "organiser-" + "k" * 30


@dataclass
class Hatchery:
    """The parent as its user sees it."""

    process: subprocess.Popen[str]
    port: int
    store: str
    errors: Path

    def hatch(self) -> None:
        """Start a collector; it may still be opening its store on return."""
        self._say("hatch")

    def kill(self) -> None:
        """Kill the collector the hardest way there is."""
        self._say("kill")

    def _say(self, command: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline(), self.errors.read_text(encoding="utf-8")


@contextmanager
def hatchery(store: str, folder: Path) -> Iterator[Hatchery]:
    """Run a hatchery of collectors on a store."""
    errors = folder / "errors"
    with subprocess.Popen(
        [sys.executable, __file__, store, errors],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "KIT_ORGANISER_KEY": KEY, "OPENBLAS_NUM_THREADS": "1"},
    ) as process:
        assert process.stdout is not None
        yield Hatchery(process, int(process.stdout.readline()), store, errors)
        assert process.stdin is not None
        process.stdin.close()


def collect(store: str, listening: socket.socket, errors: str) -> None:
    """Be a collector until somebody kills it."""
    from kit.server.alone import serve_until_stopped  # noqa: PLC0415 - imported before the fork
    from kit.server.discretion import start_logging  # noqa: PLC0415 - likewise
    from kit.server.keeping import Keeping, open_desk  # noqa: PLC0415 - likewise
    from kit.server.options import Options  # noqa: PLC0415 - likewise

    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(0, 1)
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    start_logging(debug=False)
    # Behind a proxy, so that people may come from many addresses; it is for tests only.
    options = Options(notebooks=ROOT / "notebooks", store=store, behind_proxy=True)
    desk = open_desk(Keeping.chosen(store, ROOT, {}), options)
    asyncio.run(serve_until_stopped(desk, [listening], "", options))


def main(store: str, errors: str) -> None:
    """Import everything, then obey."""
    import kit.server.alone  # noqa: F401, PLC0415 - this is what takes the time

    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    listening.setblocking(False)
    gc.freeze()
    print(listening.getsockname()[1], flush=True)
    child = 0
    for command in sys.stdin:
        if command == "hatch\n":
            child = os.fork()
            if not child:
                collect(store, listening, errors)
                os._exit(0)
        elif child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = 0
        print(child, flush=True)
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
