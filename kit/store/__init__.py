"""The store: everybody's answers, in an SQLite file or a PostgreSQL database.

Nothing in here decides what may be shown; what it returns is for the collector and for the
municipality's own command line only.
"""

from kit.store.contributing import Gift, Taken, Voices
from kit.store.faults import StoreFault
from kit.store.opening import Store, open_store
from kit.store.putting import Put, Receipt
from kit.store.releases import Release, Snapshot
from kit.store.responses import Progress

__all__ = [
    "Gift",
    "Progress",
    "Put",
    "Receipt",
    "Release",
    "Snapshot",
    "Store",
    "StoreFault",
    "Taken",
    "Voices",
    "open_store",
]
