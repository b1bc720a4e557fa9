"""Open a store: make it where there is none, look for damage, bring it up to date."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from kit.store.addresses import Address, read_address
from kit.store.backing_up import back_up
from kit.store.copying import parts
from kit.store.counting import count_again_by_new_rules, counted_by_other_rules
from kit.store.engine import WAIT_SECONDS, Database, integrity, is_there
from kit.store.faults import told_of_files
from kit.store.holds import Hold
from kit.store.keys import Keys
from kit.store.loading import Loading
from kit.store.migrating import is_behind, migrate
from kit.store.releases import Releases
from kit.store.responses import Responses
from kit.store.round_rows import Rounds
from kit.store.tallies import Tallies
from kit.store.tombstones import Tombstones
from kit.store.workshops import Workshops

SQLITE: Final = b"SQLite format 3\0"
"""What every SQLite file begins with."""


class Store(Rounds, Keys, Responses, Tombstones, Tallies, Releases, Workshops, Loading):
    """Everybody's answers and the rounds they belong to; safe to use from several threads.

    Every method raises ``StoreFault`` (a ``KitError`` of one sentence) when the database fails;
    then nothing of what it was asked has happened, or all of it has.
    """

    _hold: Hold | None = None

    def hold(self) -> None:
        """Keep others from replacing the store's file while this uses it."""
        if self.address.file is None:
            return
        with told_of_files(self.address.file, self.language):
            self._hold = Hold(self.address.file)
            if not self._hold.take():
                raise self.fault("busy")

    def close(self) -> None:
        """Let go of the store."""
        super().close()
        if self._hold is not None:
            self._hold.give_back()

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
        _see_that_it_is_ours(address, language)
        _make_file(address.file, language)
    store = Store(address, language=language, wait=wait, now=now)
    try:
        store.hold()
        _bring_up_to_date(store)
    except BaseException:
        store.close()
        raise
    return store


def _bring_up_to_date(store: Store) -> None:
    """Look for damage, back an older store up, and walk the steps that are missing."""
    if store.address.file is not None:
        store.read(lambda connection: integrity(store, connection))
    if is_behind(store):
        back_up(store, why="upgrade")
    migrate(store)
    if store.read(counted_by_other_rules):
        store.write(count_again_by_new_rules)


def _see_that_it_is_ours(address: Address, language: str) -> None:
    """Leave a file that is no database as it is, rights and all; raises ``StoreFault``."""
    file = address.file
    # Not while somebody has the store open: closing it here would undo SQLite's own locks.
    if file is None or not file.is_file() or any(part.exists() for part in parts(file)[1:]):
        return
    with suppress(OSError), file.open("rb") as content:
        head = content.read(len(SQLITE))
        if head and head != SQLITE:
            raise Database(address, language=language).fault("foreign")


def _make_file(file: Path, language: str) -> None:
    """Make the file and its folder where they are missing, for nobody else to read."""
    with told_of_files(file, language):
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
            file.parent.chmod(0o700)
        # Never opened when it is there: closing it would undo SQLite's own locks on it.
        if not file.exists():
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
