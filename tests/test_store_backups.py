from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from people import response
from postgres import Cluster
from stores import KINDS, NOON, NewUrl, answered, opened, put, settings
from typer.testing import CliRunner

from kit.cli.app import app
from kit.errors import KitError
from kit.store import Store, StoreFault, open_store
from kit.store.addresses import read_address
from kit.store.backing_up import backup
from kit.store.copies import backups_in, holding
from kit.store.purging import purge
from kit.store.restoring import restore

SURE = "1234567--"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let PostgreSQL's backups, which stand where the kit is run, stand in the test's folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def url(new_url: NewUrl) -> str:
    return new_url()


@pytest.fixture
def filled(url: str) -> Iterator[Store]:
    store = open_store(url, language="en", now=lambda: NOON)
    made = opened(store, name="Ekhult")
    for number in range(8):
        answered(store, made, SURE, number, background={"unit": "u1"})
    store.release(made.id, {"rows": [1]})
    yield store
    store.close()


def whole(store: Store) -> list[object]:
    """Return all that a store holds about its rounds."""
    return [
        (one, store.releases(one.id), sorted(store.responses(one.id), key=lambda r: r.response_id))
        for one in store.rounds()
    ]


def test_a_backup_holds_everything_and_stands_beside_the_store(filled: Store, url: str) -> None:
    file = backup(url)
    [listed] = backups_in(filled.address.backups)
    assert listed.path == file
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    copy = open_store(f"sqlite:///{file}", now=lambda: NOON)
    assert whole(copy) == whole(filled)
    pd.testing.assert_frame_equal(
        copy.tally(copy.rounds()[0].id), filled.tally(filled.rounds()[0].id)
    )
    copy.close()


def test_a_backup_never_takes_the_place_of_another_file(filled: Store, url: str) -> None:
    names = {backup(url).name for _ in range(3)}
    assert len(names) == 3
    mine = Path("mine.sqlite")
    mine.write_text("mine")
    with pytest.raises(KitError, match="choose another name"):
        backup(url, mine, language="en")
    assert mine.read_text() == "mine"
    assert whole(filled)


def test_restoring_brings_back_what_was_and_keeps_what_is(filled: Store, url: str) -> None:
    before = whole(filled)
    file = backup(url)
    bytes_before = file.read_bytes()
    answered(filled, filled.rounds()[0], "7654321--", 70)
    filled.add_session("5" * 64, None, "organiser", NOON + timedelta(days=1))
    filled.close()
    kept = restore(file, url)
    assert file.read_bytes() == bytes_before
    store = open_store(url, now=lambda: NOON)
    assert whole(store) == before
    assert store.session("5" * 64) is None, "nobody stays logged in over a restore"
    answered(store, store.rounds()[0], "7654321--", 71)
    assert kept is not None
    old = open_store(f"sqlite:///{kept}", now=lambda: NOON)
    assert old.progress(old.rounds()[0].id).joined == 9
    old.close()
    store.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_goes_into_an_empty_store_of_any_kind(
    filled: Store, url: str, kind: str, request: pytest.FixtureRequest
) -> None:
    cluster: Cluster | None = request.getfixturevalue("postgres") if kind != "sqlite" else None
    other = cluster.database() if cluster else "sqlite:///new/folder/kit.sqlite"
    assert restore(backup(url), other) is None
    store = open_store(other, now=lambda: NOON)
    assert whole(store) == whole(filled)
    store.close()


def test_nothing_is_restored_over_a_store_in_use(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kit.sqlite'}"
    store = open_store(url)
    made = opened(store)
    file = backup(url)
    answered(store, made, SURE)
    with pytest.raises(StoreFault, match="in use: stop the kit first"):
        restore(file, url, language="en")
    assert store.progress(made.id).joined == 1
    store.close()
    restore(file, url)


@pytest.mark.parametrize("damage", ["cut", "digit", "tally", "other", "missing", "newer"])
def test_a_backup_that_is_not_sound_is_not_restored(filled: Store, url: str, damage: str) -> None:
    file = backup(url)
    spoil(file, damage)
    answered(filled, filled.rounds()[0], "7654321--", 70)
    now = whole(filled)
    filled.close()
    words = {
        "other": "is no backup from this kit",
        "missing": "There is no backup",
        "newer": "newer version",
    }
    with pytest.raises(KitError, match=words.get(damage, "take another backup")) as refused:
        restore(file, url, language="en")
    assert file.name in str(refused.value)
    store = open_store(url, now=lambda: NOON)
    assert whole(store) == now
    store.close()


def spoil(file: Path, damage: str) -> None:
    statements = {
        "digit": "UPDATE responses SET body = replace(body, '\"1\"', '\"2\"')",
        "tally": "DELETE FROM tally WHERE code = '1'",
        "newer": "UPDATE alembic_version SET version_num = '9999'",
    }
    if damage == "cut":
        os.truncate(file, file.stat().st_size // 2)
    elif damage == "other":
        file.write_bytes(b"lunch menu " * 1000)
    elif damage == "missing":
        file.unlink()
    else:
        with closing(sqlite3.connect(file)) as raw:
            raw.execute(statements[damage])
            raw.commit()


def test_a_damaged_store_is_set_aside_whole_when_another_takes_its_place(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kit.sqlite'}"
    store = open_store(url, now=lambda: NOON)
    answered(store, opened(store), SURE)
    file = backup(url)
    store.close()
    (tmp_path / "kit.sqlite").write_bytes(b"\xff" * 50_000)
    with pytest.raises(
        StoreFault, match=f"kit restore. The newest backup is .*{file.name}"
    ) as told:
        open_store(url, language="en")
    assert told.value.kind == "damaged"
    kept = restore(file, url)
    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 50_000
    again = open_store(url, now=lambda: NOON)
    assert again.progress(again.rounds()[0].id).finished == 1
    again.close()


KILLED = """
import sys
from pathlib import Path
from kit.store import {module}
real = {module}.put_in_place
def die(*given):
    {before}
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
{module}.put_in_place = die
{call}
"""


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_a_kill_in_the_middle_leaves_the_old_or_the_new_whole(tmp_path: Path, late: bool) -> None:
    url = f"sqlite:///{tmp_path / 'kit.sqlite'}"
    store = open_store(url, now=lambda: NOON)
    made = opened(store)
    answered(store, made, SURE)
    file = backup(url)
    answered(store, made, SURE, 2)
    store.close()
    before = "real(*given)" if late else "pass"
    calls = {
        "backing_up": f"backing_up.backup({url!r}, Path('copy.sqlite'))",
        "restoring": f"restoring.restore(Path({str(file)!r}), {url!r})",
    }
    for module, call in calls.items():
        code = KILLED.format(module=module, before=before, call=call)
        ended = subprocess.run([sys.executable, "-c", code], check=False)
        assert ended.returncode == -9
    assert Path("copy.sqlite").exists() == late
    again = open_store(url, now=lambda: NOON)
    assert again.progress(made.id).finished == (1 if late else 2)
    again.close()
    restore(backup(url), url)


def test_p08_the_backups_that_still_hold_something_deleted_are_named(
    filled: Store, url: str
) -> None:
    made = filled.rounds()[0]
    early = backup(url)
    answered(filled, made, SURE, 70)
    late = backup(url)
    folder = filled.address.backups
    assert filled.delete_response(made.id, f"{70:032x}")
    assert [one.path for one in holding(folder, made.id, f"{70:032x}")] == [late]
    assert [one.path for one in holding(folder, made.id, f"{1:032x}")] == [early, late]
    assert filled.delete_round(made.id)
    assert [one.path for one in holding(folder, made.id)] == [early, late]
    assert holding(folder, "abcabcabcabc") == []
    early.write_bytes(b"unreadable")
    assert [one.path for one in holding(folder, "abcabcabcabc")] == [early]


def test_p08_deleted_answers_are_gone_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kit.sqlite"
    store = open_store(f"sqlite:///{file}", now=lambda: NOON)
    made = opened(store, name="Hemlingby")
    marked = {"word": "pepparrot" * 500}
    answered(store, made, SURE, 1, **marked)
    put(store, made, response(SURE, 1, seq=2, word="senap" * 1000))
    answered(store, made, SURE, 2, **marked)

    def written(word: bytes) -> bool:
        return any(word in one.read_bytes() for one in tmp_path.iterdir() if one.is_file())

    assert written(b"pepparrot")
    assert store.delete_response(made.id, f"{1:032x}")
    assert not written(b"senap"), "while the store is open"
    assert store.delete_response(made.id, f"{2:032x}")
    assert not written(b"pepparrot")
    assert written(b"Hemlingby")
    store.delete_round(made.id)
    assert not written(b"Hemlingby")
    store.close()


def test_p09_rounds_whose_time_has_passed_are_gone_and_named(filled: Store, url: str) -> None:
    old = filled.rounds()[0]
    new = filled.create_round(settings(name="Alby", keep_months=15), old.questionnaire)
    file = backup(url)
    assert purge(filled, old.delete_after) == [], "the last day is a day to be there"
    [gone] = purge(filled, "2028-01-23")
    assert (gone.id, gone.name, gone.people) == (old.id, "Ekhult", 8)
    assert [one.path for one in gone.backups] == [file]
    assert [one.id for one in filled.rounds()] == [new.id]
    assert list(filled.responses(old.id)) == []
    assert purge(filled, "2028-01-23") == []


def kit(*arguments: str) -> str:
    ran = CliRunner().invoke(app, [*arguments, "--language", "en"])
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_the_commands_say_what_they_did(url: str) -> None:
    store = open_store(url)
    made = store.create_round(
        settings(name="Gammal"), opened(store).questionnaire, today="2020-01-01"
    )
    store.close()
    said = kit("backup", "--store", url)
    [file] = backups_in(read_address(url).backups)
    assert str(file.path) in said
    said = kit("purge", "--store", url)
    assert "Gammal" in said
    assert str(file.path) in said
    assert "kit purge --backups" in said
    said = kit("restore", str(file.path), "--store", url)
    assert "before.sqlite" in said
    store = open_store(url)
    assert store.round(made.id) is not None
    store.close()
    kit("purge", "--store", url)
    said = kit("purge", "--backups", "--store", url)
    assert "No round" in said
    assert f"Deleted the backup {file.path}" in said
    assert [one.path.stem[-6:] for one in backups_in(read_address(url).backups)] == ["before"]


def test_a_command_that_fails_says_why_in_one_line(tmp_path: Path) -> None:
    for arguments in (["backup"], ["restore", "gone.sqlite"], ["purge"]):
        ran = CliRunner().invoke(
            app, [*arguments, "--store", f"sqlite:///{tmp_path / 'gone.sqlite'}"], env={"LANG": "C"}
        )
        assert ran.exit_code == 1
        assert ran.stderr.count("\n") == 1
        assert "gone.sqlite" in ran.stderr
        assert list(tmp_path.iterdir()) == []
