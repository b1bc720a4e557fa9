"""Open the page for a whole room within ten seconds, and see what becomes of everybody.

Run ``python benchmarks/herd.py`` (``--people 30 100 200``, ``--browsers 3``). Writes
``results/herd.json`` and its tables in ``README.md``. With ``--kill`` kernels are killed
meanwhile, then the server, which starts again on the same store: ``results/herd-kill.json``.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from account import cpu
from blocks import put, save, table
from budgets import herd_budget
from herd_browsers import Screen, screens
from house import House, asked_of, opened, statements
from participant import Participant, Round

WITHIN = 10.0
"""Seconds in which everybody presses the link."""
PAUSE = 3.0
"""Seconds from one answer to the next, on average."""
PATIENCE = 300.0
"""Seconds after which whoever is not done has failed."""
KILLS = (6.0, 14.0, 22.0)
"""Seconds after which kernels are killed, kernels once more, and the server."""


@dataclass
class Outcome:
    """What became of one herd."""

    people: list[Participant | Screen]
    memory_mb: float
    cpu_s: float
    in_kernels_s: float
    kept: int
    sent: int


async def open_page(house: House, round_: Round, size: int, browsers: int, kill: bool) -> Outcome:
    """Let everybody come, answer and see the profile; return what became of them."""
    dice = random.Random(24)  # noqa: S311 - the same moments each time
    await warm(Participant(house.where, round_, dice))
    account = house.account()
    before = account.seconds()
    async with screens(house.where, round_, browsers) as shown:
        crowd = [Participant(house.where, round_, dice) for _ in range(size - browsers)]
        people: list[Participant | Screen] = [*shown, *crowd]
        tasks = [asyncio.create_task(visit(one, dice.uniform(0, WITHIN))) for one in people]
        if kill:
            tasks.append(asyncio.create_task(kill_all(house, dice)))
        await asyncio.wait(tasks, timeout=PATIENCE)
        await settled(people)
        memory, used = house.account().memory_mb(), account.seconds() - before
        in_kernels = sum(cpu(one) for one in house.kernels())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(one.leave() for one in people))
    kept, sent = compared(people, house.kept())
    return Outcome(people, memory, used, in_kernels, kept, sent)


async def warm(one: Participant) -> None:
    """Let one person come and leave before all others, as whoever leads the workshop does."""
    await one.come()
    await settled([one])
    await one.leave()


async def visit(one: Participant | Screen, moment: float) -> None:
    """Come at a moment, and answer."""
    await asyncio.sleep(moment)
    try:
        await one.come()
        await one.answer(PAUSE)
    except Exception as error:  # noqa: BLE001 - whatever it was, it is what the person met
        one.story.silent.append(f"{type(error).__name__}: {error}")


async def settled(people: Sequence[Participant | Screen]) -> None:
    """Wait until everybody's kernel, the one that is there now, has shown the profile."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not all(one.settled for one in people):  # noqa: ASYNC110 - events
        await asyncio.sleep(0.2)


async def kill_all(house: House, dice: random.Random) -> None:
    """Kill a third of the kernels twice, then the server; start it again."""
    began = time.monotonic()
    for moment in KILLS:
        await asyncio.sleep(began + moment - time.monotonic())
        if moment == KILLS[-1]:
            house.kill()
            await asyncio.to_thread(house.start)
            return
        kernels = house.kernels()
        for kernel in dice.sample(kernels, len(kernels) // 3):
            kill(kernel)


def kill(kernel: psutil.Process) -> None:
    """Kill a kernel that may have ended already."""
    try:
        kernel.send_signal(signal.SIGKILL)
    except psutil.NoSuchProcess:
        return


def compared(
    people: list[Participant | Screen], kept: dict[str, dict[str, str]]
) -> tuple[int, int]:
    """Return how many answers the store holds as they were sent, and how many were sent."""
    sent = [(one.key, item, value) for one in people for item, value in one.story.sent.items()]
    return sum(kept.get(key, {}).get(item) == value for key, item, value in sent), len(sent)


def percentile(values: list[float], share: int) -> float:
    """Return the value that so many percent did not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def row(outcome: Outcome) -> dict[str, Any]:
    """Return a line of results/herd.json."""
    stories = [one.story for one in outcome.people]
    answerable = [story.answerable for story in stories if story.answerable is not None]
    profile = [one.story.profile for one in outcome.people if isinstance(one, Participant)]
    failed = [one for one in outcome.people if one.story.failed or not one.settled]
    return {
        "people": len(stories),
        "answerable_p50_s": percentile(answerable, 50),
        "answerable_p95_s": percentile(answerable, 95),
        "answerable_last_s": percentile(answerable, 100),
        "profile_p95_s": percentile([one for one in profile if one is not None], 95),
        "failed": len(failed),
        "silent": sum(not one.story.told for one in failed),
        "memory_mb": outcome.memory_mb,
        "sent": outcome.sent,
        "kept": outcome.kept,
    }


def shown(rows: list[dict[str, Any]]) -> str:
    """Return the results as a Markdown table."""
    heads = ["people", "answerable p50", "p95", "last", "profile p95", "failed", "silently"]
    return table([*heads, "memory", "answers sent", "kept"], [line(row) for row in rows])


def line(row: dict[str, Any]) -> list[str]:
    """Return one result as a row of the table."""
    times = [f"{row[f'answerable_{name}_s']:.2f} s" for name in ("p50", "p95", "last")]
    counts = [str(row["failed"]), str(row["silent"]), f"{row['memory_mb']:,.0f} MB"]
    kept = [f"{row['sent']:,}", f"{row['kept']:,}"]
    return [str(row["people"]), *times, f"{row['profile_p95_s']:.2f} s", *counts, *kept]


def measure(size: int, browsers: int, *, kill: bool) -> dict[str, Any]:
    """Start a server on an empty store, and let one herd come."""
    with ExitStack() as stack:
        house = opened(stack)
        workshop = house.round()
        round_ = Round(workshop.id, workshop.code, asked_of(workshop), statements())
        outcome = asyncio.run(open_page(house, round_, size, browsers, kill))
        tell(outcome, house)
    return row(outcome)


def tell(outcome: Outcome, house: House) -> None:
    """Print what no table shows."""
    used, inside = (part / len(outcome.people) for part in (outcome.cpu_s, outcome.in_kernels_s))
    print(f"{used:.3f} CPU s a person until everybody was done, {inside:.3f} in the kernel")
    browsers = [one.story.answerable for one in outcome.people if isinstance(one, Screen)]
    print(f"in the browsers answerable after {browsers} s")
    for one in outcome.people:
        if one.story.failed or not one.settled:
            story = one.story
            moments = f"{story.answerable} {story.profile} {one.settled}"
            print(f"failed: {type(one).__name__} {moments}")
            print(f"  told {story.told[-3:]} silent {story.silent[-3:]} lost {story.lost[-3:]}")
    met = [what for one in outcome.people for what in (*one.story.told, *one.story.silent)]
    print(f"{len(met)} refusals and broken answers: {sorted(set(met))[:5]}")
    print("\n".join(house.log.read_text(encoding="utf-8").splitlines()[-4:]), flush=True)


def main() -> None:
    """Measure, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[30, 100, 200])
    parser.add_argument("--browsers", type=int, default=3)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--out", type=Path, help="write the figures here only")
    options = parser.parse_args()
    rows = [measure(size, options.browsers, kill=options.kill) for size in options.people]
    print(shown(rows))
    name = "herd-kill" if options.kill else "herd"
    save(name, rows, options.out)
    if options.out is None:
        put(name, shown(rows))
    if options.out is None and not options.kill:
        put("herd-budget", herd_budget(rows))


if __name__ == "__main__":
    main()
