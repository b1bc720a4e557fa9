"""Seal rows, so that damage to what they say is found before anybody counts on it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Table


class Broken(Exception):
    """Raised inside the store when a row is not as it was written."""


def ascii_json(value: Any) -> str:
    """Write a value as JSON in ASCII, keys in order: the same text for the same value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def seal(parts: Sequence[object]) -> str:
    """Return 16 hex digits that change when any of the parts does."""
    return hashlib.sha256(ascii_json(list(parts)).encode()).hexdigest()[:16]


def row_seal(table: Table, values: dict[str, Any]) -> str:
    """Return the seal of a row: over its columns up to the seal, in the table's order."""
    return seal([values[name] for name in _sealed(table)])


def sound(table: Table, row: Row[Any]) -> dict[str, Any]:
    """Return a whole row's values; raises ``Broken`` when they are not as they were written."""
    values = dict(zip(table.c.keys(), row, strict=True))
    if values["seal"] != row_seal(table, values):
        raise Broken
    return values


def cell_seal(key: Sequence[object]) -> int:
    """Return the number that a tally row's ``n`` and ``seal`` add up to.

    So both move together when the row is counted up or down, without being read first.
    """
    return zlib.crc32("\x1f".join(map(str, key)).encode())


def _sealed(table: Table) -> list[str]:
    names = list(table.c.keys())
    return names[: names.index("seal")]
