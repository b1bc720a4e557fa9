"""Measure how long people wait for "saved" while a workshop answers and others open their pages.

Run ``python benchmarks/answers.py`` (``--scale`` to hurry, ``--people`` and ``--stores`` to change
how much). Writes ``results/answers.json`` and the table in ``README.md``. Needs PostgreSQL's
programs for the store of that name; ``tools/postgres.sh`` says how to get them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psycopg

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "faults")]

from answerers import Crowd, Line, Person, insist  # noqa: E402 - found only now
from collecting import KEY, Collector, new_round  # noqa: E402 - likewise
from postgres import new_cluster  # noqa: E402 - likewise
from serving import Server, started  # noqa: E402 - likewise
from visiting import ask, come_alive, goodbye  # noqa: E402 - likewise

from kit.reading import read_questionnaire  # noqa: E402 - likewise

RESULTS = HERE / "results" / "answers.json"
README = HERE / "README.md"
HEAD = "<!-- answers: begin -->", "<!-- answers: end -->"
STORES = ("sqlite", "postgresql")
ANSWERS = 30
"""Answers of one person: every question, and some of them again."""
PAGE_EVERY = 4.0
"""Seconds from one page that is opened meanwhile to the next."""


@dataclass
class Measured:
    """What was sent and how long each receipt took, in seconds from when it should have gone."""

    waits: list[float] = field(default_factory=list)
    errors: int = 0
    pages: int = 0

    def row(self, store: str, case: str, stored: int) -> dict[str, Any]:
        """Return a line of results/answers.json."""
        waits = sorted(self.waits)
        shares = {f"p{share}_ms": percentile(waits, share) for share in (50, 95, 99)}
        return {
            "store": store,
            "case": case,
            "sent": len(waits),
            "stored": stored,
            "errors": self.errors,
            **shares,
        }


def percentile(waits: list[float], share: int) -> float:
    """Return the wait that so many percent did not exceed, in milliseconds."""
    place = max(0, -(-len(waits) * share // 100) - 1)
    return round(1000 * waits[place], 1)


@dataclass(frozen=True)
class Case:
    """So many people, each sending so many times, spread over so many seconds."""

    name: str
    people: int
    times: int
    seconds: float


def cases(people: int, scale: float) -> list[Case]:
    """Return what is measured: an ordinary workshop, a rush, and everybody in one second."""
    share = people / 200
    return [
        Case("L02 200 people, 30 answers each in 5 minutes", people, ANSWERS, 300 / scale),
        Case("L03 500 submissions in 10 seconds", round(500 * share), 1, 10 / scale**0.5),
        Case("L04 100 submissions in 1 second", round(100 * share), 1, 1),
    ]


async def send(crowd: Crowd, case: Case, measured: Measured) -> list[Person]:
    """Let everybody join, then answer at random moments."""
    people = [crowd.newcomer() for _ in range(case.people)]
    lines = [Line(crowd) for _ in people]
    for start in range(0, len(people), 50):
        some = zip(people[start : start + 50], lines[start : start + 50], strict=True)
        await asyncio.gather(*(join(crowd, person, line) for person, line in some))
    begin = time.monotonic() + 0.5
    pairs = zip(people, lines, strict=True)
    await asyncio.gather(*(answer(crowd, case, measured, one, line, begin) for one, line in pairs))
    return people


async def join(crowd: Crowd, person: Person, line: Line) -> None:
    """Join with the code."""
    body = {"code": crowd.code, "response_id": person.key}
    await insist(line, crowd, "POST", "join", body, "")


async def answer(  # noqa: PLR0913, PLR0917 - who, where, when
    crowd: Crowd, case: Case, measured: Measured, person: Person, line: Line, begin: float
) -> None:
    """Send one response after the other, each at a moment of its own."""
    step = case.seconds / case.times
    for number in range(case.times):
        due = begin + (number + crowd.draw.random()) * step
        await asyncio.sleep(due - time.monotonic())
        response = next_response(crowd, case, person)
        try:
            status, said = await line.ask(
                "PUT", f"rounds/{crowd.round}/response", response, person.key
            )
        except Exception:  # noqa: BLE001 - whatever went wrong, nobody was told "saved"
            status, said = 0, {}
            line.close()
        measured.errors += status != HTTPStatus.OK or said.get("outcome") != "stored"
        measured.waits.append(time.monotonic() - due)
    line.close()


def next_response(crowd: Crowd, case: Case, person: Person) -> dict[str, Any]:
    """Answer one question more, or all of them at once where only one sending is measured."""
    items = crowd.items
    fresh = items if case.times == 1 else [items[person.seq % len(items)]]
    person.sent |= {item: str(crowd.draw.randint(1, 7)) for item in fresh}
    person.seq += 1
    return {
        "response_id": person.key,
        "seq": person.seq,
        "questionnaire": dict(crowd.asked),
        "language": "sv",
        "answers": dict(person.sent),
        "day": "2026-11-22",
        "status": "finished" if person.seq == case.times else "started",
    }


@contextmanager
def pages_opening(server: Server, round_id: str, measured: Measured) -> Iterator[None]:
    """Open the form's page every few seconds, and leave it again."""
    stop = threading.Event()

    def visit() -> None:
        while not stop.wait(PAGE_EVERY):
            page = f"01-sjalvskattning?round={round_id}"
            ask(server, page)
            goodbye(server, come_alive(server, page).kernel)
            measured.pages += 1

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        yield
    finally:
        stop.set()
        visitor.join()


def stored(url: str, people: list[Person]) -> int:
    """Return how many sendings of these people the store holds: seq rises by one with each."""
    question = "SELECT response_id, seq, body FROM responses"
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
            rows = raw.execute(question).fetchall()
    else:
        with psycopg.connect(url) as connection:
            rows = connection.execute(question).fetchall()
    found = {key: (seq, json.loads(body)["answers"]) for key, seq, body in rows}
    wrong = [one.key for one in people if found[one.key][1] != one.sent]
    if wrong:
        raise SystemExit(f"{len(wrong)} people's answers are not what they sent last")
    return sum(found[one.key][0] for one in people)


def measure(store: str, case: Case) -> tuple[dict[str, Any], int]:
    """Start a server on a fresh store, and measure one case; return how many pages opened too."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        sqlite = store == "sqlite"
        url = f"sqlite:///{folder}/kit.sqlite" if sqlite else new_cluster(stack).database()
        server = started(stack, KIT_STORE=url, KIT_ORGANISER_KEY=KEY)
        crowd = crowd_at(server, url)
        measured = Measured()
        with pages_opening(server, crowd.round, measured):
            people = asyncio.run(send(crowd, case, measured))
        return measured.row(store, case.name, stored(url, people)), measured.pages


def crowd_at(server: Server, url: str) -> Crowd:
    """Hold a round at a server, and return the crowd that will answer in it."""
    collector = Collector(f"{server.address}kit/api/", server.process, server.errors, url)
    workshop = new_round(collector, questionnaire="bibliotek-24").opened()
    file = ROOT / "questionnaires" / "bibliotek-24.yaml"
    items = tuple(item.id for item in read_questionnaire(file).rated())
    port = int(server.address.rsplit(":", 1)[1].strip("/"))
    crowd = Crowd("localhost", port, workshop.id, workshop.code, workshop.asked(), items)
    crowd.draw = random.Random(24)  # noqa: S311 - the same moments each time
    return crowd


def table(rows: list[dict[str, Any]]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| store | case | sent | stored | errors | p50 | p95 | p99 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(line_of, rows)])


def line_of(row: dict[str, Any]) -> str:
    """Return one result as a row of the table."""
    waits = " | ".join(f"{row[f'p{share}_ms']:.0f} ms" for share in (50, 95, 99))
    counts = f"{row['sent']:,} | {row['stored']:,} | {row['errors']}"
    return f"| {row['store']} | {row['case']} | {counts} | {waits} |"


def write(rows: list[dict[str, Any]], file: Path, readme: Path | None) -> None:
    """Write the figures down, and into the page about them."""
    file.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if readme is not None:
        before, _, rest = readme.read_text(encoding="utf-8").partition(HEAD[0])
        after = rest.partition(HEAD[1])[2]
        text = f"{before}{HEAD[0]}\n{table(rows)}\n{HEAD[1]}{after}"
        readme.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure all, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--scale", type=float, default=1, help="how much faster than in life")
    parser.add_argument("--stores", nargs="+", default=list(STORES), choices=STORES)
    parser.add_argument("--out", type=Path, help="write here only; the page stays as it is")
    options = parser.parse_args()
    rows = []
    for store in options.stores:
        for case in cases(options.people, options.scale):
            row, pages = measure(store, case)
            rows.append(row)
            print(f"{line_of(row)} {pages} pages opened meanwhile", flush=True)
    write(rows, options.out or RESULTS, None if options.out else README)


if __name__ == "__main__":
    main()
