"""Measure what one page costs, side by side in one run.

Run ``python benchmarks/page.py`` (``--visits``, ``--items`` and ``--systems`` to change how much,
``--newest`` to bring the other systems up to date first). Writes ``results/page.json``, the chart
``results/page.svg`` and the table in ``README.md``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from account import Account
from blocks import RESULTS, put, save, table
from budgets import budgets
from chart import chart
from measure import ARGUMENTS, Visit, chromium, middle, visit
from own import OWN
from peers import PEERS
from playwright.sync_api import Browser, Playwright, sync_playwright
from systems import NEWEST, System, running, version

SYSTEMS = [OWN, *PEERS]


def statements(count: int) -> list[str]:
    """Return ``count`` statements of the length that real ones have."""
    return [
        f"Jag kan hjälpa en besökare med uppgift nummer {n} på bibliotekets dator"
        for n in range(1, count + 1)
    ]


def launched(play: Playwright) -> Browser:
    """Start a browser."""
    return play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)


def measure(systems: list[System], items: int, visits: int) -> list[dict[str, Any]]:
    """Start all systems, and visit them in turn; each one's first visit does not count."""
    seen: dict[str, list[Visit]] = {system.name: [] for system in systems}
    with ExitStack() as stack:
        play = stack.enter_context(sync_playwright())
        houses = []
        for system in systems:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            address, process = stack.enter_context(running(system, folder, statements(items)))
            browser = launched(play)
            stack.callback(browser.close)
            houses.append((system, address, Account(process), browser))
        for number in range(visits + 1):
            for system, address, account, browser in houses:
                seen[system.name].append(one := visit(browser, address, system.radio, account))
                print(f"{system.name}, {items} statements, visit {number}: {one}", flush=True)
    return [row(system, items, seen[system.name][1:]) for system in systems]


def row(system: System, items: int, visits: list[Visit]) -> dict[str, Any]:
    """Return a line of results/page.json."""
    return {"system": system.name, "version": version(system), "items": items, **middle(visits)}


def shown(rows: list[dict[str, Any]]) -> str:
    """Return the results as a Markdown table."""
    heads = ["system", "version", "items", "first question", "server CPU", "memory"]
    return table([*heads, "bytes", "requests"], [line(row) for row in rows])


def line(row: dict[str, Any]) -> list[str]:
    """Return one result as a row of the table."""
    named = [row["system"], row["version"], str(row["items"])]
    times = [f"{row['first_question_s']:.2f} s", f"{row['cpu_s']:.2f} s"]
    weight = [f"{row['memory_mb']:.1f} MB", f"{row['bytes'] / 1000:,.0f} kB"]
    return [*named, *times, *weight, f"{row['requests']:.0f}"]


def main() -> None:
    """Measure all, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--items", type=int, nargs="+", default=[24, 60])
    parser.add_argument("--systems", nargs="+", default=[one.name for one in SYSTEMS])
    parser.add_argument("--newest", action="store_true")
    parser.add_argument("--out", type=Path, help="write the figures here only")
    options = parser.parse_args()
    if options.newest:
        os.environ[NEWEST] = "1"
    systems = [one for one in SYSTEMS if one.name in options.systems]
    rows = [row for n in options.items for row in measure(systems, n, options.visits)]
    save("page", rows, options.out)
    print(shown(rows))
    if options.out is None:
        put("page", shown(rows))
        put("budgets", budgets(rows))
        (RESULTS / "page.svg").write_text(chart(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
