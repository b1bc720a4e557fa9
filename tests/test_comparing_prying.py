"""A reader with both rounds' tables and their change tries to find out about a few people.

What can be worked out is found here by trying every possible world of a tiny group, by linear
programmes over every point of the scale, and by elimination in fractions over single people; none
of it shares code with ``kit.comparing``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from crowds import crowd
from hypothesis import given, settings
from hypothesis import strategies as st
from people import SURE, questionnaire
from prying import Giver, eliminated, givers, small_sums
from rounds_of_two import NOW, change_rows, earlier_of, table_of
from scipy.optimize import linprog
from workplaces import parted

MORE = int(os.environ.get("KIT_MORE_EXAMPLES", "1"))
SEEDS = st.integers(0, 2**32)
Floats = npt.NDArray[np.float64]


class Compared(NamedTuple):
    """Both rounds as the reader sees them, and who is who in truth."""

    then: Any
    now: Any
    before: list[Giver]
    after: list[Giver]
    links: Mapping[int, int]


def moved(mark: str, random: Random, low: int, high: int) -> str:
    return str(min(high, max(low, int(mark) + random.choice([-1, 0, 0, 1, 1, 2]))))


def rounds(seed: int, of: Any, points: int, sizes: Sequence[int]) -> Compared | None:
    """Invent two rounds; some people are in both, some of these linked."""
    random = Random(seed)  # noqa: S311 - invented people
    narrow = random.choice([str(points), "12"[: points - 1]]) if random.random() < 0.2 else ""
    marks = narrow or "".join(str(n) for n in range(1, points + 1))
    units = [one.options for one in of.background if one.id == "unit"]
    places = [option.id for option in units[0]] if units else [""]

    def somebody() -> tuple[str, str, str]:
        answers = "".join(random.choice(marks) for _ in range(9))
        return answers, random.choice(["all", "all", "guide"]), random.choice(places)

    then = [somebody() for _ in range(random.choice(sizes))]
    stay = random.randint(0, len(then))
    now = [
        ("".join(moved(mark, random, 1, points) for mark in one[0]), *one[1:])
        for one in then[:stay]
    ]
    now += [somebody() for _ in range(random.choice([0, 1, 2, 5]))]
    links = {n: n for n in range(stay) if random.random() < random.choice([0.7, 1])}
    before, after = crowd(then), crowd(now, NOW)
    earlier = earlier_of((of, before), after, links)
    table = table_of(of, after, earlier=earlier)
    if table is None or "change" not in table:
        return None
    return Compared(earlier.tables, table, givers(of, before), givers(of, after), links)


# --- every possible world of a tiny group --------------------------------------------------------

POINTS = {"points": [{"id": str(n), "value": n} for n in range(1, 4)], "other": SURE["other"]}
TINY = questionnaire(scales={"sure": POINTS}, roles=[])
ITEM = ("item", "q111")


def row_of(table: Any, key: tuple[str, str]) -> Any:
    rows = [row for row in table["rows"] if (row["dimension"], row["id"]) == key]
    return next(row for row in rows if row["grouping"] == "all")


def worlds(size: int, row: Any) -> npt.NDArray[np.int64]:
    """All ways in which so many people can have answered so that the row is what it is."""
    every = np.array(list(product((1, 2, 3), repeat=size)), dtype=np.int64)
    fits = np.abs(every.mean(axis=1) - row["mean"]) < 0.005
    if row["counts"] is not None:
        counts = [(every == point).sum(axis=1) for point in (1, 2, 3)]
        fits &= (row["counts"] == np.array(counts).T).all(axis=1)
    fitting: npt.NDArray[np.int64] = every[fits]
    return fitting


@settings(deadline=None, max_examples=25 * MORE)
@given(SEEDS)
def test_no_answer_of_anybody_follows_in_a_tiny_group(seed: int) -> None:
    """Every person's answer then, and now, is different in some world that looks the same."""
    seen = rounds(seed, TINY, 3, (5, 6, 7, 8))
    if seen is None:
        return
    row = change_rows(seen.now)[ITEM]
    if row["status"] != "shown" or max(len(seen.before), len(seen.after)) > 8:
        return
    then = worlds(len(seen.before), row_of(seen.then, ITEM))
    now = worlds(len(seen.after), row_of(seen.now, ITEM))
    mine, theirs = list(seen.links.values()), list(seen.links)
    ways = np.sign(now[:, theirs][:, np.newaxis, :] - then[:, mine][np.newaxis, :, :])
    told = {1: row["up"], 0: row["same"], -1: row["down"]}
    fits = np.all([(ways == way).sum(axis=2) == n for way, n in told.items()], axis=0)
    after, before = np.nonzero(fits)
    assert len(after), "the truth is among the worlds"
    for place in range(then.shape[1]):
        assert len(set(then[before, place].tolist())) > 1, ("then", place)
    for place in range(now.shape[1]):
        assert len(set(now[after, place].tolist())) > 1, ("now", place)


# --- larger groups, by linear programmes ---------------------------------------------------------

SCALE = tuple(float(n) for n in range(1, 8))
WANTED = {"all": 5.0, "guide": 6.0}
KEYS = [("item", "q111"), ("item", "q121")]
Who = tuple[str, str]


class Sorts(NamedTuple):
    """People of one sort, at one value then and one now; nan where they were not there."""

    who: tuple[Who | None, Who | None]
    then: float
    now: float

    @property
    def answered(self) -> tuple[float, float]:
        """Return what was answered then and now."""
        return self.then, self.now


def sorts_of(seen: Compared, key: tuple[str, str]) -> dict[Sorts, int]:
    """Count people by role and unit in each round, link and values."""
    back = {mine: other for mine, other in seen.links.items() if key in seen.after[mine].marks}
    back = {mine: other for mine, other in back.items() if key in seen.before[other].marks}
    found: dict[Sorts, int] = {}

    def add(then: Giver | None, now: Giver | None) -> None:
        who = tuple(None if one is None else (one.role, one.unit) for one in (then, now))
        values = [float("inf") if one is None else one.marks[key] for one in (then, now)]
        sort = Sorts(who, *values)  # type: ignore[arg-type]
        found[sort] = found.get(sort, 0) + 1

    for mine, other in back.items():
        add(seen.before[other], seen.after[mine])
    for place, one in enumerate(seen.before):
        if key in one.marks and place not in back.values():
            add(one, None)
    for place, one in enumerate(seen.after):
        if key in one.marks and place not in back:
            add(None, one)
    return found


def grid(there: Mapping[Sorts, int]) -> list[Sorts]:
    """Every sort at every value of the scale."""
    whos = sorted({sort.who for sort in there}, key=repr)
    nowhere = (float("inf"),)
    return [
        Sorts(who, then, now)
        for who in whos
        for then in (SCALE if who[0] else nowhere)
        for now in (SCALE if who[1] else nowhere)
    ]


def facts(seen: Compared, key: tuple[str, str], columns: Sequence[Sorts]) -> Iterator[Floats]:
    """All sums that the reader knows, as weights of the columns."""
    for who in {sort.who for sort in columns}:
        yield np.array([float(sort.who == who) for sort in columns])
    for side, table in enumerate((seen.then, seen.now)):
        for row in table["rows"]:
            if (row["dimension"], row["id"]) == key and row["status"] == "shown":
                yield from told(row, columns, side)
    change = change_rows(seen.now)[key]
    if change["status"] == "shown":
        linked = [None not in sort.who for sort in columns]
        for way in (1, 0, -1):
            yield np.array(
                [
                    float(both and np.sign(sort.now - sort.then) == way)
                    for both, sort in zip(linked, columns, strict=True)
                ]
            )
        if change["then_above"] is not None:
            common = row_of(seen.now, key)["wanted"]
            for side in (0, 1):
                yield np.array(
                    [
                        float(both and sort.answered[side] >= (common or WANTED[sort.who[1][0]]))
                        if both and sort.who[1]
                        else 0.0
                        for both, sort in zip(linked, columns, strict=True)
                    ]
                )


def told(row: Any, columns: Sequence[Sorts], side: int) -> Iterator[Floats]:
    inside = []
    for sort in columns:
        who = sort.who[side]
        is_in = who is not None and (row["grouping"] == "all" or row["group"] in who)
        inside.append((sort.answered[side], who[0]) if who is not None and is_in else None)
    yield np.array([one[0] if one else 0.0 for one in inside])
    if row["counts"] is not None:
        for value in SCALE:
            yield np.array([float(bool(one) and one[0] == value) for one in inside])  # type: ignore[index]
    if row["above"] is not None:
        levels = [(one[0], row["wanted"] or WANTED[one[1]]) if one else None for one in inside]
        yield np.array([float(bool(one) and one[0] >= one[1]) for one in levels])  # type: ignore[index]
        yield np.array([max(one[1] - one[0], 0.0) if one else 0.0 for one in levels])


def targets(there: Mapping[Sorts, int], columns: Sequence[Sorts]) -> Iterator[tuple[str, Floats]]:
    """Few people of one role, unit and link, and the few who are not linked."""
    for side in (0, 1):
        sets: dict[Any, int] = {}
        for sort, n in there.items():
            if sort.who[side] is not None:
                linked = None not in sort.who
                for name in ((linked, sort.who[side]), (linked, None)):
                    sets[name] = sets.get(name, 0) + n
        random = np.random.default_rng(3)
        worth = dict(zip(SCALE, random.normal(size=len(SCALE)).tolist(), strict=True))
        for (linked, who), n in sets.items():
            if n < 5:
                yield (
                    f"{side} {linked} {who}",
                    np.array(
                        [
                            worth[sort.answered[side]]
                            if sort.who[side] is not None
                            and (None not in sort.who) == linked
                            and who in {None, sort.who[side]}
                            else 0.0
                            for sort in columns
                        ]
                    ),
                )


@settings(deadline=None, max_examples=6 * MORE)
@given(SEEDS)
def test_p06_few_people_are_not_found_out_by_linear_programmes(seed: int) -> None:
    seen = rounds(seed, parted(2), 7, (7, 9, 12, 18))
    if seen is None:
        return
    for key in KEYS:
        if change_rows(seen.now)[key]["status"] != "shown":
            continue
        there = sorts_of(seen, key)
        columns = grid(there)
        table = np.array(list(facts(seen, key, columns)))
        truth = np.array([float(there.get(sort, 0)) for sort in columns])
        for name, aim in targets(there, columns):
            ends = [
                linprog(sign * aim, A_eq=table, b_eq=table @ truth, method="highs")
                for sign in (1, -1)
            ]
            assert all(end.status == 0 for end in ends), [end.message for end in ends]
            assert abs(ends[0].fun + ends[1].fun) > 1e-6, (key, name)


@settings(deadline=None, max_examples=20 * MORE)
@given(SEEDS)
def test_p10_the_linked_share_is_never_subtracted_down_to_a_few(seed: int) -> None:
    """No set of up to four people is a sum of shares with the linked, and none without them."""
    seen = rounds(seed, parted(2), 7, (9, 12, 17, 20))
    if seen is None:
        return
    for key in KEYS:
        if change_rows(seen.now)[key]["then_above"] is None:
            continue
        for side, table in enumerate((seen.then, seen.now)):
            people = (seen.before, seen.after)[side]
            there = [n for n, one in enumerate(people) if key in one.marks]
            both = [
                (other, mine)
                for mine, other in seen.links.items()
                if key in seen.after[mine].marks and key in seen.before[other].marks
            ]
            pairs = {pair[side] for pair in both}
            family = [
                [int(people[n].is_in(row)) for n in there]
                for row in table["rows"]
                if (row["dimension"], row["id"]) == key and row["above"] is not None
            ]
            linked = [int(n in pairs) for n in there]
            without = set(small_sums(eliminated(family), len(there), 4))
            assert set(small_sums(eliminated([*family, linked]), len(there), 4)) <= without
