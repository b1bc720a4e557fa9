"""A release: what is shown when, and what makes a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest
from crowds import crowd
from people import SMALL, questionnaire
from workplaces import parted, people, rows

from kit.groups import TALLY, tally_of
from kit.questionnaire import Questionnaire
from kit.release import make_release


def released(
    persons: Sequence[Any],
    history: Sequence[Mapping[str, Any]] = (),
    of: Questionnaire = SMALL,
    status: str = "open",
) -> Any:
    """Release a round in which those after the first so many came after each release."""
    return make_release(
        of, tally_of(of, crowd(persons)), crowd(persons), status=status, history=history
    )


def dated(of: Questionnaire, *cohorts: Sequence[Any]) -> pd.DataFrame:
    """Tally people who answered before the first release, after it, after the second ..."""
    parts = [tally_of(of, crowd(own), number) for number, own in enumerate(cohorts)]
    table = pd.concat(parts).groupby(list(TALLY[:-1]), sort=True)["n"].sum()
    return table.reset_index()


def test_p05_four_five_and_six_responders() -> None:
    """Four show nothing, five show everybody, and the sixth alone moves no figure."""
    everybody = people("1" * 10)
    assert released(everybody[:4]) is None
    five = released(everybody[:5])
    assert rows(five)["", "item", "q111"]["n"] == 5
    for count in (6, 7, 8, 9):
        assert released(everybody[:count], [five]) is None
    assert rows(released(everybody, [five]))["", "item", "q111"]["n"] == 10


def test_nothing_new_makes_no_release() -> None:
    first = released(people("1" * 9))
    assert released(people("1" * 9), [first]) is None
    assert released(people("1" * 9), [first], status="closed") is not None  # now with roles
    closed = released(people("1" * 9), status="closed")
    assert released(people("1" * 9), [closed], status="closed") is None


def test_groups_come_when_the_round_has_closed_and_stay_when_it_opens_again() -> None:
    of = parted(2)
    persons = people("1" * 9 + "2" * 9)
    first = released(persons, of=of)
    closed = released(persons, [first], of, "closed")
    assert rows(closed)["u1", "item", "q111"]["n"] == 9
    more = [*persons, *people("1" * 6)]
    tally = dated(of, persons, [], people("1" * 6))
    again = make_release(of, tally, crowd(more), status="open", history=[first, closed])
    row = rows(again)["u1", "item", "q111"]
    assert (row["n"], row["from_release"]) == (9, 2)
    # All together is carried too where the newcomers would else be seen beside the units.
    assert rows(again)["", "item", "q111"]["n"] in {18, 24}


def test_p08_after_a_deletion_what_was_published_stays_until_enough_have_changed() -> None:
    everybody = people("1" * 20)
    first = released(everybody, status="closed")
    assert released(everybody[:19], [first], status="closed") is None
    assert released(everybody[:16], [first], status="closed") is None
    later = rows(released(everybody[:12], [first], status="closed"))
    assert later["", "item", "q111"]["n"] == 12
    assert later["", "item", "q111"]["from_release"] is None


def test_p05_newcomers_of_a_unit_do_not_show_beside_an_earlier_all_together() -> None:
    """When the third unit was empty, all together were the other two: 9 then, and 12 now."""
    of = parted(3)
    first, then = people("1" * 5 + "2" * 4), [*people("1" * 2 + "2" * 1 + "3" * 9)]
    one = released(first, of=of)
    assert rows(one)["", "item", "q111"]["n"] == 9
    tally = dated(of, first, then)
    later = rows(make_release(of, tally, crowd([*first, *then]), status="closed", history=[one]))
    shown = {unit: later[unit, "item", "q111"] for unit in ("", "u1", "u2", "u3")}
    both = [shown[unit]["n"] for unit in ("u1", "u2")]
    assert None in both
    assert shown[""]["n"] == 9 or shown["u3"]["n"] is None


def later_release(of: Questionnaire, first: Sequence[Any], then: Sequence[Any]) -> Any:
    """Release a closed round twice; some people came in between. Return the second as rows."""
    one = make_release(of, dated(of, first), crowd(first), status="closed")
    assert one is not None
    two = dated(of, first, then)
    both = crowd([*first, *then])
    return rows(make_release(of, two, both, status="closed", history=[one]))


def test_p05_all_together_then_less_a_unit_now_does_not_show_the_others_spread() -> None:
    """All 16 were shown as they were spread; the unit of 9, now too, would show the other 7."""
    later = later_release(parted(3), people("1" * 9 + "2" * 7), people("3" * 8))
    one, two = later["u1", "item", "q111"], later["u2", "item", "q111"]
    assert (one["n"], one["counts"], one["above"]) == (9, None, None)
    assert (two["n"], two["counts"], two["above"]) == (7, None, None)
    assert later["u3", "item", "q111"]["counts"] is not None


def test_p05_all_together_then_less_a_unit_now_does_not_show_who_answered_alike() -> None:
    """Unit 2 is hidden, for its seven all gave a 5: so must be what all of then can be less."""
    alike = [("5" * 9, "all", "u2")] * 7
    later = later_release(parted(3), people("1" * 9) + alike, people("3" * 8))
    assert {later[unit, "item", "q111"]["status"] for unit in ("u1", "u2")} == {"few"}
    assert later["", "item", "q111"]["n"] == 24


def test_p05_a_unit_that_comes_late_is_not_spread_out_by_all_together() -> None:
    """First nine of unit 1, then six of unit 2: all of now, less all of then, are those six."""
    later = later_release(parted(2), people("1" * 9), people("2" * 6))
    assert later["", "item", "q111"]["n"] == 9
    more = later_release(parted(2), people("1" * 9), people("2" * 8))
    assert more["", "item", "q111"]["n"] == 17


def test_p05_a_need_that_moves_alone_would_tell_who_went_and_who_came() -> None:
    """One guide went and somebody who is none came, with the same answers: nothing moves."""
    persons = people("1" * 24, roles="ag")
    first = released(persons)
    assert rows(first)["", "item", "q111"]["wanted"] is None
    guide = next(one for one in persons if one[1] == "guide")
    now = [*(one for one in persons if one is not guide), (guide[0], "all", guide[2])]
    tally = dated(SMALL, now[:-1], now[-1:])
    assert make_release(SMALL, tally, crowd(now), status="open", history=[first]) is None


def test_a_need_moves_with_the_weights_where_nobody_has_answered_since() -> None:
    persons = people("1" * 24, roles="ag")
    first = released(persons)
    tally = tally_of(SMALL, crowd(persons))
    later = make_release(
        SMALL, tally, crowd(persons), status="open", history=[first], weights={"a1": 0.5}
    )
    before, after = rows(first)["", "item", "q111"], rows(later)["", "item", "q111"]
    assert after["need"] == pytest.approx((before["need"] or 0) / 2, abs=1e-4)


def test_a_round_of_one_role_shows_how_all_are_spread_while_it_is_open() -> None:
    row = rows(released(people("1" * 16)))["", "item", "q111"]
    assert row["counts"] is not None
    assert row["above"] is not None


def test_carried_rows_name_the_release_they_are_from() -> None:
    everybody = people("1" * 9)
    one = released(everybody)
    persons = [*everybody, *((mark * 9, "all", "u1") for mark in "12345671")]
    mixed = [(own[:6] + "---", role, unit) for own, role, unit in persons[9:]]
    two = rows(released([*persons[:9], *mixed], [one]))
    assert (two["", "item", "q111"]["n"], two["", "item", "q111"]["from_release"]) == (17, None)
    assert (two["", "item", "q212"]["n"], two["", "item", "q212"]["from_release"]) == (9, None)


def test_only_shown_needs_are_ranked_and_only_of_all_together() -> None:
    safe = released(people("1" * 14), status="closed")
    ranked = {(row["group"], row["id"]) for row in safe["rows"] if row["rank_low"] is not None}
    shown = {
        (row["group"], row["id"])
        for row in safe["rows"]
        if row["dimension"] == "competence" and row["group"] == "" and row["need"] is not None
    }
    assert ranked == shown
    assert ranked
    places = [row["rank_low"] for row in safe["rows"] if row["rank_low"] is not None]
    assert min(places) == 1


def test_the_table_says_what_it_is_of() -> None:
    of = questionnaire(privacy={"min_group": 6, "min_distribution": 9, "keep_months": 3})
    safe = released(people("1" * 9), of=of)
    assert safe["schema"] == 1
    assert safe["questionnaire"] == {"id": "small", "version": "1", "hash": of.hash}
    assert safe["rules"] == {"min_group": 6, "min_distribution": 9}


def test_weights_move_the_needs() -> None:
    persons = crowd(people("1" * 14))
    tally = tally_of(SMALL, persons)
    half = rows(make_release(SMALL, tally, persons, weights={"a1": 0.5}))
    full = rows(make_release(SMALL, tally, persons))
    key = ("", "competence", "c11")
    assert half[key]["need"] == pytest.approx((full[key]["need"] or 0) / 2, abs=1e-4)
