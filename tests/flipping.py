"""Damage a store's file at random places, and see whether anybody would be told wrong figures."""

from __future__ import annotations

import random
from pathlib import Path

from people import response
from stores import NOON, answered, joined, opened
from working import worked

from kit.store import Store, StoreFault, open_store
from kit.store.backing_up import backup

Everything = dict[str, object]


def filled(file: Path) -> Everything:
    """Make a store with two rounds, a release and a backup; return all that it says."""
    store = open_store(f"sqlite:///{file}", now=lambda: NOON)
    for name, crowd in (("Ekhult", 25), ("Alby", 6)):
        made = opened(store, name=name)
        for number in range(crowd):
            unit = {"unit": f"u{number % 2 + 1}"}
            answered(store, made, ["1234567--", "7654321nn"][number % 2], number, background=unit)
        store.release(made.id, {"rows": [name]})
        worked(store, made)
        joined(store, made, response("---------", 99))
    said = everything(store)
    store.close()
    backup(f"sqlite:///{file}")
    return said


def everything(store: Store) -> Everything:
    """Read all that a store says about its rounds."""
    return {
        one.id: (
            one,
            store.tally(one.id).to_csv(),
            store.progress(one.id),
            sorted(store.responses(one.id), key=lambda each: each.response_id),
            store.releases(one.id),
            store.stage(one.id),
            store.cards(one.id),
            store.shown_points(one.id),
            store.plan(one.id),
        )
        for one in store.rounds()
    }


def flipped(content: bytes, seed: int) -> bytes:
    """Return the content with 1 to 100 of its bytes changed."""
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    damaged = bytearray(content)
    for place in chance.sample(range(len(content)), chance.randint(1, 100)):
        damaged[place] ^= chance.randint(1, 255)
    return bytes(damaged)


def verdict(file: Path, truth: Everything) -> str:
    """Read a damaged store: "refused", "harmless", or "wrong" when it says something untrue."""
    try:
        store = open_store(f"sqlite:///{file}", language="en", now=lambda: NOON)
    except StoreFault as fault:
        return "refused" if "kit restore" in str(fault) or fault.kind == "newer" else str(fault)
    try:
        return "harmless" if everything(store) == truth else "wrong"
    except StoreFault as fault:
        return "refused" if "The newest backup is" in str(fault) else str(fault)
    finally:
        store.close()
