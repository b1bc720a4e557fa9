"""Tickets: signed notes that say since when a browser waits, so that nothing must be remembered."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

VALID = 12 * 3600.0
"""Seconds for which a ticket is good after the wait."""
_LONGEST = 200


class Tickets:
    """Make tickets and read them; ``now`` gives seconds, the same for all who share the secret."""

    def __init__(self, secret: bytes, now: Callable[[], float]) -> None:
        self._secret = secret
        self._now = now

    def issue(self, address: str, ready: float) -> str:
        """Return a new ticket that an address may use from ``ready`` on."""
        note = f"{int(ready * 1000):x}.{secrets.token_hex(8)}"
        return f"{note}.{self._signature(note, address)}"

    def ready(self, ticket: str | None, address: str) -> float | None:
        """Return when the ticket may be used; None when it is none of ours, or too old."""
        if not ticket or len(ticket) > _LONGEST or not ticket.isascii():
            return None
        note, _, signature = ticket.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(note, address)):
            return None
        ready = int(note.partition(".")[0], 16) / 1000
        # A clock that was set back must not make anybody wait for a day.
        return ready if abs(ready - self._now()) <= VALID else None

    def _signature(self, note: str, address: str) -> str:
        signed = hmac.new(self._secret, f"{note} {address}".encode(), hashlib.sha256)
        return signed.hexdigest()[:32]
