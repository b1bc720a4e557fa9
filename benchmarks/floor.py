"""See what a kernel costs before it has done anything, and what the page's cells add.

Run ``python benchmarks/floor.py``. Writes ``results/floor.json`` and the table in ``README.md``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
from account import cpu
from blocks import put, save, table
from own import write_kit
from page import statements
from systems import ROOT

sys.path += [str(ROOT / "tests")]

from nursing import Ward

from kit.server.notebooks import Library
from kit.server.running import run

KERNELS = 10
ITEMS = 24
REST = 2.0
"""Seconds until a kernel that was started rests."""


def measure(ward: Ward, name: str, work: Callable[[str], None]) -> dict[str, Any]:
    """Start some kernels, let each do its work, and return what one of them took."""
    costs = []
    for _ in range(KERNELS):
        kernel_id = ward.start()
        work(kernel_id)
        time.sleep(REST)
        costs.append(cost(ward.process(kernel_id)))
        ward.end(kernel_id)
    used, held = (statistics.median(one) for one in zip(*costs, strict=True))
    row = {"kernel": name, "cpu_s": used, "memory_mb": held}
    print(row, flush=True)
    return row


def cost(process: psutil.Process) -> tuple[float, float]:
    """Return a kernel's CPU seconds and the MB that are its own."""
    return cpu(process), process.memory_full_info().uss / 1e6


def rows() -> list[dict[str, Any]]:
    """Measure kernels that do nothing, and kernels that have run a page's cells."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_kit(folder, statements(ITEMS))
        notebook = Library(folder).read("index")
        ward = Ward(str(folder))
        stack.callback(ward.close)

        def cells(kernel_id: str) -> None:
            ward.do(run(ward.kernels.get_kernel(kernel_id), notebook.code))

        def first(kernel_id: str) -> None:
            ward.do(run(ward.kernels.get_kernel(kernel_id), notebook.code[:1]))

        measure(ward, "warm", cells)
        return [
            measure(ward, "forked, nothing run", lambda _: None),
            measure(ward, "first cell run", first),
            measure(ward, "all cells run", cells),
        ]


def shown(rows: list[dict[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    lines = [[row["kernel"], f"{row['cpu_s']:.3f} s", f"{row['memory_mb']:.1f} MB"] for row in rows]
    return table(["kernel", "CPU", "memory"], lines)


def main() -> None:
    """Measure, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="write the figures here only")
    options = parser.parse_args()
    found = rows()
    save("floor", found, options.out)
    if options.out is None:
        put("floor", shown(found))


if __name__ == "__main__":
    main()
