"""Put a backup in a store's place; what was there is kept, and nothing is ever half restored."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, delete, text

from kit.errors import KitError
from kit.language import say
from kit.reasons import reason
from kit.store import tables
from kit.store.addresses import Address, read_address
from kit.store.backing_up import back_up
from kit.store.burying import Gone, bury, deleted_from
from kit.store.copies import next_name
from kit.store.copying import (
    beside,
    copy_rows,
    empty_file,
    parts,
    put_in_place,
    settle,
    to_disk,
)
from kit.store.counting import count_again_by_new_rules, hold_to_a_recount
from kit.store.engine import Database, integrity
from kit.store.faults import StoreFault, told_of_files
from kit.store.holds import Hold
from kit.store.migrating import migrate, revision

UNREADABLE = frozenset({"damaged", "foreign", "newer"})
OF_A_BACKUP = {"damaged": "unsound", "foreign": "no_backup", "newer": "ahead"}
"""What is wrong with a store that was to be restored, told of as a backup."""


def restore(source: Path, url: str, *, language: str = "sv") -> Path | None:
    """Put the backup ``source`` in the place of the store at ``url``; return where that is kept.

    First the backup is looked through: damage, a newer version, sums that are not right. Then the
    store that is there is kept among its own backups (None when there was none), and only then
    replaced, in one step. What participants deleted since the backup stays deleted, if the store
    that is there can be read. Nobody who was logged in then is logged in afterwards. The backup
    itself is never changed. Raises ``StoreFault`` or ``KitError``; then the store is as it was.
    """
    address = read_address(url, language=language)
    _see_that_it_opens(source, address, language)
    if address.file is None:
        draft = address.backups / ".restoring.sqlite"
        with _made_ready(source, draft, language):
            return _into_database(draft, address, language)
    draft = address.file.with_name(f".{address.file.name}.restoring")
    with told_of_files(address.file, language):
        address.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        hold = Hold(address.file)
        if not hold.take(alone=True):
            raise StoreFault("open", language=language, place=address.place)
    try:
        with _made_ready(source, draft, language):
            return _into_file(draft, address.file, address, language)
    finally:
        hold.give_back()


def _see_that_it_opens(source: Path, address: Address, language: str) -> None:
    try:
        if not source.is_file():
            what = "There is no backup {file}. The backups of this store are kept in {folder}."
            raise KitError(say(language, what, file=source, folder=address.backups))
        source.open("rb").close()
    except OSError as error:
        what = "The backup {file} cannot be opened: {reason}."
        why = reason(error, language)
        raise KitError(say(language, what, file=source, reason=why)) from None


@contextmanager
def _made_ready(source: Path, draft: Path, language: str) -> Iterator[None]:
    """Copy the backup beside the store, bring it up to date, and look it through."""
    try:
        with told_of_files(draft.parent, language):
            empty_file(draft)
            shutil.copyfile(source, draft)
        _look_through(draft, source, language)
        with told_of_files(draft.parent, language):
            settle(draft)
            yield
    finally:
        for part in parts(draft):
            part.unlink(missing_ok=True)


def _look_through(draft: Path, source: Path, language: str) -> None:
    copy = beside(draft, language)
    try:
        copy.read(lambda connection: integrity(copy, connection))
        if revision(copy) is None:
            raise copy.fault("foreign")
        migrate(copy)
        copy.write(count_again_by_new_rules)
        copy.read(hold_to_a_recount)
        copy.write(lambda connection: connection.execute(delete(tables.sessions)))
    except StoreFault as fault:
        kind = OF_A_BACKUP.get(fault.kind, fault.kind)
        place = source if fault.kind in UNREADABLE else draft
        raise StoreFault(kind, language=language, place=place) from None
    finally:
        copy.close()


def _into_database(draft: Path, address: Address, language: str) -> Path | None:
    store, copy = Database(address, language=language), beside(draft, language)
    try:
        kept = back_up(store, why="before") if revision(store) else None
        gone = store.read(deleted_from)
        copy.write(lambda connection: bury(connection, gone))
        migrate(store)
        copy.read(lambda source: store.write(lambda target: _replace(source, target)))
        return kept
    finally:
        copy.close()
        store.close()


def _replace(source: Connection, target: Connection) -> None:
    # Whoever changes anything asks for a round's row first, so nobody comes in between.
    target.execute(text("LOCK TABLE rounds IN ACCESS EXCLUSIVE MODE"))
    copy_rows(source, target)


def _into_file(draft: Path, file: Path, address: Address, language: str) -> Path | None:
    kept = _keep(address, file, draft, language) if file.exists() else None
    for part in parts(file)[1:]:
        part.unlink(missing_ok=True)  # else they would be read as part of the new file
    put_in_place(draft, file)
    return kept


def _bury_in_file(draft: Path, gone: Gone, language: str) -> None:
    copy = beside(draft, language)
    try:
        copy.write(lambda connection: bury(connection, gone))
    finally:
        copy.close()
    settle(draft)


def _keep(address: Address, file: Path, draft: Path, language: str) -> Path:
    """Keep the store that is there: as a backup, or as it stands when it cannot be read."""
    store = Database(address, language=language)
    try:
        store.read(lambda connection: integrity(store, connection))
        _bury_in_file(draft, store.read(deleted_from), language)
        return back_up(store, why="before")
    except StoreFault as fault:
        if fault.kind not in UNREADABLE:
            raise
    finally:
        store.close()
    kept = next_name(address.backups, store.today(), "damaged")
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part, name in zip(parts(file), parts(kept), strict=True):
        if part.exists():
            shutil.copyfile(part, name)
            name.chmod(0o600)
            to_disk(name)
    return kept
