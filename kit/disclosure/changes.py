"""Say what the change part of a safe table is: two rounds of the same questionnaire compared.

It stands under the key ``change`` of a safe table, is plain JSON and about everybody together:
roles and units are never compared. ``kit.comparing`` makes it.

Change (one for a table):

===========  =======================================================================================
earlier      the round before: questionnaire (id, version, hash), name and day (None when not known)
people       people with answers in this round; ``before`` in the round before. None below
             ``min_group``
linked       pairs: people whose two responses are linked by their own file; None below
             ``min_group``, also when nobody is
rows         one row for each area, competence, tag and item that can be compared, in the order of
             this round's questionnaire
gone, new    what only the round before, or only this one, asked (dimension, id, label by language)
rescaled     items on another scale than before, or turned the other way
thin         areas, competences and tags in both with too few items in common
===========  =======================================================================================

Row:

===========  =======================================================================================
dimension    "area", "competence", "tag" or "item", and ``id``
items        how many items it has in this round, ``common`` how many of them are compared. Where
             ``whole`` is False the pairs are compared over the common items only, and there are
             no snapshots, since what was published is of other items
then, now    what each round published of everybody: n, mean, above, share, wanted; None where it
             published nothing
back         the same of the question that looks back on the round before; None where not asked
status       of the pairs: "shown"; or "few": too few pairs, or they would give somebody away. Then
             every figure below is None
matched      pairs with a value in both rounds, at least ``min_group``
up, same,    pairs that moved up or down by more than half a step of the scale (an item: by a
down         step), and those that did not
then_above,  of matched: at or above the level wanted now of the person's role, in each round; None
now_above    below ``min_distribution``, and where somebody could be told apart by them
effect       matched-pairs rank-biserial correlation, -1 to 1, 2 decimals; None where these two are,
             and where all stayed
from_release  None when the pairs' figures are of this release, else the number of the earlier one
             whose figures are kept, since only a few pairs have changed
===========  =======================================================================================
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class Snapshot(TypedDict):
    """What a round published of everybody."""

    n: int
    mean: float
    above: int | None
    share: float | None
    wanted: float | None


class ChangeRow(TypedDict):
    """A row of the change; the module's words say what each key holds."""

    dimension: str
    id: str
    items: int
    common: int
    whole: bool
    then: Snapshot | None
    now: Snapshot | None
    back: Snapshot | None
    status: Literal["shown", "few"]
    matched: int | None
    up: int | None
    same: int | None
    down: int | None
    then_above: int | None
    now_above: int | None
    effect: float | None
    from_release: int | None


class Named(TypedDict):
    """Something that one of the questionnaires asks, in words of every language."""

    dimension: str
    id: str
    label: dict[str, str]


class Change(TypedDict):
    """Two rounds compared."""

    earlier: dict[str, Any]
    people: int | None
    before: int | None
    linked: int | None
    rows: list[ChangeRow]
    gone: list[Named]
    new: list[Named]
    rescaled: list[Named]
    thin: list[Named]
