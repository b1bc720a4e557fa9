"""Releases after each other: nobody is found out from what has changed between two of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import product
from random import Random
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from crowds import crowd
from hypothesis import example, given, settings
from hypothesis import strategies as st
from people import ITEMS
from prying import Giver, eliminated, givers, small_sums
from workplaces import parted

from kit.groups import TALLY, tally_of
from kit.lines import Line, lines_of
from kit.release import make_release

MORE = int(os.environ.get("KIT_MORE_EXAMPLES", "1"))
LEAST = 5

Member = tuple[str, str, str]
Dated = list[tuple[Member, int]]
"""People, each with the number of releases that were made when they answered last."""


def lived(random: Random, people: Dated, marks: str, now: int) -> Dated:
    """Let some come, some change an answer, some delete theirs and some do nothing."""
    people = [one for one in people if random.random() > random.choice([0, 0, 0.1])]
    people = [
        (_changed(random, one, marks), now) if random.random() < 0.1 else (one, since)
        for one, since in people
    ]
    new = range(random.choice([0, 1, 2, 4, 7]))
    return [*people, *((_new(random, marks), now) for _ in new)]


def counted(of: Any, people: Dated) -> pd.DataFrame:
    """Tally people in the cohort of the releases that were made when they answered last."""
    parts = [
        tally_of(of, crowd([one for one, since in people if since == cohort]), cohort)
        for cohort in {since for _, since in people}
    ]
    table = pd.concat(parts).groupby(list(TALLY[:-1]), sort=True)["n"].sum()
    return table.reset_index()


def _new(random: Random, marks: str) -> Member:
    answers = "".join(random.choice(marks) for _ in ITEMS)
    return answers, random.choice(["all", "all", "guide"]), random.choice(["u1", "u1", "u2", "u3"])


def _changed(random: Random, one: Member, marks: str) -> Member:
    place = random.randrange(len(ITEMS))
    return one[0][:place] + random.choice(marks) + one[0][place + 1 :], one[1], one[2]


class Lived(NamedTuple):
    """A round: its questionnaire, its releases, and who had answered what at each of them."""

    of: Any
    seen: list[list[Giver]]
    history: list[Any]


SEEDS = st.integers(0, 2**32)
PATHS = st.sampled_from([("open", "open", "open", "closed", "closed"), ("closed",) * 4])
ALIKE = st.sampled_from(["34567", "45", "5667", "4455n-"])


def live(seed: int, path: Sequence[str], marks: str) -> Lived:
    """Release a round now and then, while it is open and after it has closed."""
    random = Random(seed)  # noqa: S311 - invented people
    of, made = parted(3), Lived(parted(3), [], [])
    people = [(_new(random, marks), 0) for _ in range(random.choice([6, 9, 14]))]
    for status in path:
        responses = crowd([one for one, _ in people])
        tally = counted(of, people)
        safe = make_release(of, tally, responses, status=status, history=made.history)
        if safe is not None:
            made.history.append(safe)
            made.seen.append(givers(of, responses))
        people = lived(random, people, marks, len(made.history))
    return made


FIGURES = ("n", "mean", "counts", "above", "need")


def figures(row: Any) -> Any:
    return {key: row[key] for key in FIGURES}


def differ(row: Any, earlier: Any) -> bool:
    """Say whether something that both show is not the same in both."""
    pairs = [(row[key], earlier[key]) for key in FIGURES]
    same_level = row["wanted"] == earlier["wanted"]
    return same_level and any(None not in pair and pair[0] != pair[1] for pair in pairs)


def answers(people: Sequence[Giver], row: Any) -> list[float]:
    key = row["dimension"], row["id"]
    return sorted(one.marks[key] for one in people if one.is_in(row) and key in one.marks)


def fewest(before: list[float], now: list[float]) -> int:
    """The fewest people who must have answered anew for these answers to become those."""
    left = before.copy()
    for value in now:
        if value in left:
            left.remove(value)
    stayed = len(before) - len(left)
    return max(len(before), len(now)) - stayed


@given(SEEDS, PATHS, ALIKE)
@example(15163, ("open", "open", "open", "closed", "closed"), "45")
@settings(max_examples=3 * MORE, deadline=None)
def test_p05_releases_after_each_other_tell_of_nobody_who_answered_anew(
    seed: int, path: Sequence[str], marks: str
) -> None:
    made = live(seed, path, marks)
    _assert_moves_stand_for_five(made)
    _assert_no_small_sums(made)


def _assert_moves_stand_for_five(made: Lived) -> None:
    """Figures of a row that differ between releases are of five people or more who changed."""
    versions: dict[Any, list[tuple[Any, list[float]]]] = {}
    for people, safe in zip(made.seen, made.history, strict=True):
        for row in safe["rows"]:
            if row["status"] == "shown" and row["from_release"] is None:
                key = tuple(row[name] for name in ("grouping", "group", "dimension", "id"))
                versions.setdefault(key, []).append((row, answers(people, row)))
    for own in versions.values():
        for place, (row, now) in enumerate(own):
            for earlier, before in own[:place]:
                if differ(row, earlier):
                    assert fewest(before, now) >= LEAST, (row, earlier)


def _assert_no_small_sums(made: Lived) -> None:
    """Answer by answer: whoever gives the same one in two releases is taken to have kept it."""
    for line in lines_of(made.of)[::3]:
        key = line.dimension, line.id
        givers_ = [_told_apart(people, key) for people in made.seen]
        states = sorted({state for people in givers_ for state in people})
        sums = []
        for people, safe in zip(givers_, made.history, strict=True):
            for row in safe["rows"]:
                same = (row["dimension"], row["id"]) == key and row["from_release"] is None
                if same and row["status"] == "shown":
                    there = {state for state in people if Giver(*state[:2], {}).is_in(row)}
                    sums.append([int(state in there) for state in states])
        if sums:
            found = small_sums(eliminated(sums), len(states), 3)
            assert found == [], [[states[place] for place in one] for one in found]


@given(SEEDS, ALIKE, st.sampled_from(["open", "closed"]))
@example(27, "34567", "open")
@example(33, "34567", "closed")
@settings(max_examples=2 * MORE, deadline=None)
def test_p05_no_few_are_seen_spread_out_by_two_releases_together(
    seed: int, marks: str, status: str
) -> None:
    """People by unit and by release: a sum of distributions is of eight, not all but one alike."""
    random = Random(seed)  # noqa: S311 - invented people
    of, history = parted(3), list[Any]()
    late = random.choice([["u3"], ["u1", "u2", "u3"], ["u2", "u3", "u3"]])
    counts = random.randint(8, 26), random.randint(5, 16)
    first, then = (
        [(*_new(random, marks)[:2], random.choice(units)) for _ in range(count)]
        for units, count in zip((["u1", "u1", "u2"], late), counts, strict=True)
    )
    for now, here in ((status, first), ("closed", [*first, *then])):
        tally = counted(of, [(one, int(place >= len(first))) for place, one in enumerate(here)])
        safe = make_release(of, tally, crowd(here), status=now, history=history)
        history += [safe] if safe else []
    people = [givers(of, crowd(own)) for own in (first, then)]
    for line in lines_of(of)[::2]:
        _assert_spread(line, people, history)


def _assert_spread(line: Line, people: Sequence[list[Giver]], history: Sequence[Any]) -> None:
    key = line.dimension, line.id
    bins: dict[tuple[str, str, int], list[int]] = {}
    for since, own in enumerate(people):
        for one in own:
            if key in one.marks:
                bins.setdefault((one.role, one.unit, since), []).append(line.bin(one.marks[key]))
    sums = [
        [float(since <= n and Giver(role, unit, {}).is_in(row)) for role, unit, since in bins]
        for n, safe in enumerate(history)
        for row in safe["rows"]
        if (row["dimension"], row["id"]) == key and row["counts"] and row["from_release"] is None
    ]
    for chosen in _added_up(np.array(sums).reshape(-1, len(bins))):
        pairs = zip(chosen, bins.values(), strict=True)
        them = [bin_ for is_in, own in pairs if is_in for bin_ in own]
        assert len(them) >= 8, (key, list(bins), chosen)
        assert max(map(them.count, them)) < len(them) - 1, (key, list(bins), chosen)


def _added_up(sums: npt.NDArray[np.float64]) -> list[list[int]]:
    """Find every set of atoms, by trying them all, that sums can be added up to."""
    every = np.array(list(product((0, 1), repeat=sums.shape[1])))[1:]
    off = every - every @ np.linalg.pinv(sums) @ sums
    found: list[list[int]] = every[np.abs(off).max(axis=1) < 1e-9].tolist()
    return found


def _told_apart(people: Sequence[Giver], key: tuple[str, str]) -> set[tuple[str, str, float, int]]:
    """Name answers by role, unit, value and a running number among the same."""
    counted: dict[tuple[str, str, float], int] = {}
    found = set()
    for one in people:
        if key in one.marks:
            state = one.role, one.unit, one.marks[key]
            counted[state] = counted.get(state, -1) + 1
            found.add((*state, counted[state]))
    return found


def test_carried_rows_show_what_they_showed() -> None:
    random = Random(3)  # noqa: S311 - invented people
    people: Dated = [(_new(random, "1234567"), 0) for _ in range(12)]
    of = parted(3)
    history: list[Any] = []
    for more in (0, 5, 5):
        people += [(_new(random, "1234567"), len(history)) for _ in range(more)]
        responses = crowd([one for one, _ in people])
        safe = make_release(of, counted(of, people), responses, status="open", history=history)
        # Five people more are too few for any row to move; ten are enough for most.
        assert (safe is None) == (len(people) == 17)
        history += [safe] if safe else []
    before = {row["id"]: row for row in history[0]["rows"]}
    kept = [row for row in history[1]["rows"] if row["from_release"] == 1]
    assert all(figures(row) == figures(before[row["id"]]) for row in kept)
    assert any(row["n"] == 22 for row in history[1]["rows"])
