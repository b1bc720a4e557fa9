"""See how cost grows with the people who have the page open, and with the statements on it.

Run ``python benchmarks/growth.py`` (``--sessions``, ``--items``). Writes ``results/growth.json``
and the tables in ``README.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from account import Account
from blocks import put, save, table
from http_line import Visitor
from own import OWN
from page import statements
from participant import Participant
from systems import running

NAMES = {"cpu_s": "CPU, s", "memory_mb": "memory, MB", "bytes": "page, bytes"}
ITEMS = 24
VISITS = 8


@dataclass(frozen=True)
class Slope:
    """A straight line through what was measured; ``fit`` is the part of the spread it explains."""

    each: float
    first: float
    fit: float


def slope(points: list[tuple[float, float]]) -> Slope:
    """Return the line that fits best."""
    xs, ys = zip(*points, strict=True)
    each, first = statistics.linear_regression(xs, ys)
    spread = statistics.pvariance(ys)
    left = statistics.fmean((y - first - each * x) ** 2 for x, y in points)
    return Slope(each, first, 1 - left / spread if spread else 1.0)


async def opened(where: tuple[str, int], dice: random.Random) -> Participant:
    """Open the page, kernel and all, and leave it open."""
    one = Participant(where, None, dice)
    await one.come()
    while not one.settled:  # noqa: ASYNC110 - one after the other
        await asyncio.sleep(0.01)
    return one


async def sessions(
    where: tuple[str, int], account: Account, counts: list[int]
) -> list[dict[str, Any]]:
    """Open one page after the other, and look at each of the counts."""
    dice = random.Random(24)  # noqa: S311 - nothing secret
    people = [await opened(where, dice)]
    cpu, memory = account.settle(), account.memory_mb()
    rows = []
    for count in counts:
        people += [await opened(where, dice) for _ in range(count - len(people) + 1)]
        used, held = account.settle() - cpu, account.memory_mb() - memory
        rows.append({"what": "sessions", "count": count, "cpu_s": used, "memory_mb": held})
        print(rows[-1], flush=True)
    await asyncio.gather(*(one.leave() for one in people))
    return rows


async def one_size(where: tuple[str, int], account: Account, items: int) -> dict[str, Any]:
    """Open the page a few times, and return what one of them cost."""
    dice = random.Random(24)  # noqa: S311 - nothing secret
    people = [await opened(where, dice)]
    cpu, memory = account.settle(), account.memory_mb()
    people += [await opened(where, dice) for _ in range(VISITS)]
    used, held = account.settle() - cpu, account.memory_mb() - memory
    size = (await Visitor(*where).get("/")).size
    await asyncio.gather(*(one.leave() for one in people))
    row = {"what": "items", "count": items, "cpu_s": used / VISITS, "memory_mb": held / VISITS}
    return row | {"bytes": size}


def measure(items: int, counts: list[int] | None = None) -> list[dict[str, Any]]:
    """Serve so many statements, and open the page as often as asked for."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(OWN, Path(folder), statements(items)) as (address, process),
    ):
        parts = urlsplit(address)
        where = (str(parts.hostname), int(parts.port or 0))
        if counts:
            return asyncio.run(sessions(where, Account(process), counts))
        row = asyncio.run(one_size(where, Account(process), items))
        print(row, flush=True)
        return [row]


def lines(rows: list[dict[str, Any]], what: str, fields: dict[str, str]) -> str:
    """Return a table of rows, and under it the slopes."""
    own = [row for row in rows if row["what"] == what]
    body = [
        [str(row["count"]), *(shape.format(row[name]) for name, shape in fields.items())]
        for row in own
    ]
    slopes = {name: slope([(row["count"], row[name]) for row in own]) for name in fields}
    each = [f"{slopes[name].each:.4g}" for name in fields]
    fit = [f"{slopes[name].fit:.3f}" for name in fields]
    heads = [what, *(NAMES[name] for name in fields)]
    return table(heads, [*body, ["**each more**", *each], ["fit of a straight line", *fit]])


def figures(row: dict[str, Any], fields: dict[str, str]) -> list[str]:
    """Return a row's figures, each in its shape."""
    return [shape.format(row[name]) for name, shape in fields.items()]


def shown(rows: list[dict[str, Any]]) -> str:
    """Return both tables."""
    both = {"cpu_s": "{:.2f}", "memory_mb": "{:,.1f}"}
    first = lines(rows, "sessions", both)
    return f"{first}\n\n{lines(rows, 'items', {**both, 'bytes': '{:,}'})}"


def main() -> None:
    """Measure, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 10, 25, 50, 100, 150, 200])
    parser.add_argument("--items", type=int, nargs="+", default=[10, 24, 50, 100, 150, 200])
    parser.add_argument("--out", type=Path, help="write the figures here only")
    options = parser.parse_args()
    rows = measure(ITEMS, options.sessions)
    rows += [row for items in options.items for row in measure(items)]
    print(shown(rows))
    save("growth", rows, options.out)
    if options.out is None:
        put("growth", shown(rows))


if __name__ == "__main__":
    main()
