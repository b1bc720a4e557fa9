"""Measure what one page costs, side by side in one run.

Run ``python benchmarks/page.py`` (``--visits`` and ``--items`` to change how much). Writes
``results/page.json`` and the table in ``README.md``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from measure import Account, middle, visit
from playwright.sync_api import sync_playwright
from systems import HERE, SYSTEMS, System, running, version

RESULTS = HERE / "results" / "page.json"
README = HERE / "README.md"
HEAD = "<!-- page: begin -->", "<!-- page: end -->"


def statements(count: int) -> list[str]:
    """Return ``count`` statements of the length that real ones have."""
    return [
        f"Jag kan hjälpa en besökare med uppgift nummer {n} på bibliotekets dator"
        for n in range(1, count + 1)
    ]


def measure(system: System, items: int, visits: int) -> dict[str, float | str | int]:
    """Measure one system; the first visit warms it up and does not count."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None,
            args=["--no-sandbox", "--disable-background-networking"],
        )
        with running(system, Path(folder), statements(items)) as (address, process):
            account = Account(process)
            seen = [
                visit(browser, address, system.first_question, account) for _ in range(visits + 1)
            ]
        browser.close()
    return {"system": system.name, "version": version(system), "items": items, **middle(seen[1:])}


def table(rows: list[dict[str, float | str | int]]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| system | version | items | first question | server CPU | memory | bytes | requests |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(line, rows)])


def line(row: dict[str, float | str | int]) -> str:
    """Return one result as a row of the table."""
    return (
        f"| {row['system']} | {row['version']} | {row['items']} "
        f"| {row['first_question_s']:.2f} s | {row['cpu_s']:.2f} s | {row['memory_mb']:.1f} MB "
        f"| {row['bytes'] / 1e6:.2f} MB | {row['requests']:.0f} |"
    )


def main() -> None:
    """Measure all, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--items", type=int, nargs="+", default=[24, 60])
    options = parser.parse_args()
    rows = [measure(system, n, options.visits) for n in options.items for system in SYSTEMS]
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n")
    before, _, rest = README.read_text(encoding="utf-8").partition(HEAD[0])
    after = rest.partition(HEAD[1])[2]
    README.write_text(f"{before}{HEAD[0]}\n{table(rows)}\n{HEAD[1]}{after}", encoding="utf-8")
    print(table(rows))


if __name__ == "__main__":
    main()
