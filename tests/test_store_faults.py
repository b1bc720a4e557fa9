"""What a store says and keeps when the disk, the database or the computer fails."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from people import response
from postgres import Cluster
from sqlalchemy import text
from stores import NOON, answered, joined, opened, put

from kit.language import words
from kit.store import StoreFault, open_store
from kit.store.addresses import read_address
from kit.store.engine import Database
from kit.store.faults import SENTENCES

SURE = "1234567--"
WRONG = "hemligt-och-fel"


def refused(url: str) -> StoreFault:
    """Return the one sentence that opening a store is refused with."""
    with pytest.raises(StoreFault) as found:
        open_store(url, language="en")
    sentence = str(found.value)
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert "hemligt" not in sentence
    assert found.value.__cause__ is None
    assert found.value.__suppress_context__ or found.value.__context__ is None
    return found.value


def test_every_fault_is_said_in_swedish_too() -> None:
    assert set(SENTENCES.values()) - words("sv").keys() == set()
    fault = StoreFault("full", language="en", place="x")
    assert fault.told("sv").startswith("Disken är full")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "kit.sqlite",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://root:hemligt@localhost/kit",
        "postgresql://kit:hemligt@localhost",
        "postgresql://kit:hemligt@localhost:port/kit",
        "sqlite:///a.sqlite'; DROP TABLE rounds; --\n:::hemligt@",
    ],
)
def test_f18_an_address_that_is_none_is_refused_in_one_sentence(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "DROP" in url:
        open_store(url).close()  # any file name is a file name
        assert [one.name[:8] for one in tmp_path.glob("a.sqlite*:::hemligt@")] == ["a.sqlite"]
        return
    assert refused(url).kind == "address"
    assert list(tmp_path.iterdir()) == []


def test_f18_a_database_that_is_not_there_is_said_in_one_sentence(postgres: Cluster) -> None:
    with tempfile.TemporaryDirectory() as nowhere:
        down = refused(f"postgresql://kit:hemligt@/kit?host={nowhere}")
    assert down.kind == "down"
    assert refused("postgresql://kit:hemligt@127.0.0.1:1/kit?connect_timeout=2").kind == "down"
    assert "127.0.0.1:1/kit" in str(refused("postgresql://kit:hemligt@127.0.0.1:1/kit"))
    assert refused(postgres.url("lunches")).kind == "missing"


def test_f18_a_wrong_password_is_said_and_never_shown(postgres: Cluster) -> None:
    assert refused(postgres.url("postgres", password=WRONG)).kind == "password"
    assert refused(postgres.url("postgres", user="nobody", password=WRONG)).kind == "password"


def test_f18_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kit.store.addresses.find_spec", lambda _: None)
    fault = refused("postgresql://kit:hemligt@localhost/kit")
    assert "pip install 'kit[postgresql]'" in str(fault)


def test_f18_a_user_who_may_not_make_tables_is_told_so(postgres: Cluster) -> None:
    database = postgres.database()
    owner = Database(read_address(database))
    owner.write(lambda run: run.execute(text(f"CREATE ROLE reader LOGIN PASSWORD '{WRONG}'")))
    owner.close()
    name = str(read_address(database).url.database)
    assert refused(postgres.url(name, user="reader", password=WRONG)).kind == "readonly"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Make a folder that everybody may look into; pytest's own are for one user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "data").mkdir(mode=0o755)
        yield folder


def unprivileged(stack: ExitStack) -> None:
    """Be a user without rights for a while, which root is not."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        stack.callback(os.seteuid, 0)


@pytest.mark.parametrize("inside", ["kit.sqlite", "new/kit.sqlite"])
def test_f06_a_folder_that_may_not_be_written_in_is_refused(open_folder: Path, inside: str) -> None:
    (open_folder / "data").chmod(0o555)
    with ExitStack() as stack:
        unprivileged(stack)
        fault = refused(f"sqlite:///{open_folder / 'data' / inside}")
    assert fault.kind == "readonly"
    assert list((open_folder / "data").iterdir()) == []


def test_f06_a_store_that_may_not_be_written_in_is_refused(open_folder: Path) -> None:
    file = open_folder / "data" / "kit.sqlite"
    open_store(f"sqlite:///{file}").close()
    file.chmod(0o444)
    (open_folder / "data").chmod(0o555)
    before = file.read_bytes()
    with ExitStack() as stack:
        unprivileged(stack)
        assert refused(f"sqlite:///{file}").kind == "readonly"
    assert file.read_bytes() == before


def test_only_the_owner_may_read_the_file_and_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = open_store(f"sqlite:///{folder / 'kit.sqlite'}")
    answered(store, opened(store), SURE)
    modes = {one.name: one.stat().st_mode & 0o777 for one in folder.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    assert folder.stat().st_mode & 0o777 == 0o700
    store.close()
    (folder / "kit.sqlite").chmod(0o644)
    open_store(f"sqlite:///{folder / 'kit.sqlite'}").close()
    assert (folder / "kit.sqlite").stat().st_mode & 0o777 == 0o600


def test_f17_others_wait_for_a_lock_and_say_so_when_it_lasts(tmp_path: Path) -> None:
    file = tmp_path / "kit.sqlite"
    patient = open_store(f"sqlite:///{file}", language="en", now=lambda: NOON)
    hasty = open_store(f"sqlite:///{file}", language="en", now=lambda: NOON, wait=0.05)
    made = opened(patient)
    joined(patient, made, response(SURE))
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFault, match="locked: try again"):
            put(hasty, made, response(SURE))
        assert hasty.response(made.id, response(SURE).response_id) is not None, "reading goes on"
        letting_go = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        letting_go.start()
        assert put(patient, made, response(SURE))[0].outcome == "stored"
        letting_go.join()
    assert put(hasty, made, response(SURE))[0].outcome == "same"
    patient.close()
    hasty.close()


def test_f17_a_lock_in_postgresql_is_waited_for_too(postgres: Cluster) -> None:
    url = postgres.database()
    store = open_store(url, language="en", now=lambda: NOON)
    hasty = open_store(url, language="en", now=lambda: NOON, wait=0.05)
    made = opened(store)
    joined(store, made, response(SURE))
    holder = Database(read_address(url))

    def hold(connection: object) -> None:
        connection.execute(text("SELECT 1 FROM rounds FOR UPDATE"))  # type: ignore[attr-defined]
        with pytest.raises(StoreFault, match="locked: try again"):
            put(hasty, made, response(SURE))

    holder.write(hold)
    assert put(hasty, made, response(SURE))[0].outcome == "stored"
    for one in (store, hasty, holder):
        one.close()
