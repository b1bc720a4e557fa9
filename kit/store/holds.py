"""Hold a store's file while it is used, so that nobody puts another in its place meanwhile.

A lock file beside it, which the system lets go of also when the process is killed. Where the
system has no such locks, whoever restores must see to it that the kit has stopped.
"""

from __future__ import annotations

import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - on Windows
    fcntl = None  # type: ignore[assignment]


class Hold:
    """A lock on a store's file: many may use it, or one may replace it."""

    def __init__(self, file: Path) -> None:
        self._name = file.with_name(f"{file.name}.lock")
        self._lock: int | None = None

    def take(self, *, alone: bool = False) -> bool:
        """Take the lock, shared or alone; say whether nobody stands in the way."""
        self.give_back()
        if fcntl is None:  # pragma: no cover - on Windows
            return True
        lock = os.open(self._name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        self._lock = lock
        return True

    def give_back(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
