"""Decide what may be shown of the linked pairs on one line.

Both rounds have published their own tables, and each is safe by itself. Beside them:

* Nothing of fewer than ``min_group`` pairs, and nothing where all, or all but one, moved alike.
* How many rose, stayed and fell, as long as no few people's answers follow from it: those of the
  people who are not linked, of a hidden group, or of anybody's role, unit and link
  (``kit.comparing.swapping``,
  ``kit.comparing.worlds``).
* The share at the wanted level and the rank correlation only from ``min_distribution`` pairs, when
  as many or nobody is left beside them in each round: everybody less the pairs is one subtraction
  away. And not where a role or a unit could be told apart by them (``kit.comparing.weighing``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kit.comparing.ids import Compared
from kit.comparing.swapping import Cell, Kind, Person, When, World
from kit.comparing.weighing import shares_tell
from kit.comparing.worlds import Groups, Meant, is_in, may_all_differ
from kit.disclosure.rules import Rules
from kit.statistics import rank_biserial

ROUNDS: Final[tuple[When, ...]] = ("then", "now")
ALL = "all", ""
NOTHING: Final = dict.fromkeys(
    ("matched", "up", "same", "down", "then_above", "now_above", "effect", "from_release")
)
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold a line, everybody with a value on it, and what both rounds publish of it by group."""

    line: Compared
    people: tuple[Person, ...]
    rows: Mapping[When, Groups]
    rules: Rules

    @property
    def linked(self) -> list[Person]:
        """Return the pairs."""
        return [one for one in self.people if one.linked]

    def there(self, when: When) -> tuple[Person, ...]:
        """Return everybody with a value in one of the rounds."""
        return tuple(one for one in self.people if when in one.values)


def figures_of(scene: Scene) -> dict[str, Any]:
    """Return what may be shown of the pairs: a row's keys from ``status`` on."""
    moved = Counter(one.direction for one in scene.linked)
    matched = moved.total()
    published = all(scene.rows[when][ALL]["status"] == "shown" for when in ROUNDS)
    if not published or matched < scene.rules.min_group or max(moved.values()) >= matched - 1:
        return {"status": "few", **NOTHING}
    more = _more(scene, matched)
    if more is None and not _keeps(scene, shares=False):
        return {"status": "few", **NOTHING}
    counts = {"matched": matched, "up": moved[1], "same": moved[0], "down": moved[-1]}
    return {"status": "shown", **NOTHING, **counts, **(more or {})}


def _more(scene: Scene, matched: int) -> dict[str, Any] | None:
    """Return shares and the rank correlation, None where they would tell too much."""
    if matched < scene.rules.min_distribution or not _has_rest(scene, matched):
        return None
    shares: dict[str, int] = {}
    if scene.line.wanted:
        if any(math.isnan(one.level) for one in scene.linked) or _shares_tell(scene):
            return None
        shares = {
            f"{when}_above": sum(one.values[when] >= one.level for one in scene.linked)
            for when in ROUNDS
        }
    if not _keeps(scene, shares=bool(scene.line.wanted)):
        return None
    then, now = ([one.values[when] for one in scene.linked] for when in ROUNDS)
    effect = rank_biserial(then, now)
    return {**shares, "effect": None if math.isnan(effect) else round(effect, DECIMALS)}


def _has_rest(scene: Scene, matched: int) -> bool:
    """Say whether nobody or enough are left beside the pairs in each round, as known and shown."""
    least = scene.rules.min_distribution
    for when in ROUNDS:
        for number in (len(scene.there(when)), int(scene.rows[when][ALL]["n"])):
            if number != matched and number - matched < least:
                return False
    return True


def _shares_tell(scene: Scene) -> bool:
    for when in ROUNDS:
        groups = scene.rows[when]
        if groups[ALL]["above"] is None:
            return True
        there = scene.there(when)
        reaches = {
            place: one.values[when] >= _reach(scene, one, when) for place, one in enumerate(there)
        }
        if shares_tell(there, groups, when, reaches, scene.rules):
            return True
    return False


def _reach(scene: Scene, one: Person, when: When) -> float:
    """Return the level that somebody is held to; of those who are not linked, their own round's."""
    if one.linked:
        return one.level
    common = scene.rows[when][ALL]["wanted"]
    return float(scene.line.wanted.get(one.cells[when][0], 0) if common is None else common)


def _keeps(scene: Scene, *, shares: bool) -> bool:
    """Say whether every small set of people could have answered otherwise."""
    worlds = [World(scene.there(when), when, scene.line.step, shares) for when in ROUNDS]
    stuck = [
        (world.when, is_meant)
        for world in worlds
        for is_meant, places in _targets(scene, world.when)
        if not world.may_swap(places)
    ]
    return not stuck or may_all_differ(scene.line, scene.people, scene.rows, stuck, shares=shares)


def _targets(scene: Scene, when: When) -> Iterator[tuple[Meant, set[int]]]:
    """Yield the sets of people that nobody may know everything about: who, and by place."""
    there = scene.there(when)
    sets: dict[Meant, set[int]] = {}
    for place, one in enumerate(there):
        for meant in ((one.linked, one.cells[when]), (one.linked, None)):
            sets.setdefault(meant, set()).add(place)
    yield from ((meant, own) for meant, own in sets.items() if len(own) < scene.rules.min_group)
    for name, row in scene.rows[when].items():
        own = {place for place, one in enumerate(there) if is_in(one.cells[when], name)}
        if row["status"] == "few" and own:
            yield (None, name), own


def kind_of(cell: Cell, groups: Groups) -> Kind:
    """Return the published groups that somebody in a role and a unit is in."""
    shown = {name for name, row in groups.items() if row["status"] == "shown"}
    return frozenset(name for name in shown if name != ALL and is_in(cell, name))


def own_level(cell: Cell, groups: Groups, wanted: Mapping[str, float]) -> float:
    """Return somebody's own wanted level where a published share holds all to their own."""
    own = any(row["above"] is not None and row["wanted"] is None for row in groups.values())
    return wanted.get(cell[0], math.nan) if own else math.nan


def rows_by_group(tables: Mapping[str, Any]) -> dict[tuple[str, str], dict[tuple[str, str], Any]]:
    """Return a safe table's rows by line, and within it by group."""
    found: dict[tuple[str, str], dict[tuple[str, str], Any]] = {}
    for row in tables["rows"]:
        line = found.setdefault((row["dimension"], row["id"]), {})
        line[row["grouping"], row["group"]] = row
    return found
