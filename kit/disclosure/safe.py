"""Say what a safe table is: the one form in which a group's figures leave.

A safe table is plain JSON. ``rows`` has one row for each group and line of the group table, in
that table's order (while a round is open: for all together only, and what was published of roles
and units before). Every row has every key.

=============  =====================================================================================
grouping       "all", "role" or "unit"
group          "" for all, else the role's or the unit's id
dimension      "area", "competence", "tag" or "item"
id             of the area, competence, tag or item
status         "shown"; "few": every figure below is None, whether nobody answered, too few did,
               or the figures would give somebody away; "not_asked": the line is not part of this
               version, every figure is None
n              people with a value, at least ``min_group``
not_relevant   people who answered beside the scale; None below ``min_group``, also when nobody
               did, below ``min_distribution`` answers, and where it could be subtracted from
               others
counts         people in each of the line's bins (``kit.lines.Line.starts``); None below
               ``min_distribution`` answers, where all but one at most are in one bin, and where
               the distribution of a group that is too small could be subtracted from others
above          of n: people at or above the wanted level, which is their own role's where
               ``wanted`` is None, else ``wanted``; None without wanted levels, and always there
               and missing together with ``counts`` else
share          above / n, 4 decimals; None when ``above`` is
share_low,     Wilson's 95 % interval round the share, 4 decimals; None when ``above`` is
share_high
wanted         the wanted level; None where the group's roles want different ones and everybody is
               held to their own. Where a role has too few people in the group for that, and
               ``above`` is shown, it is the first role's, and everybody in the group is held to it
mean           2 decimals, on the items' scale, or the score 0-100 where scales are mixed
need           weight * mean shortfall / (high - low), 4 decimals; None when ``above`` is
rank_low,      the best and the worst place of a competence's need among the needs shown of all
rank_high      together, 1 the greatest need; None for every other row, and when ``need`` is
from_release   None when the figures are of this release; else the number of the earlier release
               (1 is the first) whose figures are carried forward, because those of today would
               show what fewer than ``min_group`` people answered since
=============  =====================================================================================

So from ``min_group`` answers a row shows their number and mean, and all else from
``min_distribution``: never the need of some small groups and not of others, by what they answered.

``wanted`` of a row without ``above`` is the questionnaire's and says nothing of the people; it
stays with "few".
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from kit.disclosure.changes import Change

SCHEMA = 1

Status = Literal["shown", "few", "not_asked"]


class SafeRow(TypedDict):
    """A row of a safe table; the module's words say what each key holds."""

    grouping: str
    group: str
    dimension: str
    id: str
    status: Status
    n: int | None
    not_relevant: int | None
    counts: list[int] | None
    above: int | None
    share: float | None
    share_low: float | None
    share_high: float | None
    wanted: float | None
    mean: float | None
    need: float | None
    rank_low: int | None
    rank_high: int | None
    from_release: int | None


class SafeTable(TypedDict):
    """A group's figures in the form in which they may leave."""

    schema: int
    questionnaire: dict[str, str]
    rules: dict[str, int]
    rows: list[SafeRow]
    change: NotRequired[Change]


Key = tuple[str, str, str, str]


def key_of(row: Any) -> Key:
    """Return what a row is about: grouping, group, dimension and id."""
    return row["grouping"], row["group"], row["dimension"], row["id"]


def hidden_row(key: Key, wanted: float | None) -> SafeRow:
    """Return a row that shows nothing."""
    grouping, group, dimension, id_ = key
    return SafeRow(
        grouping=grouping,
        group=group,
        dimension=dimension,
        id=id_,
        status="few",
        n=None,
        not_relevant=None,
        counts=None,
        above=None,
        share=None,
        share_low=None,
        share_high=None,
        wanted=wanted,
        mean=None,
        need=None,
        rank_low=None,
        rank_high=None,
        from_release=None,
    )
