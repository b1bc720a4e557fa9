"""The audit of any published family: rounds beside each other, people linked beside all."""

from __future__ import annotations

from collections.abc import Mapping

from kit.disclosure import Publication, Rules, audit, derive, is_safe, steps, withhold


def family(people: Mapping[str, tuple[int, ...]], **tables: str) -> list[Publication]:
    """Publish tables over atoms: a table's atoms are named in one text."""
    return [
        Publication(
            name,
            dict.fromkeys(atoms.split(), 1),
            sum(sum(people[atom]) for atom in atoms.split()),
            tuple(sum(column) for column in zip(*(people[a] for a in atoms.split()), strict=True)),
        )
        for name, atoms in tables.items()
    ]


def test_p06_linked_people_beside_all_give_away_those_who_are_not_linked() -> None:
    """Two rounds: those who answered both are shown beside all of each; three did not return."""
    people = {"both": (6, 7, 5), "gone": (1, 1, 1), "new": (3, 2, 3)}
    tables = family(people, spring="both gone", linked="both")
    (found,) = audit(tables, people=people)
    assert (found.kind, *found.atoms, found.n) == ("few", "gone", 3)
    assert found.parts == {"spring": 1, "linked": -1}
    assert str(found) == "few: n = 3 of gone (+ spring - linked)"
    assert is_safe(family(people, autumn="both new", linked="both"), people=people)


def test_p06_a_change_is_shown_only_if_every_derivable_group_is_large_enough() -> None:
    """The same answers in autumn, and a second grouping that overlaps: all is searched as one."""
    people = {"a1": (3, 4, 3), "a2": (1, 1, 0), "b1": (2, 2, 2), "b2": (4, 4, 4)}
    apart = family(people, a="a1 a2", b="b1 b2")
    assert is_safe(apart, people=people)
    crossed = [*apart, *family(people, one="a1 b1", two="a2 b2")]
    assert is_safe(crossed, people=people)
    worse = [*crossed, *family(people, rest="a1 b1 b2")]
    kinds = {(found.kind, *sorted(found.atoms)) for found in audit(worse, people=people)}
    assert ("few", "a2") in kinds


def test_a_difference_that_looks_small_is_found_without_knowing_the_people() -> None:
    people = {"stay": (5, 6, 5), "old": (1, 0, 1), "new": (0, 2, 0)}
    (found,) = audit(family(people, first="stay old", second="stay new"))
    assert (found.kind, found.counts) == ("difference", (-1, 2, -1))


def test_a_distribution_of_a_few_is_found_where_all_of_it_can_be_subtracted() -> None:
    people = {"big": (5, 5, 5), "small": (2, 2, 2)}
    tables = family(people, all="big small", big="big")
    assert [found.kind for found in audit(tables, people=people)] == ["distribution"]
    means = [Publication(one.name, one.atoms, one.n) for one in tables]
    assert is_safe(means, people=people)


def test_a_share_of_a_few_is_a_distribution_of_two_levels() -> None:
    """All 16 and 9 of them, below and above: the other 7's share follows; alone they may be 8."""
    people = {"one": (4, 5), "other": (3, 4)}
    assert [
        one.kind for one in audit(family(people, all="one other", one="one"), people=people)
    ] == ["distribution"]
    eight = {"one": (4, 5), "other": (4, 4)}
    assert is_safe(family(eight, all="one other", one="one"), people=eight)


def test_what_nobody_is_in_gives_nobody_away() -> None:
    assert is_safe(family({"big": (5, 5, 5), "none": (0, 0, 0)}, all="big none", big="big"))


def test_a_family_that_cannot_be_searched_is_not_called_safe() -> None:
    people = {f"a{n}": (3, 3, 3) for n in range(24)}
    tables = family(people, **{name: name for name in people})
    assert [found.kind for found in audit(tables)] == ["unsearched"]
    assert is_safe(tables, people=people, rules=Rules(min_distribution=8))


def test_holding_back_leaves_as_much_as_it_can() -> None:
    people = {"a": (1, 1, 1), "b": (3, 3, 3), "c": (4, 4, 4), "d": (5, 5, 5)}
    tables = family(people, all="a b c d", a="a", b="b", c="c", d="d")
    assert sorted(withhold(tables, people=people)) == ["a", "b"]
    assert derive([one for one in tables if one.name not in {"a", "b"}], {"a"}) is None


def test_p05_a_live_counter_moves_in_steps() -> None:
    assert [steps(n, 5) for n in (0, 1, 4, 5, 6, 9, 10, 14)] == [0, 0, 0, 5, 5, 5, 10, 10]
