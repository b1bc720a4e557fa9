"""Run the faults and write what came of them: ``make faults``.

    python campaign.py [--short] [--only WORD] [FILE]

Without ``--short`` the collector is killed 1,000 times on SQLite and 200 times on PostgreSQL.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from answerers import Crowd
from collecting import Collector, new_round
from damage import damaged
from guessing import guessed
from hatchery import Hatchery, hatchery
from killing import Result, collector_killed, database_killed
from network import every_trouble
from postgres import new_cluster

from kit.reading import read_questionnaire

ROOT = Path(__file__).parents[2]
RUNS = {"F01 SQLite": 1_000, "F01 PostgreSQL": 200, "F02": 30, "F07": 600}
RUNS |= {"A07": 10_000, "F13": 1_000}
SHORT = {"F01 SQLite": 10, "F01 PostgreSQL": 4, "F02": 2, "F07": 40, "A07": 300, "F13": 60}


def crowd_for(hatching: Hatchery) -> Crowd:
    """Hold a round, and return the crowd that answers in it."""
    hatching.hatch()
    api = f"http://127.0.0.1:{hatching.port}/kit/api/"
    collector = Collector(api, hatching.process, hatching.errors, hatching.store)
    workshop = new_round(collector, questionnaire="bibliotek-24").opened()
    file = ROOT / "questionnaires" / "bibliotek-24.yaml"
    items = tuple(item.id for item in read_questionnaire(file).rated())
    return Crowd("127.0.0.1", hatching.port, workshop.id, workshop.code, workshop.asked(), items)


def on_sqlite(stack: ExitStack) -> tuple[Hatchery, Crowd]:
    """Return a crowd whose answers go to a file."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    hatching = stack.enter_context(hatchery(f"sqlite:///{folder}/kit.sqlite", folder))
    return hatching, crowd_for(hatching)


def killed_on_sqlite(runs: int) -> list[Result]:
    """Kill the collector that writes to SQLite."""
    with ExitStack() as stack:
        hatching, crowd = on_sqlite(stack)
        return [collector_killed("F01 kill -9 of the collector, SQLite", hatching, crowd, runs)]


def killed_on_postgresql(runs: int) -> list[Result]:
    """Kill the collector that writes to PostgreSQL."""
    with ExitStack() as stack:
        url = new_cluster(stack).database()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hatching = stack.enter_context(hatchery(url, folder))
        crowd = crowd_for(hatching)
        return [collector_killed("F01 kill -9 of the collector, PostgreSQL", hatching, crowd, runs)]


def postgresql_killed(runs: int) -> list[Result]:
    """Kill PostgreSQL itself."""
    with ExitStack() as stack:
        cluster = new_cluster(stack)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hatching = stack.enter_context(hatchery(cluster.database(), folder))
        crowd = crowd_for(hatching)
        return [database_killed("F02 kill -9 of PostgreSQL", hatching, crowd, cluster, runs)]


def network_troubled(answers: int) -> list[Result]:
    """Spoil the network between people and collector."""
    slow = 3.0 if answers == RUNS["F07"] else 0.5
    with ExitStack() as stack:
        hatching, crowd = on_sqlite(stack)
        return every_trouble(crowd, hatching.store, answers, slow)


def codes_guessed(guesses: int) -> list[Result]:
    """Guess codes while a workshop joins, from one address and then from fifty."""
    found = []
    for addresses in (1, 50):
        with ExitStack() as stack:
            hatching, crowd = on_sqlite(stack)
            found.append(guessed(crowd, hatching.store, guesses, addresses))
    return found


def bytes_changed(variants: int) -> list[Result]:
    """Change bytes of a store's file."""
    return [damaged(variants)]


CASES: dict[str, Callable[[int], list[Result]]] = {
    "F01 SQLite": killed_on_sqlite,
    "F01 PostgreSQL": killed_on_postgresql,
    "F02": postgresql_killed,
    "F07": network_troubled,
    "A07": codes_guessed,
    "F13": bytes_changed,
}


def results(runs: dict[str, int], only: str) -> Iterator[Result]:
    """Run the cases whose name holds ``only``, and tell each result as it comes."""
    for name, case in CASES.items():
        if only not in name:
            continue
        start = time.monotonic()
        for one in case(runs[name]):
            spent = time.monotonic() - start
            print(f"{one.case}: {one.runs} runs, {one.acknowledged} acknowledged, ", end="")
            print(f"{one.lost} lost, {one.doubled} doubled, {spent:.0f} s", flush=True)
            yield one


def main() -> None:
    """Run, print, write; exit 1 when anything was lost, doubled or strange."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", nargs="?", type=Path)
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--only", default="")
    chosen = asked.parse_args()
    found = list(results(SHORT if chosen.short else RUNS, chosen.only))
    if chosen.file is not None:
        lines = [one.as_dict() for one in found]
        chosen.file.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    sys.exit(not all(one.ok for one in found))


if __name__ == "__main__":
    main()
