"""Say in one sentence what is wrong with a store, and what to do; never a password or an answer."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError  # noqa: A004 - of the pool

from kit.errors import KitError
from kit.language import say

SENTENCES: Final = {
    "address": "The store's address cannot be read: write sqlite:///folder/kit.sqlite or "
    "postgresql://user:password@host/database.",
    "driver": "Answers in PostgreSQL need one more library: run pip install 'kit[postgresql]'.",
    "down": "The database at {place} does not answer: see that it is running and that the "
    "address is right.",
    "password": "The database at {place} refused the user name or the password: see that the "
    "store's address has the right ones.",
    "missing": "There is no such database at {place}: create it, or correct its name in the "
    "store's address.",
    "readonly": "The kit may not write in the store at {place}: see that the user who runs the "
    "kit owns the folder and the file, or has rights to create tables.",
    "folder": "{place} is a folder and no store: give the address of the file in it, for example "
    "sqlite:///{place}/kit.sqlite.",
    "nowhere": "{place} cannot be made, because its folder is not there or is a file itself: "
    "correct the path.",
    "unwritable": "The kit may not write or delete {place}: see that the user who runs the kit "
    "may write in its folder, or name another place.",
    "full": "The disk is full, so nothing more can be saved at {place}: free some space; what was "
    "saved is still there.",
    "busy": "Another program has kept the store at {place} locked: try again, and close that "
    "program if this goes on.",
    "damaged": "The store at {place} is damaged: stop the kit and restore a backup with "
    "kit restore. {backups}",
    "unsound": "The backup {place} is damaged, so it was not restored and the store is as it was: "
    "take another backup.",
    "no_backup": "{place} is no backup from this kit, or its beginning is damaged, so the store is "
    "as it was: take another backup.",
    "ahead": "The backup {place} was made by a newer version of the kit, so the store is as it "
    "was: update the kit, or take an older backup.",
    "foreign": "{place} is not a store of this kit, or its beginning is damaged: correct the "
    "store's address, or restore a backup with kit restore.",
    "newer": "The store at {place} was made by a newer version of the kit: update the kit, or "
    "restore a backup from before. Nothing was changed.",
    "failed": "The store at {place} failed in an unexpected way: try again, and look at the "
    "computer's disk and the database's own log if this goes on.",
    "open": "The store at {place} is in use: stop the kit first, then restore.",
    "lost": "The round is no longer there: it has been deleted.",
}

_SQLITE: Final = {
    1: "damaged",  # no such table or column
    5: "busy",
    6: "busy",
    3: "readonly",
    8: "readonly",
    14: "readonly",
    23: "readonly",
    11: "damaged",
    26: "foreign",
    13: "full",
}
_SQLITE_WHOLE: Final = {
    4874: "full",  # SQLITE_IOERR_SHMSIZE: no room for the shared memory
    787: "lost",  # SQLITE_CONSTRAINT_FOREIGNKEY: what it belongs to is gone
}
_POSTGRESQL: Final = {
    "28P01": "password",
    "28000": "password",
    "3D000": "missing",
    "42501": "readonly",
    "25006": "readonly",
    "53100": "full",
    "55P03": "busy",
    "40001": "busy",
    "40P01": "busy",
    "57P03": "down",
    "57P01": "down",
    "53300": "busy",
    "23503": "lost",
    "42P01": "damaged",  # no such table
    "42703": "damaged",  # no such column
    "XX001": "damaged",
    "XX002": "damaged",
}
_AGAIN: Final = frozenset({"40001", "40P01"})


_FILES: Final = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENOENT: "nowhere",
    errno.ENOTDIR: "nowhere",
    errno.EEXIST: "nowhere",
    errno.ENAMETOOLONG: "nowhere",
    errno.ELOOP: "nowhere",
}


@contextmanager
def told_of_files(place: Path, language: str, refused: str = "readonly") -> Iterator[None]:
    """Turn what happens to files at ``place`` into ``StoreFault``; ``refused`` names no rights."""
    try:
        yield
    except OSError as error:
        kind = _FILES.get(error.errno or 0, refused)
        raise StoreFault(kind, language=language, place=place) from None
    except sqlite3.Error as error:
        raise StoreFault(_kind_of_sqlite(error), language=language, place=place) from None


class StoreFault(KitError):
    """Raised when the store cannot do what it should; its text is one sentence.

    ``kind`` is a key of ``SENTENCES``; ``told`` says it in another language.
    """

    def __init__(self, kind: str, *, language: str, **params: object) -> None:
        self.kind = kind
        self.params = params
        super().__init__(self.told(language))

    def told(self, language: str) -> str:
        """Return the sentence in ``language``."""
        return say(
            language, SENTENCES[self.kind], **{"place": "", "backups": "", **self.params}
        ).rstrip()


def kind_of(error: SQLAlchemyError) -> str:
    """Return which of ``SENTENCES`` says what a database reported."""
    if not isinstance(error, DBAPIError):
        return "busy" if isinstance(error, TimeoutError) else "failed"
    origin: Any = error.orig
    if isinstance(origin, sqlite3.Error):
        return _kind_of_sqlite(origin)
    state = getattr(origin, "sqlstate", None)
    if state:
        return _POSTGRESQL.get(state, "down" if state.startswith("08") else "failed")
    return (
        _unreachable(str(origin)) if error.connection_invalidated or _unsaid(origin) else "failed"
    )


def _kind_of_sqlite(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return "damaged"  # what was read is not what the column can hold
    return _SQLITE_WHOLE.get(code) or _SQLITE.get(code & 0xFF) or "failed"


def passing(error: DBAPIError) -> bool:
    """Say whether the database undid the work only because two came at once."""
    return getattr(error.orig, "sqlstate", None) in _AGAIN


def _unsaid(origin: Any) -> bool:
    return type(origin).__name__ in {"OperationalError", "ConnectionTimeout", "InterfaceError"}


def _unreachable(words: str) -> str:
    """Tell why a connection failed, which libpq says in words only."""
    if "password" in words or "authentication" in words or ("role" in words and "exist" in words):
        return "password"
    return "missing" if "database" in words and "exist" in words else "down"
