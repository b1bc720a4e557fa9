"""What is compared: how each system is installed, started, and when it can be answered."""

from __future__ import annotations

import os
import subprocess
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

import psutil

HERE = Path(__file__).parent
ROOT = HERE.parent
ENVIRONMENTS = HERE / ".environments"
NEWEST = "KIT_BENCHMARKS_NEWEST"
"""A variable that has environments brought up to date before they are used."""
refreshed: set[Path] = set()


@dataclass(frozen=True)
class Radio:
    """Say where the first statement's first radio button is, and the button that leads there.

    ``first`` and ``begin`` are CSS selectors, looked for in shadow trees too; ``begin`` is empty
    where the page starts with its statements.
    """

    first: str
    begin: str = ""


@dataclass(frozen=True)
class System:
    """One way to put a questionnaire in front of people."""

    name: str
    package: str
    python: Callable[[], Path]
    write: Callable[[Path, list[str]], None]
    command: Callable[[Path, Path, int], list[object]]
    radio: Radio
    path: str = ""
    variables: dict[str, str] = field(default_factory=dict)


def environment(*packages: str) -> Callable[[], Path]:
    """Return a function that makes an environment with ``packages`` once, for its Python."""

    def make() -> Path:
        folder = ENVIRONMENTS / packages[0]
        python = folder / "bin" / "python"
        if not python.exists():
            venv.create(folder, with_pip=True)
            install(python, packages)
        elif NEWEST in os.environ and folder not in refreshed:
            install(python, packages)
        refreshed.add(folder)
        return python

    return make


def install(python: Path, packages: tuple[str, ...]) -> None:
    """Install the newest versions that pip finds."""
    quietly = ["--quiet", "--disable-pip-version-check", "--upgrade"]
    subprocess.run([python, "-m", "pip", "install", *quietly, *packages], check=True)


def version(system: System) -> str:
    """Ask the system's own environment for its version."""
    code = f"from importlib.metadata import version; print(version({system.package!r}))"
    asked = subprocess.run(
        [system.python(), "-c", code], check=True, capture_output=True, text=True
    )
    return asked.stdout.strip()


@contextmanager
def running(
    system: System, folder: Path, statements: list[str]
) -> Iterator[tuple[str, psutil.Process]]:
    """Start the system on ``statements``; yield its address and its process."""
    system.write(folder, statements)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log.txt"
    with log.open("w") as output:
        process = psutil.Popen(
            [str(part) for part in system.command(system.python(), folder, port)],
            cwd=folder,
            env=bare_environment() | system.variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(address, process, log)
            yield address + system.path, process
        finally:
            end(process)


def bare_environment() -> dict[str, str]:
    """Return the environment without what would lead one Python to another one's packages."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def wait_for(address: str, process: psutil.Popen, log: Path) -> None:
    """Wait until a server answers; SystemExit with what it said when it ends instead."""
    while process.poll() is None:
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - an address of this machine
        except (URLError, ConnectionError, TimeoutError):
            continue
        return
    raise SystemExit(f"{process.args} has ended: {log.read_text(encoding='utf-8')}")


def end(process: psutil.Popen) -> None:
    """End a server and all it has started."""
    for one in [*process.children(recursive=True), process]:
        with_no_complaint(one)
    process.wait()


def with_no_complaint(process: psutil.Process) -> None:
    """End a process that may have ended already."""
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
