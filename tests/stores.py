"""Stores of both kinds, and rounds to put in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from people import SMALL, response
from postgres import Cluster

from kit.questionnaire import Questionnaire
from kit.records import Response
from kit.rounds import Round, RoundSettings, tailored
from kit.store import Put, Receipt, Store, open_store

KINDS = ("sqlite", "postgresql")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = "2026-11-22"
NewUrl = Callable[[], str]


def settings(**changes: Any) -> RoundSettings:
    plain = {"name": "Ekhult", "questionnaire": "small", "languages": ["sv", "en"]}
    return RoundSettings.model_validate(plain | {"units": ["Ek", "Al"]} | changes)


def opened(store: Store, of: Questionnaire = SMALL, **changes: Any) -> Round:
    """Make a round that takes answers."""
    made = store.create_round(settings(**changes), tailored(of, settings(**changes)))
    return store.set_status(made.id, "open")


def joined(store: Store, of: Round, *people: Response) -> None:
    for person in people:
        assert store.join(of.id, person.response_id, DAY)


def put(store: Store, of: Round, *sent: Response) -> list[Receipt]:
    return store.put_many([Put(of.id, one) for one in sent])


def answered(store: Store, of: Round, marks: str, number: int = 1, **more: Any) -> Response:
    """Let a person join and answer; see ``people.response`` for the marks."""
    person = response(marks, number, round=of.id, **more)
    joined(store, of, person)
    [receipt] = put(store, of, person)
    assert receipt.outcome == "stored"
    return person


@pytest.fixture(params=KINDS, scope="module")
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewUrl:
    """Return a maker of addresses of stores that do not exist yet, of either kind."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgres")
        return cluster.database
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('store') / 'data' / 'kit.sqlite'}"


@pytest.fixture(scope="module")
def store(new_url: NewUrl) -> Iterator[Store]:
    """Open a store that the tests of a module share; each makes rounds of its own."""
    with ExitStack() as stack:
        made = open_store(new_url(), language="en", now=lambda: NOON)
        stack.callback(made.close)
        yield made


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """Open an SQLite store of the test's own."""
    store = open_store(f"sqlite:///{tmp_path / 'kit.sqlite'}", language="en", now=lambda: NOON)
    yield store
    store.close()
