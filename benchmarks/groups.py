"""Measure what a group's result costs, for 1,000, 100,000 and 1,000,000 responses.

Run ``python benchmarks/groups.py`` (``--sizes`` and ``--stores`` to change how much). Writes
``results/groups.json`` and the table in ``README.md``. Needs PostgreSQL's programs for the store
of that name; ``tools/postgres.sh`` says how to get them.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil
from crowd import crowd
from jupyter_client.manager import start_new_kernel

from kit.reading import read_questionnaire
from kit.release import make_release
from kit.rounds import RoundSettings, tailored
from kit.store import open_store

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tests"))
SHIPPED = HERE.parent / "questionnaires" / "bibliotek-24.yaml"
RESULTS = HERE / "results" / "groups.json"
README = HERE / "README.md"
HEAD = "<!-- groups: begin -->", "<!-- groups: end -->"
SIZES = [1_000, 100_000, 1_000_000]
STORES = ["sqlite", "postgresql"]
TIMES = 3
"""Processes that each size is worked out in: the least disturbed one's time counts."""

BRANCHES = ("Huvudbiblioteket", "Norr", "Söder", "Väster", "Bokbussen")

Row = dict[str, Any]

DRAW = """
import json
from pathlib import Path
from kit.group_report import group_state
from kit.questionnaire import Questionnaire
folder = Path({folder!r})
questionnaire = Questionnaire.model_validate_json((folder / "questionnaire.json").read_text())
drawn = group_state(questionnaire, json.loads((folder / "safe.json").read_text()))
assert drawn["views"]
"""


def settings() -> RoundSettings:
    """Return the settings of a round with five branch libraries."""
    return RoundSettings(
        name="Ekhult", questionnaire=SHIPPED.stem, languages=("sv",), units=BRANCHES
    )


def fill(url: str, people: int) -> str:
    """Put a round with invented people into the store, and return its id."""
    questionnaire = tailored(read_questionnaire(SHIPPED), settings())
    with closing(open_store(url)) as store:
        made = store.create_round(settings(), questionnaire)
        store.load(made.id, crowd(made.questionnaire, people))
        return made.id


def work_out(url: str, round_id: str, people: int, folder: Path) -> Row:
    """Make the safe table as the server does, and say how long it took and what it needed.

    Runs in a fresh process, so it is the first and slowest time that is measured.
    """
    with closing(open_store(url)) as store:
        made = store.round(round_id)
        assert made is not None  # noqa: S101 - it was made a moment ago
        before = resting()
        start = perf_counter()
        seen = store.snapshot(round_id)
        safe = make_release(made.questionnaire, seen.tally, seen.sample, people=people)
        seconds = perf_counter() - start
    (folder / "safe.json").write_text(json.dumps(safe))
    (folder / "questionnaire.json").write_text(made.questionnaire.model_dump_json(by_alias=True))
    return {"seconds": round(seconds, 2), "server_mb": round(peak() - before, 1)}


def resting() -> float:
    """Return this process's memory now in MB, and start watching for its peak."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    return psutil.Process().memory_info().rss / 1e6


def peak() -> float:
    """Return the most memory since then, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def draw(folder: Path) -> float:
    """Draw the safe table in a real kernel, and return the kernel's memory of its own in MB."""
    manager, client = start_new_kernel()
    try:
        reply = client.execute_interactive(DRAW.format(folder=str(folder)), timeout=60)
        if reply["content"]["status"] != "ok":
            raise RuntimeError("\n".join(reply["content"]["traceback"]))
        own = psutil.Process(manager.provisioner.pid).memory_full_info().uss
        return round(own / 1e6, 1)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@contextmanager
def databases(store: str) -> Iterator[Callable[[Path], str]]:
    """Yield a function from a folder to the URL of a new store."""
    if store == "sqlite":
        yield lambda folder: f"sqlite:///{folder / 'kit.sqlite'}"
        return
    from postgres import new_cluster  # noqa: PLC0415 - SQLite is measured without PostgreSQL

    with ExitStack() as stack:
        cluster = new_cluster(stack)
        yield lambda _: cluster.database()


def measure(store: str, people: int, url: Callable[[Path], str]) -> Row:
    """Measure one size in one store."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = url(folder)
        print(f"{store}: putting {people:,} responses in ...", file=sys.stderr)
        round_id = fill(address, people)
        costs = [in_a_fresh_process(address, round_id, people, folder) for _ in range(TIMES)]
        cost = {"seconds": min(one["seconds"] for one in costs)}
        cost["server_mb"] = max(one["server_mb"] for one in costs)
        return {"store": store, "responses": people, **cost, "kernel_mb": draw(folder)}


def in_a_fresh_process(url: str, round_id: str, people: int, folder: Path) -> Row:
    """Work the safe table out in a process that has done nothing before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work_out, url, round_id, people, folder).result()


def table(rows: list[Row]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| store | responses | safe table | server memory | kernel memory |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(line, rows)])


def line(row: Row) -> str:
    """Return one result as a row of the table."""
    return (
        f"| {row['store']} | {row['responses']:,} | {row['seconds']:.2f} s "
        f"| {row['server_mb']:.1f} MB | {row['kernel_mb']:.1f} MB |"
    )


def main() -> None:
    """Measure all, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    options = parser.parse_args()
    rows = []
    for store in options.stores:
        with databases(store) as url:
            rows += [measure(store, people, url) for people in options.sizes]
    print(table(rows))
    if (options.sizes, options.stores) != (SIZES, STORES):
        print("Not written down: this was not the whole of it.", file=sys.stderr)
        return
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n")
    before, _, rest = README.read_text(encoding="utf-8").partition(HEAD[0])
    after = rest.partition(HEAD[1])[2]
    README.write_text(f"{before}{HEAD[0]}\n{table(rows)}\n{HEAD[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
