"""Run work that needs an event loop: the browser of other tests has one in this thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Made = TypeVar("Made")


def elsewhere(work: Callable[[], Made]) -> Made:
    """Call ``work`` in a thread of its own; what it raises is raised here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def apart(work: Coroutine[Any, Any, Made]) -> Made:
    """Run ``work`` to its end in a thread of its own."""
    return elsewhere(lambda: asyncio.run(work))
