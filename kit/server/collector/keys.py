"""Keys and sessions: what a link carries, what a cookie carries, and what the store knows of both.

A key is 256 random bits. It comes in a link's fragment, which no server ever sees, and is
exchanged for a cookie that no script can read. The store keeps sums of both, so that whoever reads
the store can open nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Role = Literal["organiser", "facilitator", "presenter"]
LASTING: dict[Role, timedelta] = {
    "organiser": timedelta(hours=12),
    "facilitator": timedelta(days=30),
    "presenter": timedelta(days=30),
}
"""How long a session lasts; the link opens a new one."""


def new_secret() -> str:
    """Return a new key or session: 256 random bits that can stand in an address."""
    return secrets.token_urlsafe(32)


def summed(secret: str) -> str:
    """Return what the store keeps of a key or session."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie to set: readable by no script, sent by no other site, for these paths only."""

    name: str
    value: str
    path: str
    lasts: timedelta


def cookie_name(role: Role, round_id: str | None) -> str:
    """Return the name of the cookie that holds a role's session."""
    return f"kit_{role}" if round_id is None else f"kit_{role}_{round_id}"


def cookie_for(role: Role, round_id: str | None, session: str, api: str) -> Cookie:
    """Return the cookie of a new session; ``api`` is the path of the API, with its last slash."""
    path = api if round_id is None else f"{api}rounds/{round_id}"
    return Cookie(cookie_name(role, round_id), session, path, LASTING[role])
