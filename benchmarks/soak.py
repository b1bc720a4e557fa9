"""Let people come and go for an hour, and see whether the server is afterwards as it was before.

Run ``python benchmarks/soak.py`` (``--minutes``, ``--people``). Writes ``results/soak.json``, a
line a minute, and the table in ``README.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from blocks import put, save, table
from house import House, asked_of, opened, statements
from participant import Participant, Round

WARM = 12
"""People who come first, so that all threads and connections are there at the start."""
PAUSE = 8.0
"""Seconds from one answer to the next, on average."""
HURRY = 0.05
"""The same while the server is warmed up."""
VANISH = 0.03
"""The part of people who are gone without a word."""
AFTERWARDS = 35.0
"""Minutes until the kernels of such people have been ended; nobody vanishes later than that."""
EVERY = 60.0
LONGEST_WAIT = 2 * 60.0
MANY = 1_000_000


@dataclass
class Soak:
    """A server, its round, and what has been counted so far."""

    house: House
    round: Round
    pause: float = PAUSE
    vanish: float = 0.0
    dice: random.Random = field(default_factory=lambda: random.Random(24))  # noqa: S311 - repeatable
    visits: int = 0
    here: int = 0
    failed: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    async def visit(self) -> None:
        """Come, wait for the profile, answer some statements, and go one way or the other."""
        one = Participant(self.house.where, self.round, self.dice)
        self.here += 1
        await one.come()
        await one.answer(self.pause, self.dice.randint(1, len(self.round.items)))
        while not one.settled:  # noqa: ASYNC110 - a hundred events would say no more
            await asyncio.sleep(0.1)
        self.here -= 1
        self.visits += 1
        if one.story.sent != one.story.acknowledged:
            self.failed.append(f"{one.key}: {one.story}")
        if self.dice.random() < self.vanish:
            one.vanish()
        else:
            await one.leave()

    async def come_and_go(self, is_over: Callable[[], bool]) -> None:
        """Be one visitor after the other."""
        while not is_over():
            await self.visit()
            await asyncio.sleep(self.dice.uniform(0, self.pause))

    def note(self, minute: float) -> dict[str, Any]:
        """Write down what the server holds now."""
        held = self.house.account().footprint()
        row = {"minute": minute, "people": self.here, "visits": self.visits}
        row |= {"memory_mb": held.memory_mb, "processes": held.processes}
        row |= {"descriptors": held.descriptors, "lost": len(self.failed)}
        self.rows.append(row)
        return self.rows[-1]

    async def calm(self, processes: int, descriptors: int) -> None:
        """Wait until no more are left than so many; they may be more for good, so not for ever."""
        until = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < until:
            held = self.house.account().footprint()
            if held.processes <= processes and held.descriptors <= descriptors:
                break
            await asyncio.sleep(0.5)


async def together(soak: Soak, people: int, visits: int) -> None:
    """Let so many people make so many visits in all."""
    end = soak.visits + visits

    def done() -> bool:
        return soak.visits + soak.here >= end

    await asyncio.gather(*(soak.come_and_go(done) for _ in range(people)))


async def for_minutes(soak: Soak, people: int, minutes: float) -> None:
    """Let people come and go for so long, and write down each minute."""
    begin = time.monotonic()

    def done() -> bool:
        return time.monotonic() - begin > 60 * minutes

    soak.vanish = VANISH if minutes > AFTERWARDS else 0.0
    crowd = [asyncio.create_task(soak.come_and_go(done)) for _ in range(people)]
    while not done():
        await asyncio.sleep(min(EVERY, 60 * minutes))
        if time.monotonic() - begin > 60 * (minutes - AFTERWARDS):
            soak.vanish = 0.0
        print(line(soak.note(round((time.monotonic() - begin) / 60, 1))), flush=True)
    await asyncio.gather(*crowd)


async def soaked(soak: Soak, crowd: Callable[[], Awaitable[None]]) -> None:
    """Warm the server up, note how it is, let the crowd come, and note how it is afterwards."""
    rest, pause = soak.house.account().footprint(), soak.pause
    soak.pause = HURRY
    await together(soak, WARM, 2 * WARM)
    soak.pause = pause
    await soak.calm(rest.processes, MANY)
    before = soak.note(0)
    await crowd()
    await soak.calm(before["processes"], before["descriptors"])
    soak.note(soak.rows[-1]["minute"])


def start(stack: ExitStack) -> Soak:
    """Start a server with a round."""
    house = opened(stack)
    workshop = house.round()
    return Soak(house, Round(workshop.id, workshop.code, asked_of(workshop), statements()))


def shown(rows: list[dict[str, Any]]) -> str:
    """Return the start, the fullest minute and the end as a Markdown table."""
    fullest = max(rows, key=lambda row: row["memory_mb"])
    heads = ["", "minute", "people", "visits", "memory", "processes", "descriptors"]
    named = (("start", rows[0]), ("fullest", fullest), ("end", rows[-1]))
    return table(heads, [[name, *cells(row)] for name, row in named])


def cells(row: dict[str, Any]) -> list[str]:
    """Return a row's figures in words."""
    counts = [f"{row['minute']:g}", str(row["people"]), f"{row['visits']:,}"]
    held = [f"{row['memory_mb']:,.0f} MB", f"{row['processes']:,}", f"{row['descriptors']:,}"]
    return [*counts, *held]


def line(row: dict[str, Any]) -> str:
    """Return a row for the screen."""
    return "  ".join(f"{name} {value}" for name, value in row.items())


async def crowd(soak: Soak, options: argparse.Namespace) -> None:
    """Let the people come that were asked for."""
    if options.visits:
        await together(soak, options.people, options.visits)
    else:
        await for_minutes(soak, options.people, options.minutes)


def main() -> None:
    """Soak, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--visits", type=int, help="stop after so many instead")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two answers")
    parser.add_argument("--out", type=Path, help="write the figures here only")
    options = parser.parse_args()
    with ExitStack() as stack:
        soak = start(stack)
        soak.pause = options.pause
        asyncio.run(soaked(soak, partial(crowd, soak, options)))
    print(shown(soak.rows))
    print(f"{len(soak.failed)} visits lost an answer", *soak.failed[:3], sep="\n")
    save("soak", soak.rows, options.out)
    if options.out is None:
        put("soak", shown(soak.rows))


if __name__ == "__main__":
    main()
