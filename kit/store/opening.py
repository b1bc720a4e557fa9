"""Open a store: make it where there is none, look for damage, bring it up to date."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text

from kit.store.addresses import Address, read_address
from kit.store.engine import WAIT_SECONDS, is_there
from kit.store.faults import StoreFault
from kit.store.keys import Keys
from kit.store.loading import Loading
from kit.store.migrating import migrate
from kit.store.releases import Releases
from kit.store.responses import Responses
from kit.store.round_rows import Rounds
from kit.store.tallies import Tallies


class Store(Rounds, Keys, Responses, Tallies, Releases, Loading):
    """Everybody's answers and the rounds they belong to; safe to use from several threads.

    Every method raises ``StoreFault`` (a ``KitError`` of one sentence) when the database fails;
    then nothing of what it was asked has happened, or all of it has.
    """

    def check(self) -> None:
        """See that the store answers; writes nothing."""
        self.read(is_there)


def open_store(
    url: str,
    *,
    language: str = "sv",
    wait: float = WAIT_SECONDS,
    now: Callable[[], datetime] | None = None,
) -> Store:
    """Open the store at a URL, ``sqlite:///folder/kit.sqlite`` or ``postgresql://...``.

    A missing SQLite file is made, for its owner's eyes only. An older store is backed up, then
    brought up to date. ``wait`` is how many seconds others may keep it locked before this gives
    up; ``now`` tells the time. Raises ``StoreFault`` in ``language``.
    """
    address = read_address(url, language=language)
    if address.file is not None:
        _make_file(address, address.file, language)
    store = Store(address, language=language, wait=wait, now=now)
    try:
        if address.file is not None:
            store.read(lambda connection: _look_for_damage(store, connection))
        migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _make_file(address: Address, file: Path, language: str) -> None:
    """Make the file and its folder where they are missing, for nobody else to read."""
    try:
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
            file.parent.chmod(0o700)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError as error:
        full = isinstance(error, OSError) and error.errno == 28  # noqa: PLR2004 - ENOSPC
        kind = "full" if full else "readonly"
        raise StoreFault(kind, language=language, place=address.place) from None


def _look_for_damage(store: Store, connection: Connection) -> None:
    if connection.execute(text("PRAGMA integrity_check(1)")).scalar() != "ok":
        raise store.fault("damaged")
