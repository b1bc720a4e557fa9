"""A private PostgreSQL for the tests: a cluster in a temporary folder, reached by socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

USER = "kit"
PASSWORD = "hemligt-lösen"  # noqa: S105 - of a database that lives as long as the tests
NUMBERS = count(1)


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL; ``folder`` holds its files and its socket."""

    programs: Path
    folder: Path
    owner: str | None

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        """Return the address of a database."""
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def database(self) -> str:
        """Make an empty database and return its address."""
        name = f"kit{next(NUMBERS)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the user who owns the files."""
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            cwd=self.folder,
            user=self.owner,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        options = f"-c listen_addresses='' -k {self.folder} -c max_connections=60"
        log = self.folder / "log"
        self.run("pg_ctl", "-w", "-D", self.files, "-l", log, "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop: "fast" in good order, "immediate" as a crash does."""
        self.run("pg_ctl", "-w", "-D", self.files, "-m", how, "stop")

    @property
    def files(self) -> Path:
        """Return the folder with the databases."""
        return self.folder / "files"


def new_cluster(stack: ExitStack) -> Cluster:
    """Make and start a cluster that ends with the stack; skips where there is no PostgreSQL."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed; tools/postgres.sh says how to get it")
    owner = _unprivileged() if os.geteuid() == 0 else None
    # A socket's path must be short, so pytest's own folders will not do.
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kit-pg-")))
    if owner is not None:
        shutil.chown(folder, owner)
    cluster = Cluster(programs, folder, owner)
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    how = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", f"--pwfile={secret}"]
    how.append("--no-sync")  # only of the empty cluster: what tests commit is synced
    cluster.run("initdb", "-D", cluster.files, "-U", USER, *how)
    cluster.start()
    stack.callback(cluster.stop, "immediate")
    return cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Run PostgreSQL until the tests are done; a test makes a database of its own in it."""
    with ExitStack() as stack:
        yield new_cluster(stack)


def _programs() -> Path | None:
    """Find the folder with initdb and pg_ctl, also where Debian keeps it out of the way."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders = [*known, *([Path(found).resolve().parent] if found else [])]
    return next((one for one in folders if (one / "initdb").exists()), None)


def _unprivileged() -> str:
    """Name a user who may run PostgreSQL, as root may not."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
