"""F19: a store of an earlier version is read, after a backup; one of a later version is refused."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from people import SMALL, response
from postgres import Cluster
from sqlalchemy import Connection, text, update
from stores import KINDS, NewUrl, answered, opened

from kit.groups import cells_of, tally_of
from kit.store import Progress, Store, StoreFault, open_store, tables
from kit.store.addresses import read_address
from kit.store.backing_up import backup
from kit.store.copies import backups_in
from kit.store.copying import beside, copy_rows
from kit.store.counting import RULES
from kit.store.engine import Database
from kit.store.migrating import migrate, newest_revision, revision
from kit.store.seals import seal

FIRST = Path(__file__).parent / "data" / "stores" / "0001.sql"
"""Made by the first step: a round with 12 answers, one joined, one release, one changed since."""


def first_file(folder: Path) -> Path:
    file = folder / "kit.sqlite"
    with closing(sqlite3.connect(file)) as raw:
        raw.executescript(FIRST.read_text(encoding="utf-8"))
    return file


@pytest.fixture(params=KINDS)
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a store that the first version made."""
    monkeypatch.chdir(tmp_path)
    file = first_file(tmp_path)
    if request.param == "sqlite":
        return f"sqlite:///{file}"
    cluster: Cluster = request.getfixturevalue("postgres")
    url = cluster.database()
    database, source = Database(read_address(url)), beside(file, "en")
    migrate(database, to="0001")
    source.read(lambda rows: database.write(lambda target: copy_rows(rows, target)))
    database.close()
    source.close()
    return url


def test_f19_an_older_store_is_backed_up_and_read_whole(old: str) -> None:
    folder = read_address(old).backups
    store = open_store(old, language="en")
    made = next(one for one in store.rounds() if one.settings.name == "Ekhult")
    assert revision(store) == newest_revision()
    assert store.progress(made.id) == Progress(13, 12, 12)
    tally = store.tally(made.id)
    assert (
        tally["n"].sum() == tally_of(made.questionnaire, list(store.responses(made.id)))["n"].sum()
    )
    assert set(tally["cohort"]) == {0, 1}
    assert store.releases(made.id) == [{"schema": 1, "rows": []}]
    assert store.key("f" * 64) == (made.id, "facilitator")
    answered(store, store.set_status(made.id, "open"), "1234567--", 70)
    store.close()
    [kept] = backups_in(folder)
    assert kept.path.name.endswith("-1-upgrade.sqlite")
    with closing(sqlite3.connect(kept.path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert raw.execute("SELECT count(*) FROM responses").fetchone() == (13,)
    open_store(old).close()
    assert len(backups_in(folder)) == 1, "a store that is up to date needs no backup"


def test_f19_a_store_of_a_newer_version_is_refused_untouched(
    new_url: NewUrl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = new_url()
    store = open_store(url, language="en")
    made = opened(store)
    store.write(lambda rows: rows.execute(text("UPDATE alembic_version SET version_num='9999'")))
    store.close()
    for attempt in (lambda: open_store(url, language="en"), lambda: backup(url, language="en")):
        with pytest.raises(StoreFault, match="newer version of the kit: update the kit") as refused:
            attempt()
        assert "\n" not in str(refused.value)
    database = Database(read_address(url))
    asked = text("SELECT id FROM rounds")
    assert database.read(lambda rows: rows.execute(asked).scalar()) == made.id
    assert backups_in(read_address(url).backups) == []
    database.close()


def test_a_database_of_another_program_is_left_alone(new_url: NewUrl) -> None:
    url = new_url()
    if file := read_address(url).file:
        file.parent.mkdir()
    other = Database(read_address(url))
    other.write(lambda rows: rows.execute(text("CREATE TABLE lunches (what TEXT)")))
    with pytest.raises(StoreFault, match="not a store of this kit"):
        open_store(url, language="en")
    other.write(lambda rows: rows.execute(text("DROP TABLE lunches")))
    other.close()


def test_the_steps_lead_to_the_tables_that_the_code_knows(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), tables.metadata))

    assert store.read(differences) == []


def test_a_store_that_was_counted_by_other_rules_is_counted_anew(new_url: NewUrl) -> None:
    url = new_url()
    store = open_store(url)
    made = opened(store)
    answered(store, made, "1234567--")
    right = store.tally(made.id)

    def spoil(connection: Connection) -> None:
        connection.execute(update(tables.about).values(value="0"))
        connection.execute(text("DELETE FROM tally"))

    store.write(spoil)
    store.close()
    again = open_store(url)
    pd.testing.assert_frame_equal(again.tally(made.id), right)
    again.close()


def test_counting_follows_the_rules_that_stores_were_counted_by() -> None:
    people = [response(marks) for marks in ("1234567--", "nnnn777--", "nn7-5n11-", "-" * 9)]
    found = seal(cells_of(SMALL, people))
    assert (RULES, found) == ("1", "4723b06895cb0920"), (
        "answers count otherwise than before: raise RULES in kit/store/counting.py, "
        "so that every store is counted anew, and write the new mark here"
    )


def test_servers_that_start_at_once_make_one_store(new_url: NewUrl) -> None:
    url = new_url()
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(open_store, [url] * 6))
    made = opened(stores[0])
    assert [[one.id for one in store.rounds()] for store in stores] == [[made.id]] * 6
    for store in stores:
        store.close()


def test_a_copy_of_an_older_file_upgrades_by_itself(tmp_path: Path) -> None:
    file = first_file(tmp_path)
    (tmp_path / "other").mkdir()
    copy = Path(shutil.copy(file, tmp_path / "other"))
    open_store(f"sqlite:///{copy}").close()
    assert [one.path.parent for one in backups_in(Path(f"{copy}.backups"))] == [
        Path(f"{copy}.backups")
    ]
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_a_round_of_before_has_no_workshop_yet(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{first_file(tmp_path)}")
    made = store.rounds()[0]
    assert store.stage(made.id).script is None
    assert store.cards(made.id) == []
    assert store.plan(made.id).actions == ()
    store.close()
