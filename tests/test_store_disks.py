"""F05 and F13: a disk that is full or lies loses no answer, and no wrong figure comes of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flipping import everything, filled, flipped, verdict
from people import response
from sqlalchemy import text
from stores import NOON, answered, joined, opened, put

from kit.records import Response
from kit.store import Store, StoreFault, open_store
from kit.store.backing_up import backup

SURE = "1234567--"


def full(store: Store) -> None:
    """Let the file grow no more, as on a full disk."""
    store.write(lambda run: run.execute(text("PRAGMA max_page_count = 1")))


def test_f05_a_full_disk_is_said_loses_nothing_and_heals(lite: Store) -> None:
    made = opened(lite)
    people = [response(SURE, number, seq=1, words="x" * 3000) for number in range(60)]
    joined(lite, made, *people)
    full(lite)
    acknowledged = []

    def send_all() -> None:
        for person in people:
            put(lite, made, person)
            acknowledged.append(person.response_id)

    with pytest.raises(StoreFault, match="The disk is full") as found:
        send_all()
    assert found.value.kind == "full"
    assert "xxx" not in str(found.value)
    assert {one.response_id for one in lite.responses(made.id)} == set(acknowledged)
    assert lite.tally(made.id).query("dimension == 'people'")["n"].sum() == len(acknowledged)
    lite.check()
    lite.write(lambda run: run.execute(text("PRAGMA max_page_count = 1073741823")))
    outcomes = [one.outcome for one in put(lite, made, *people)]
    assert outcomes.count("same") == len(acknowledged)
    assert outcomes.count("stored") == 60 - len(acknowledged)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own, with room for a few answers."""
    folder = tmp_path / "disk"
    folder.mkdir()
    how = ["-t", "tmpfs", "-o", "size=600k", "kit-tests", str(folder)]
    if not shutil.which("mount") or subprocess.run(["mount", *how], check=False).returncode:  # noqa: S607 - wherever it is
        pytest.skip("only root may make a small disk; the other F05 test fills a file instead")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607 - likewise


def test_f05_a_full_disk_keeps_its_answers_and_takes_more_when_freed(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'data' / 'kit.sqlite'}"
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(100_000))
    store = open_store(url, language="en", now=lambda: NOON)
    made = opened(store)
    kept: list[Response] = []
    with pytest.raises(StoreFault, match="The disk is full"):
        kept.extend(answered(store, made, SURE, number, words="x" * 3000) for number in range(99))
    with pytest.raises(StoreFault, match="The disk is full"):
        backup(url, language="en")
    assert list(store.address.backups.iterdir()) == [], "no half backup"
    ballast.unlink()
    whole = {one.response_id: one for one in store.responses(made.id)}
    assert whole == {one.response_id: one for one in kept}
    answered(store, made, SURE, 100)
    store.close()
    open_store(url).close()


def test_f13_damage_is_found_and_never_counted(tmp_path: Path) -> None:
    file = tmp_path / "kit.sqlite"
    truth = filled(file)
    content = file.read_bytes()
    found = []
    for number in range(60):
        for part in tmp_path.glob("kit.sqlite-*"):
            part.unlink()
        file.write_bytes(flipped(content, number))
        found.append(verdict(file, truth))
    assert set(found) <= {"refused", "harmless"}
    assert found.count("refused") > 50


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE tally SET n = 3 WHERE code = '1'",
        "UPDATE tally SET code = '2' WHERE code = '1' AND id = 'q111'",
        "DELETE FROM tally WHERE dimension = 'people'",
        "UPDATE responses SET body = replace(body, 'finished', 'finishes')",
        "UPDATE responses SET seq = 7",
        "UPDATE rounds SET first_answer = 0",
        "UPDATE releases SET body = '{}'",
    ],
)
def test_f13_a_row_that_says_something_else_is_found(lite: Store, damage: str) -> None:
    made = opened(lite)
    answered(lite, made, SURE)
    answered(lite, made, SURE, 2)
    lite.release(made.id, {"rows": [1]})
    lite.write(lambda run: run.execute(text(damage)))
    with pytest.raises(StoreFault, match="damaged: stop the kit"):
        everything(lite)
