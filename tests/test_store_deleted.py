"""P08: what a participant has deleted stays deleted, and nothing of it is kept but a hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from people import response
from sqlalchemy import Connection, func, select, text
from stores import DAY, NOON, NewUrl, answered, joined, opened, put

from kit.rounds import Round
from kit.store import Store, StoreFault, open_store, tables
from kit.store.backing_up import backup
from kit.store.burying import bury, deleted_from
from kit.store.copying import copy_rows
from kit.store.counting import hold_to_a_recount
from kit.store.restoring import restore

SURE = "1234567--"


def remembered(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(tables.deleted)).scalar_one()


def test_p08_whoever_deleted_the_answers_stays_out_for_good(store: Store) -> None:
    made = opened(store)
    gone = answered(store, made, SURE)
    own = gone.response_id
    assert not store.was_deleted(made.id, own)
    assert store.delete_response(made.id, own)
    assert not store.join(made.id, own, DAY)
    assert [one.outcome for one in put(store, made, gone)] == ["unknown"]
    assert store.was_deleted(made.id, own)
    assert not store.delete_response(made.id, own)
    store.set_status(made.id, "closed")
    store.set_status(made.id, "open")
    assert not store.join(made.id, own, DAY)
    assert store.load(made.id, [gone, response(SURE, 2)]) == 1
    assert store.progress(made.id).joined == 1


def test_p08_in_another_round_the_same_id_is_a_stranger(store: Store) -> None:
    first, second = opened(store), opened(store)
    gone = answered(store, first, SURE)
    store.delete_response(first.id, gone.response_id)
    assert store.join(second.id, gone.response_id, DAY)
    assert not store.was_deleted(second.id, gone.response_id)


def test_p08_what_is_remembered_is_a_hash_and_goes_with_the_round(store: Store) -> None:
    made = opened(store)
    before = store.read(remembered)
    gone = answered(store, made, SURE)
    store.delete_response(made.id, gone.response_id)
    asked = select(tables.deleted).where(tables.deleted.c.round == made.id)
    [row] = store.read(lambda connection: connection.execute(asked).all())
    assert gone.response_id not in "".join(row)
    assert set(row._asdict()) == {"round", "id_hash", "seal"}, "and no time"
    store.delete_round(made.id)
    assert store.read(remembered) == before


def test_f13_a_remembered_deletion_that_was_changed_is_found(lite: Store) -> None:
    made = opened(lite)
    gone = answered(lite, made, SURE)
    lite.delete_response(made.id, gone.response_id)
    lite.write(lambda run: run.execute(text("UPDATE deleted SET seal = '0'")))
    with pytest.raises(StoreFault, match="damaged"):
        lite.join(made.id, gone.response_id, DAY)


def test_p08_a_backup_from_before_does_not_bring_it_back(
    new_url: NewUrl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = new_url()
    store = open_store(url, now=lambda: NOON)
    made = opened(store)
    stays, gone = answered(store, made, SURE, 1), answered(store, made, SURE, 2)
    early = response(SURE, 3)
    before = backup(url)
    joined(store, made, early)
    for one in (gone, early):
        store.delete_response(made.id, one.response_id)
    right = store.tally(made.id)
    after = backup(url)
    store.close()
    for file in (before, after, before):
        restore(file, url)
        again = open_store(url, now=lambda: NOON)
        assert [one.response_id for one in again.responses(made.id)] == [stays.response_id]
        assert again.tally(made.id).equals(right)
        for one in (gone, early):
            assert again.was_deleted(made.id, one.response_id)
            assert not again.join(made.id, one.response_id, DAY)
        again.close()


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Return a store and one for copies of it."""
    folder = tmp_path_factory.mktemp("twins")
    pair = [open_store(f"sqlite:///{folder / name}", now=lambda: NOON) for name in ("one", "copy")]
    yield pair[0], pair[1]
    for one in pair:
        one.close()


DEEDS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["join", "answer", "leave"])))


def do(store: Store, of: Round, deeds: list[tuple[int, str]]) -> None:
    for seq, (number, deed) in enumerate(deeds):
        person = response(SURE, number, seq=seq)
        if deed == "join":
            store.join(of.id, person.response_id, DAY)
        elif deed == "answer":
            put(store, of, person)
        else:
            store.delete_response(of.id, person.response_id)


@trying(max_examples=15, deadline=None)
@given(then=DEEDS, since=DEEDS)
def test_p08_a_copy_that_was_buried_holds_nobody_who_has_left(
    twins: tuple[Store, Store], then: list[tuple[int, str]], since: list[tuple[int, str]]
) -> None:
    store, copy = twins
    made = opened(store)
    do(store, made, [(0, "join"), (1, "join"), (0, "answer"), *then])
    store.read(lambda source: copy.write(lambda target: copy_rows(source, target)))
    there = {one.response_id for one in copy.responses(made.id)}
    do(store, made, since)
    gone = store.read(deleted_from)
    copy.write(lambda connection: bury(connection, gone))
    everybody = [f"{number:032x}" for number in range(4)]
    left = {one for one in everybody if store.was_deleted(made.id, one)}
    assert {one for one in everybody if copy.was_deleted(made.id, one)} == left
    assert {one.response_id for one in copy.responses(made.id)} == there - left
    copy.read(hold_to_a_recount)
    store.delete_round(made.id)
