"""F01 and F02: kill the collector, or the database, while people answer; see what is left."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

import psutil
from answerers import Crowd, answering
from apart import apart
from hatchery import Hatchery
from oracle import Verdict, judged
from postgres import Cluster

PEOPLE = 8
"""Connections that answer at the same time."""
SOON, LONG = 0.03, 0.12
"""Seconds from an acknowledgement, and from the start, within which the end comes."""
MOST = 10
"""Acknowledgements, at most, that are waited for before the end may come."""
PATIENCE = 30.0
"""Seconds within which something must be acknowledged again."""
DRAW = random.Random(2018)  # noqa: S311 - the same moments each time


@dataclass(frozen=True)
class Result:
    """A line of benchmarks/results/faults.json."""

    case: str
    runs: int
    acknowledged: int
    stored: int
    lost: int
    doubled: int
    ok: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the line as plain values."""
        return asdict(self)


def result(case: str, runs: int, verdict: Verdict) -> Result:
    """Return the line that tells of a verdict; what is strange goes to stderr."""
    for strange in verdict.strange[:5]:
        print(f"{case}: {strange}", file=sys.stderr)
    return Result(
        case,
        runs,
        verdict.acknowledged,
        verdict.stored,
        verdict.lost,
        verdict.doubled,
        verdict.ok,
    )


def collector_killed(case: str, hatching: Hatchery, crowd: Crowd, runs: int) -> Result:
    """Kill the collector at random moments between answer and acknowledgement."""

    async def end() -> None:
        await asyncio.to_thread(hatching.kill)

    async def begin() -> None:
        await asyncio.to_thread(hatching.hatch)

    hatching.kill()
    return apart(campaign(case, hatching.store, crowd, runs, begin, end))


def database_killed(
    case: str, hatching: Hatchery, crowd: Crowd, cluster: Cluster, runs: int
) -> Result:
    """Kill PostgreSQL with all its processes; the collector lives on and must find back."""

    async def end() -> None:
        await asyncio.to_thread(kill_cluster, cluster)

    async def begin() -> None:
        await asyncio.to_thread(cluster.start)

    cluster.stop()
    return apart(campaign(case, hatching.store, crowd, runs, begin, end))


async def campaign(  # noqa: PLR0913, PLR0917 - who answers, where, and what happens to them
    case: str,
    store: str,
    crowd: Crowd,
    runs: int,
    begin: Callable[[], Awaitable[None]],
    end: Callable[[], Awaitable[None]],
) -> Result:
    """Let people answer through so many beginnings and ends; stop at the first thing lost."""
    stop = asyncio.Event()
    people = [asyncio.create_task(answering(crowd, stop)) for _ in range(PEOPLE)]
    done = 0
    for _ in range(runs):
        await begin()
        await random_moment(crowd)
        await end()
        done += 1
        if store.startswith("sqlite") and not judged(store, crowd).ok:
            break
    await begin()
    stop.set()
    await asyncio.gather(*people)
    return result(case, done, judged(store, crowd))


async def random_moment(crowd: Crowd) -> None:
    """Wait for a moment to kill: mostly among acknowledgements, sometimes while it starts."""
    if DRAW.random() < 0.2:
        await asyncio.sleep(DRAW.uniform(0, LONG))
        return
    wanted, start = crowd.acknowledgements + DRAW.randint(1, MOST), time.monotonic()
    while crowd.acknowledgements < wanted and time.monotonic() - start < PATIENCE:  # noqa: ASYNC110 - likewise
        await asyncio.sleep(0.001)  # between any two of these the end may come
    await asyncio.sleep(DRAW.uniform(0, SOON))


def kill_cluster(cluster: Cluster) -> None:
    """Kill PostgreSQL's first process and all that it has started, as a power cut would."""
    first = int((cluster.files / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    parent = psutil.Process(first)
    everyone = [parent, *parent.children(recursive=True)]
    for process in everyone:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(everyone)
    (cluster.files / "postmaster.pid").unlink()
