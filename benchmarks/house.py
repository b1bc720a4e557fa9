"""A server with a round to answer in, that can be killed and comes back on the same store."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from account import Account
from own import KIT
from systems import ROOT

sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "faults")]

from collecting import KEY, Collector, Workshop, new_round

from kit.reading import read_questionnaire

QUESTIONNAIRE = "bibliotek-24"
PAGE = "01-sjalvskattning"


@dataclass
class House:
    """A running server, its store, and the round that everybody answers in."""

    folder: Path
    options: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    address: str = ""
    process: subprocess.Popen[str] | None = None

    @property
    def store(self) -> Path:
        """Return the file that answers are kept in."""
        return self.folder / "kit.sqlite"

    @property
    def log(self) -> Path:
        """Return the file that the server's lines go to."""
        return self.folder / "log.txt"

    @property
    def where(self) -> tuple[str, int]:
        """Return the host and the port."""
        parts = urlsplit(self.address)
        return str(parts.hostname), int(parts.port or 0)

    def start(self) -> None:
        """Start the server, on the port that it had before; return when its pages are there."""
        port = str(self.where[1]) if self.address else "0"
        place = ["--port", port, "--store", f"sqlite:///{self.store}", *self.options]
        told = {"PYTHONPATH": str(ROOT), "KIT_ORGANISER_KEY": KEY, **self.environment}
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", KIT, "serve", "--no-browser", "--language", "en", *place],
                cwd=ROOT,
                env={**os.environ, **told},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        said = self.process.stdout.readline()
        if "http://" not in said:
            raise SystemExit(f"{said}{self.log.read_text(encoding='utf-8')}")
        self.address = "http://" + said.split("http://")[1].split()[0]

    def round(self) -> Workshop:
        """Open a round."""
        assert self.process is not None  # noqa: S101 - it has been started
        collector = Collector(f"{self.address}kit/api/", self.process, self.log, str(self.store))
        return new_round(collector, questionnaire=QUESTIONNAIRE).opened()

    def account(self) -> Account:
        """Return the account of the server as it runs now."""
        return Account(self.root)

    @property
    def root(self) -> psutil.Process:
        """Return the server's process."""
        assert self.process is not None  # noqa: S101 - it has been started
        return psutil.Process(self.process.pid)

    def kernels(self) -> list[psutil.Process]:
        """Return the visitors' kernels: what was forked from the server's template."""
        try:
            return [one for child in self.root.children() for one in child.children()]
        except psutil.NoSuchProcess:
            return []

    def kill(self) -> None:
        """End the server at once, as the machine's power would."""
        assert self.process is not None  # noqa: S101 - it has been started
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop the server as an administrator does."""
        assert self.process is not None  # noqa: S101 - it has been started
        self.process.terminate()
        self.process.wait()

    def kept(self) -> dict[str, dict[str, str]]:
        """Return each response's answers, read from the file by other means than the kit's."""
        with closing(sqlite3.connect(self.store)) as raw:
            rows = raw.execute("SELECT response_id, body FROM responses").fetchall()
        return {key: json.loads(body)["answers"] for key, body in rows}


def opened(stack: ExitStack, *options: str, **environment: str) -> House:
    """Start a server on an empty store; it is stopped when the stack closes."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    house = House(folder, options, environment)
    house.start()
    stack.callback(house.stop)
    return house


def statements() -> tuple[str, ...]:
    """Return the ids of the questionnaire's statements."""
    file = ROOT / "questionnaires" / f"{QUESTIONNAIRE}.yaml"
    return tuple(item.id for item in read_questionnaire(file).rated())


def asked_of(workshop: Workshop) -> dict[str, Any]:
    """Return which questionnaire is answered, as a response names it."""
    return dict(workshop.asked())
