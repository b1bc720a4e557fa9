"""Write what was measured, and what follows from it, into docs/scaling.md and its Swedish sister.

To be run after each of the others; tests/test_scaling.py fails when it was forgotten.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blocks import RESULTS, put, table

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "scaling.md"
SWEDISH = DOCS / "sv" / "skalning.md"
FULL = 0.7
"""Part of a core's time to plan with."""
CEILING = 400
"""Kernels that one `kit serve` takes at most."""
LEFT_ALONE = 0.5
"""GB beside the kernels."""
ANSWERS_EACH, MINUTES = 30, 20
"""What one participant does, and how long it takes."""
CONTAINER = 0.45
"""GB that a container of BinderHub is given on mybinder.org (values.yaml, 5 August 2026)."""
PRICE, IN_IT = 0.19, 16.0
"""Dollars an hour for a computer of 4 cores, and the GB in it: Google's n2-standard-4 in Iowa, on
demand (usage.ai/blogs/gcp/kubernetes, read in November 2026), without traffic, disks and tax."""
STORED = 3.0
"""kB that a response takes with its index and its part of the log, rounded up."""


@dataclass(frozen=True)
class Cost:
    """What one opened page costs the server."""

    cpu_s: float
    memory_mb: float


def measured(name: str) -> list[dict[str, Any]]:
    """Return what was measured, nothing where it has not been."""
    file = RESULTS / f"{name}.json"
    rows: list[dict[str, Any]] = (
        json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    )
    return rows


def cost() -> Cost:
    """Return what a page of 24 statements costs."""
    rows = [row for row in measured("page") if (row["system"], row["items"]) == ("kit", 24)]
    return Cost(rows[-1]["cpu_s"], rows[-1]["memory_mb"])


def herd() -> str:
    """Return the table of rooms that opened the page at once."""
    rows = measured("herd")
    if not rows:
        return "*Not measured yet: `make herd` fills this in.*"
    heads = ["people", "can answer: half", "95 of 100", "the last", "profile: 95 of 100"]
    heads += ["failed", "without a word", "memory", "answers sent", "kept"]
    return table(
        heads,
        [
            [
                f"{row['people']}",
                f"{row['answerable_p50_s']:.1f} s",
                f"{row['answerable_p95_s']:.1f} s",
                f"{row['answerable_last_s']:.1f} s",
                f"{row['profile_p95_s']:.1f} s",
                f"{row['failed']}",
                f"{row['silent']}",
                f"{row['memory_mb']:,.0f} MB",
                f"{row['sent']:,}",
                f"{row['kept']:,}",
            ]
            for row in rows
        ],
    )


def machines(one: Cost) -> str:
    """Return how many people machines of usual sizes carry."""
    rows = []
    for cores, memory in ((2, 4), (4, 8), (8, 16), (16, 32)):
        opened = cores * 60 * FULL / one.cpu_s
        kernels = min(CEILING, (memory - LEFT_ALONE) * 1000 / one.memory_mb)
        rows.append([f"{cores} cores, {memory} GB", f"{cores}", rough(opened), rough(kernels)])
    heads = ["machine", "`--workers`", "live parts started a minute", "live parts at the same time"]
    return table(heads, rows)


@dataclass(frozen=True)
class Plan:
    """So many people within so many hours.

    ``rush`` is how much more come at the busiest time than on average, ``pages`` how many each
    opens while it lasts.
    """

    name: str
    people: int
    hours: float
    rush: float
    pages: int

    def arriving(self) -> float:
        """Return how many come a second at most."""
        return self.rush * self.people / (self.hours * 3600)

    def there(self) -> float:
        """Return how many are there at the same time at most."""
        return min(self.people, self.arriving() * MINUTES * 60)

    def cores(self, one: Cost) -> int:
        """Return how many cores start the live parts as people come and open their pages."""
        return math.ceil(self.arriving() * self.pages * one.cpu_s / FULL)

    def pods(self, one: Cost) -> int:
        """Return how many `kit serve` of four cores it takes."""
        return math.ceil(max(self.there() / CEILING, self.cores(one) / 4))

    def containers(self) -> float:
        """Return the GB-hours of a container for each person."""
        return CONTAINER * self.people * MINUTES / 60

    def memory(self, one: Cost) -> float:
        """Return the pods' memory in GB."""
        return self.pods(one) * LEFT_ALONE + self.there() * one.memory_mb / 1000


PLANS = (
    # All come within two minutes, and stay for two hours.
    Plan("a region: 5,000 at once", 5_000, 2.0, 60.0, 1),
    # Four weeks of working hours; four times as many as on average when a day begins.
    Plan("a nation: 1,000,000 in four weeks", 1_000_000, 160.0, 4.0, 3),
    Plan("a nation in one working day", 1_000_000, 8.0, 4.0, 3),
)


def plans(one: Cost) -> str:
    """Return what a region and a nation need."""
    rows = {
        "people arriving a second, at most": [rough(plan.arriving()) for plan in PLANS],
        "there at the same time, at most": [rough(plan.there()) for plan in PLANS],
        "cores for live parts": [f"{plan.cores(one):,}" for plan in PLANS],
        "`kit serve` of 4 cores (pods)": [f"{plan.pods(one):,}" for plan in PLANS],
        "their memory together": [f"{plan.memory(one):,.0f} GB" for plan in PLANS],
        "answers saved a second, at most": [
            rough(plan.there() * ANSWERS_EACH / (MINUTES * 60)) for plan in PLANS
        ],
        "database on disk": [f"{plan.people * STORED / 1e6:,.2f} GB" for plan in PLANS],
        "core-hours, pods on all the time": [
            rough(4 * plan.pods(one) * plan.hours) for plan in PLANS
        ],
        "GB-hours, pods on all the time": [rough(plan.memory(one) * plan.hours) for plan in PLANS],
        "GB-hours with a container a person (BinderHub)": [
            rough(plan.containers()) for plan in PLANS
        ],
        "dollars, pods on all the time": [
            rough(PRICE * plan.pods(one) * plan.hours) for plan in PLANS
        ],
        "dollars with a container a person": [
            rough(PRICE * plan.containers() / IN_IT) for plan in PLANS
        ],
    }
    heads = ["", *(plan.name for plan in PLANS)]
    return table(heads, [[name, *cells] for name, cells in rows.items()])


def rough(number: float) -> str:
    """Write a number with two digits that mean something."""
    if number < 10:  # noqa: PLR2004 - one decimal is enough below
        return f"{number:.1f}"
    step = 10 ** max(0, math.floor(math.log10(number)) - 1)
    return f"{round(number / step) * step:,}"


def each(one: Cost) -> str:
    """Return the line with what one page costs."""
    return (
        f"One opened page of 24 statements: **{one.cpu_s:.2f} s** of one core and "
        f"**{one.memory_mb:.0f} MB**, live part included."
    )


def blocks() -> dict[str, str]:
    """Return everything that is made from figures, by the name of its place."""
    one = cost()
    return {"each": each(one), "herd": herd(), "machines": machines(one), "plans": plans(one)}


IN_SWEDISH = {
    "One opened page of 24 statements: ": "En öppnad sida med 24 påståenden: ",
    " of one core and ": " av en kärna och ",
    ", live part included.": ", med sin levande del.",
    "| people | can answer: half | 95 of 100 | the last | profile: 95 of 100 | failed |": (
        "| personer | kan svara: hälften | 95 av 100 | den sista | profil: 95 av 100 | "
        "misslyckades |"
    ),
    " without a word | memory | answers sent | kept |": (
        " utan att säga det | minne | skickade svar | sparade |"
    ),
    "| machine | `--workers` | live parts started a minute | live parts at the same time |": (
        "| dator | `--workers` | levande delar per minut | levande delar samtidigt |"
    ),
    " cores, ": " kärnor, ",
    "a region: 5,000 at once": "en region: 5,000 samtidigt",
    "a nation: 1,000,000 in four weeks": "landet: 1,000,000 på fyra veckor",
    "a nation in one working day": "landet på en arbetsdag",
    "people arriving a second, at most": "nya personer i sekunden, som mest",
    "there at the same time, at most": "där samtidigt, som mest",
    "cores for live parts": "kärnor för levande delar",
    "`kit serve` of 4 cores (pods)": "`kit serve` med 4 kärnor (poddar)",
    "their memory together": "deras minne tillsammans",
    "answers saved a second, at most": "sparade svar i sekunden, som mest",
    "database on disk": "databasen på disk",
    "core-hours, pods on all the time": "kärntimmar, alla poddar på hela tiden",
    "GB-hours, pods on all the time": "GB-timmar, alla poddar på hela tiden",
    "GB-hours with a container a person (BinderHub)": (
        "GB-timmar med en behållare per person (BinderHub)"
    ),
    "dollars, pods on all the time": "dollar, alla poddar på hela tiden",
    "dollars with a container a person": "dollar med en behållare per person",
    "*Not measured yet: `make herd` fills this in.*": "*Inte uppmätt än: `make herd` fyller i.*",
}


def in_swedish(text: str) -> str:
    """Return a block with Swedish words, spaces between thousands and decimal commas."""
    # The longest first: "core-hours, pods" must not be read as "cores, ".
    for english in sorted(IN_SWEDISH, key=len, reverse=True):
        text = text.replace(english, IN_SWEDISH[english])
    text = re.sub(r"(?<=\d),(?=\d{3})", "\N{NO-BREAK SPACE}", text)
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text)


def main() -> None:
    """Write them all."""
    for name, text in blocks().items():
        put(name, text, PAGE)
        put(name, in_swedish(text), SWEDISH)


if __name__ == "__main__":
    main()
