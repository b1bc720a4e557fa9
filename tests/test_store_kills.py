"""F01 and F02: what was acknowledged is there after a kill -9, of the writer or of the database."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack

import pytest
from people import response
from postgres import new_cluster
from stores import NOON, NewUrl, joined, opened, put

from kit.store import Put, StoreFault, open_store

SURE = "1234567--"
WRITER = """
import sys
sys.path[:0] = {path!r}
from flipping import filled, flipped, verdict
from people import response
from stores import DAY
from kit.store import Put, open_store
store = open_store({url!r})
[made] = store.rounds()
number = 0
while True:
    number += 1
    person = response("1234567--", number)
    store.join(made.id, person.response_id, DAY)
    [receipt] = store.put_many([Put(made.id, person)])
    print(person.response_id if receipt.outcome in ("stored", "same") else "?", flush=True)
"""


def acknowledged(url: str, kills: int) -> list[str]:
    """Let processes write and kill them; return the ids whose receipts were seen."""
    seen = []
    for kill in range(kills):
        code = WRITER.format(path=sys.path, url=url)
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            seen += [writer.stdout.readline().strip() for _ in range(3 + 7 * kill)]
            writer.send_signal(signal.SIGKILL)
            seen += [line.strip() for line in writer.stdout if line.endswith("\n")]
    return seen


def test_f01_f02_what_was_acknowledged_survives_a_killed_writer(new_url: NewUrl) -> None:
    url = new_url()
    store = open_store(url)
    made = opened(store)
    store.close()
    seen = acknowledged(url, 2)
    store = open_store(url)
    stored = [one.response_id for one in store.responses(made.id)]
    assert set(seen) <= set(stored)
    assert len(stored) == len(set(stored)) == store.progress(made.id).started
    assert store.tally(made.id).query("dimension == 'people'")["n"].sum() == len(stored)
    store.close()


def test_f02_what_was_acknowledged_survives_a_crash_of_postgresql() -> None:
    with ExitStack() as stack:
        cluster = new_cluster(stack)
        store = open_store(cluster.database(), language="en", now=lambda: NOON)
        stack.callback(store.close)
        made = opened(store)
        people = [response(SURE, number) for number in range(20)]
        joined(store, made, *people)
        assert [one.outcome for one in put(store, made, *people)] == ["stored"] * 20
        cluster.stop("immediate")
        with pytest.raises(StoreFault, match="does not answer"):
            store.put_many([Put(made.id, people[0])])
        with pytest.raises(StoreFault, match="does not answer"):
            store.check()
        cluster.start()
        assert [one.outcome for one in put(store, made, *people)] == ["same"] * 20
        assert len(list(store.responses(made.id))) == 20
