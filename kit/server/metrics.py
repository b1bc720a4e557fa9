"""Count what whoever runs the server watches, for Prometheus and ``kit status``.

Only sums: nothing here tells one visitor, round or kernel from another. Where several workers
serve together (the variable PROMETHEUS_MULTIPROC_DIR names a folder of theirs), each writes its
counts there, and any of them tells those of all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Metric,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

SHARED = "PROMETHEUS_MULTIPROC_DIR"
Way = Literal["forked", "plain"]

disable_created_metrics()  # type: ignore[no-untyped-call]  # not typed there
_registry = CollectorRegistry()

KERNELS = Gauge(
    "kit_kernels", "Kernels that run now.", registry=_registry, multiprocess_mode="livesum"
)
KERNEL_STARTS = Counter(
    "kit_kernel_starts", "Kernels started.", ("way", "outcome"), registry=_registry
)
KERNEL_START_SECONDS = Histogram(
    "kit_kernel_start_seconds",
    "Seconds from starting a kernel until it takes work.",
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
    registry=_registry,
)
KERNEL_ENDS = Counter("kit_kernel_ends", "Kernels that have ended.", ("why",), registry=_registry)
QUEUE = Gauge(
    "kit_queue",
    "Pages that wait for a kernel.",
    registry=_registry,
    multiprocess_mode="livesum",
)
ACKS = Counter(
    "kit_acks", "Answers sent in, by what became of them.", ("outcome",), registry=_registry
)
ACK_SECONDS = Histogram(
    "kit_ack_seconds",
    "Seconds from receiving answers until saying that they are saved.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=_registry,
)
PAGES = Counter("kit_pages", "Pages sent.", registry=_registry)
LOOP_LAG = Gauge(
    "kit_loop_lag_seconds",
    "Longest time within the last minute for which the server answered nobody.",
    registry=_registry,
    multiprocess_mode="livemax",
)
for _way in ("forked", "plain"):
    for _outcome in ("started", "failed"):
        KERNEL_STARTS.labels(_way, _outcome)
for _outcome in ("stored", "same", "older", "conflict", "refused", "failed"):
    ACKS.labels(_outcome)


@dataclass
class Ack:
    """What became of one sending; ``outcome`` is set by whoever stores it."""

    outcome: str = "failed"


@contextmanager
def ack() -> Iterator[Ack]:
    """Count one sending of answers, and time it if it is answered with a receipt.

    What is raised counts as "refused" where the sender can do something about it (its ``status``
    is below 500), otherwise as "failed".
    """
    start = time.monotonic()
    told = Ack()
    try:
        yield told
    except Exception as error:
        refused = getattr(error, "status", 500) < 500  # noqa: PLR2004 - HTTP's own border
        ACKS.labels("refused" if refused else "failed").inc()
        raise
    ACKS.labels(told.outcome).inc()
    ACK_SECONDS.observe(time.monotonic() - start)


def written() -> bytes:
    """Return everything that is counted, in Prometheus' text format."""
    if SHARED not in os.environ:
        return generate_latest(_registry)
    together = CollectorRegistry()
    together.register(_Together())
    return generate_latest(together)


class _Together(Collector):
    """Gather what all workers have written, and leave out what libraries count for themselves."""

    def collect(self) -> Iterable[Metric]:
        """Return the kit's own, summed."""
        gathered: Iterable[Metric] = MultiProcessCollector(None).collect()  # type: ignore[no-untyped-call]  # likewise
        return (metric for metric in gathered if metric.name.startswith("kit_"))
