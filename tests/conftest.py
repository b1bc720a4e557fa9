"""A running server for the tests that need one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[1]
KIT = Path(sys.executable).with_name("kit")
TRIAL = Path(__file__).parent / "data" / "notebooks"


@dataclass(frozen=True)
class Server:
    """A running `kit serve`; ``address`` ends with a slash."""

    address: str
    process: subprocess.Popen[str]

    def kernels(self) -> list[psutil.Process]:
        """Return the processes of the visitors' kernels."""
        return psutil.Process(self.process.pid).children()


def start(*options: str | Path, **environment: str) -> subprocess.Popen[str]:
    """Start `kit serve` on a free port."""
    return subprocess.Popen(
        [KIT, "serve", "--no-browser", "--port", "0", "--language", "en", *map(str, options)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ready(process: subprocess.Popen[str]) -> Server:
    """Wait until the server says where its pages are."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, f"kit serve said {line!r} and {process.communicate()[1]}"
    return Server(found.group(), process)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Server]]:
    """Serve a folder of notebooks with the options given, until the tests are done."""
    with ExitStack() as stack:

        def served(*options: str | Path, **environment: str) -> Server:
            process = stack.enter_context(start(*options, **environment))
            stack.callback(process.terminate)
            return ready(process)

        yield served


@pytest.fixture(scope="session")
def served(serve: Callable[..., Server]) -> Server:
    """Serve the repository's own notebooks."""
    return serve()


@pytest.fixture(scope="session")
def trial(serve: Callable[..., Server]) -> Server:
    """Serve the tests' own notebooks."""
    return serve("--notebooks", TRIAL)
