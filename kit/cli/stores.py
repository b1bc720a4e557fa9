"""Which store a command works on: ``--store``, else ``KIT_STORE``, else ``data/`` here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.errors import KitError
from kit.language import say

if TYPE_CHECKING:
    from kit.rounds import Round
    from kit.store import Store

InStore = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="The store: sqlite:///folder/kit.sqlite or postgresql://user@host/database. "
        "Otherwise KIT_STORE, otherwise data/kit.sqlite in this folder.",
    ),
]


def store_url(given: str | None) -> str:
    """Return the URL of the store that a command works on."""
    from kit.server.keeping import Keeping  # noqa: PLC0415 - each command starts fast

    return Keeping.chosen(given, Path(), os.environ).url


@contextmanager
def existing_store(given: str | None, language: str) -> Iterator[Store]:
    """Open a store that is there, then close it; ``KitError`` rather than an empty new one."""
    from kit.store import open_store  # noqa: PLC0415 - each command starts fast
    from kit.store.addresses import read_address  # noqa: PLC0415 - likewise

    url = store_url(given)
    file = read_address(url, language=language).file
    if file is not None and not _has_content(file, language):
        raise KitError(
            say(
                language,
                "There is no store at {file}. Give its address with --store, or start kit serve "
                "to make one.",
                file=file,
            )
        )
    store = open_store(url, language=language)
    try:
        yield store
    finally:
        store.close()


def _has_content(file: Path, language: str) -> bool:
    from kit.store.faults import told_of_files  # noqa: PLC0415 - each command starts fast

    with told_of_files(file, language):
        return file.exists() and file.stat().st_size > 0


def find_round(store: Store, round_id: str, language: str) -> Round:
    """Return the round with this id; raises ``KitError`` when there is none."""
    found = store.round(round_id)
    if found is None:
        raise KitError(
            say(
                language,
                "There is no round {round} in the store. kit rounds lists those that there are.",
                round=round_id[:40],
            )
        )
    return found
