"""Delete the rounds whose day has come, as participants were promised: at start, then hourly."""

from __future__ import annotations

import asyncio

from kit.errors import KitError
from kit.server.collector.desk import Desk
from kit.server.discretion import log
from kit.store import Store
from kit.store.purging import Purged, purge

PAUSE = 3600.0


def delete_due(store: Store) -> list[Purged]:
    """Delete what is due, log it, and return it; a store that is away is asked the next time."""
    try:
        gone = purge(store)
    except KitError as error:
        log.warning("rounds that are due could not be deleted: %s", error)
        return []
    for one in gone:
        held = ", ".join(str(backup.path) for backup in one.backups) or "no backup"
        log.info("round %s was due and is deleted; it is still in: %s", one.id, held)
    return gone


async def delete_when_due(desk: Desk, pause: float = PAUSE) -> None:
    """Delete what is due again and again, ``pause`` seconds apart, until cancelled."""
    while True:
        await asyncio.sleep(pause)
        for one in await desk.run(delete_due, desk.store):
            desk.forget(one.id)
