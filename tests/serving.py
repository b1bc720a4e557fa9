"""Running servers for the tests that need one; conftest.py makes the fixtures known everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[1]
KIT = Path(sys.executable).with_name("kit")
SERVE = [str(KIT), "serve", "--no-browser", "--port", "0", "--language", "en"]
TRIAL = Path(__file__).parent / "data" / "notebooks"


@dataclass(frozen=True)
class Server:
    """A running `kit serve`; ``address`` ends with a slash."""

    address: str
    process: subprocess.Popen[str]
    errors: Path

    def kernels(self) -> list[psutil.Process]:
        """Return the processes of the visitors' kernels; what they fork from has one thread."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in below if threads(process) > 1]

    def log(self) -> str:
        """Return what the server has written to stderr so far."""
        return self.errors.read_text(encoding="utf-8")


def threads(process: psutil.Process) -> int:
    """Return how many threads a process has; none when it has just ended."""
    try:
        return process.num_threads()
    except psutil.NoSuchProcess:
        return 0


def ended(processes: Iterable[psutil.Process]) -> bool:
    """Wait for processes to end; after a minute they are not going to."""
    return psutil.wait_procs(list(processes), timeout=60)[1] == []


def started(stack: ExitStack, *options: str | Path, **environment: str) -> Server:
    """Start `kit serve` on a free port and wait until it says where its pages are."""
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    with (errors := Path(folder, "errors")).open("w", encoding="utf-8") as stderr:
        process = stack.enter_context(
            subprocess.Popen(
                [*SERVE, *map(str, options)],
                cwd=ROOT,
                env={**os.environ, "KIT_STORE": f"sqlite:///{folder}/kit.sqlite", **environment},
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )
        )
    stack.callback(process.terminate)
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, f"kit serve said {line!r} and {errors.read_text(encoding='utf-8')}"
    return Server(found.group(), process, errors)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Server]]:
    """Serve a folder of notebooks with the options given, until the tests are done."""
    with ExitStack() as stack:
        yield lambda *options, **environment: started(stack, *options, **environment)


@pytest.fixture(scope="session")
def served(serve: Callable[..., Server]) -> Server:
    """Serve the repository's own notebooks."""
    return serve()


@pytest.fixture(scope="session")
def trial(serve: Callable[..., Server]) -> Server:
    """Serve the tests' own notebooks; the environment holds a password to look for."""
    return serve("--notebooks", TRIAL, KIT_DATABASE_URL="postgresql://kit:hemligt@localhost/kit")
