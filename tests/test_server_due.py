"""What participants were promised is kept: a round is deleted when its day has come."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

from apart import apart
from collecting import running
from people import SMALL, response

from kit.rounds import Round, RoundSettings, tailored
from kit.server.collector.desk import Desk
from kit.server.collector.library import Library
from kit.server.due import delete_due, delete_when_due
from kit.store import Store, open_store
from kit.store.backing_up import back_up


def kept(store: Store, day: str) -> Round:
    """Make a round that was started on a day, with an answer in it."""
    settings = RoundSettings(name="x", questionnaire="small", languages=("sv",), keep_months=1)
    made = store.create_round(settings, tailored(SMALL, settings), today=day)
    store.load(made.id, [response("123456789")])
    return made


def test_p09_a_server_that_starts_deletes_what_is_due(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kit.sqlite'}"
    with closing(open_store(url)) as store:
        due, young = kept(store, "2020-01-31"), kept(store, store.today())
        copy = back_up(store)
    with running(url) as collector, closing(open_store(url)) as store:
        assert store.round(due.id) is None
        assert list(store.responses(due.id)) == []
        assert store.round(young.id) is not None
        log = collector.errors.read_text(encoding="utf-8")
    assert f"round {due.id} was due and is deleted; it is still in: {copy}" in log
    assert young.id not in log


def test_p09_a_server_that_runs_deletes_what_becomes_due(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'kit.sqlite'}")) as store:
        due = kept(store, "2020-01-31")
        desk = Desk(store, Library(tmp_path), b"secret")

        async def wait() -> None:
            assert await desk.round(due.id) is not None
            task = asyncio.create_task(delete_when_due(desk, pause=0))
            while await desk.round(due.id) is not None:
                pass  # each look lets the other task go on
            task.cancel()

        apart(wait())
        assert store.round(due.id) is None


def test_a_store_that_is_away_is_asked_the_next_time(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'kit.sqlite'}")
    store.close()
    (tmp_path / "kit.sqlite").write_bytes(b"no store")
    assert delete_due(store) == []
