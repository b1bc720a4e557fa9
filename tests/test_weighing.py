from __future__ import annotations

from collections import Counter
from itertools import product
from statistics import quantiles

import pytest
from contributions import card, grids, placed, random_id, spread, votes
from hypothesis import given
from hypothesis import strategies as st

from kit.contributions import Contribution
from kit.scripts import Limits
from kit.weighing import CardPlace, CardPoints, PointsResult, weigh_grid, weigh_points

TEN = Limits()
BOARD = [card(name) for name in "abcdef"]
CHOSEN = [card(name, chosen=True) for name in "abcdef"]


def points(votes: list[Contribution], min_group: int = 5) -> dict[str, CardPoints]:
    result = weigh_points(votes, BOARD, TEN, min_group)
    return {name: one for name in "abcdef" for one in result.cards if one.card == random_id(name)}


def place(votes: list[Contribution], min_group: int = 5) -> CardPlace:
    result = weigh_grid(votes, [card("a", chosen=True)], min_group)
    return result.cards[0]


def test_points_are_added_up_and_ties_share_their_places() -> None:
    room = [spread(a=10), spread(a=4, b=6), spread(b=4, c=5, d=1), spread(c=5, b=4), spread(d=9)]
    found = points(room)
    assert [one.total for one in found.values()] == [14, 14, 10, 10, 0, 0]
    places = [(one.place_from, one.place_to) for one in found.values()]
    assert places == [(1, 2), (1, 2), (3, 4), (3, 4), (5, 6), (5, 6)]
    assert found["a"].spread == {0: 3, 4: 1, 10: 1}
    assert found["b"].spread == {0: 2, 4: 2, 6: 1}
    assert [one.most for one in found.values()] == [10, 6, 5, 9, 0, 0]
    assert [one.givers for one in found.values()] == [2, 3, 2, 2, 0, 0]


def test_the_highest_total_comes_first_and_equals_in_an_order_that_tells_nothing() -> None:
    result = weigh_points([spread(c=2, a=2, f=6)] * 3, BOARD, TEN, 5)
    named = [random_id(name) for name in "facbde"]
    assert [one.card for one in result.cards] == named


def test_a_result_reads_the_same_after_a_journey_as_json() -> None:
    result = weigh_points([spread(a=10), spread(a=4, b=6)] * 3, BOARD, TEN, 5)
    assert PointsResult.model_validate_json(result.model_dump_json()) == result


@pytest.mark.parametrize("voters", [0, 1, 2])
def test_below_three_voters_nothing_is_told(voters: int) -> None:
    told = weigh_points([spread(a=10)] * voters, BOARD, TEN, 5)
    assert (told.voters, told.few, told.cards) == (None, True, ())
    grid = weigh_grid([placed(a=(5, 1))] * voters, CHOSEN, 5)
    assert (grid.voters, grid.few, grid.cards) == (None, True, ())


def test_between_three_voters_and_the_smallest_group_only_sums_are_told() -> None:
    found = points([spread(a=10), spread(a=4, b=6), spread(b=4), spread(b=10)])
    assert (found["a"].total, found["b"].total) == (14, 20)
    assert {(one.givers, one.most, one.spread) for one in found.values()} == {(None, None, None)}


def test_the_smallest_group_may_be_larger() -> None:
    room = [spread(a=10)] * 6
    assert points(room, 6)["a"].spread == {10: 6}
    assert points(room, 7)["a"].spread is None


def test_a_vote_that_has_not_come_all_the_way_counts_as_far_as_it_has() -> None:
    assert points([spread(a=3), spread(a=10), spread(b=1)])["a"].total == 13


def test_more_points_than_there_are_count_for_nothing() -> None:
    result = weigh_points([spread(a=9, b=2), *[spread(b=10)] * 3], BOARD, TEN, 5)
    assert result.voters == 3
    assert points([spread(a=9, b=2), *[spread(b=10)] * 3])["a"].total == 0


def test_points_for_an_idea_count_for_the_card_that_it_was_put_into() -> None:
    cards = [card("m", "a", "b"), card("c")]
    room = [spread(a=4, b=3, c=3), spread(m=10), spread(c=10)]
    found = {one.card: one.total for one in weigh_points(room, cards, TEN, 5).cards}
    assert found == {random_id("m"): 17, random_id("c"): 13}


def test_a_hidden_card_takes_its_points_along_but_not_the_persons_others() -> None:
    cards = [card("a", hidden=True), card("b")]
    result = weigh_points([spread(a=8, b=2)] * 3, cards, TEN, 3)
    assert [(one.total, one.spread) for one in result.cards] == [(6, {2: 3})]
    only = weigh_points([spread(a=10)] * 3, cards, TEN, 3)
    assert only.few


@given(st.lists(votes, max_size=12), st.integers(3, 8))
def test_points_are_what_counting_by_hand_gives(room: list[dict[str, int]], group: int) -> None:
    valid = [vote for vote in room if 0 < sum(vote.values()) <= TEN.points]
    result = weigh_points([spread(**vote) for vote in room], BOARD, TEN, group)
    assert result.few == (len(valid) < 3)
    if result.few:
        return
    assert sum(one.total for one in result.cards) == sum(sum(vote.values()) for vote in valid)
    totals = sorted((one.total for one in result.cards), reverse=True)
    for name, one in points([spread(**vote) for vote in room], group).items():
        given = [vote.get(name, 0) for vote in valid]
        assert one.total == sum(given)
        assert totals[one.place_from - 1] == totals[one.place_to - 1] == one.total
        assert totals.count(one.total) == one.place_to - one.place_from + 1
        assert (one.spread is None) == (len(valid) < group)
        if one.spread is not None:
            assert one.spread == Counter(given)
            assert (one.most, one.givers) == (max(given), sum(map(bool, given)))


@given(st.lists(votes, max_size=8), st.randoms())
def test_who_gave_first_shows_nowhere(room: list[dict[str, int]], random: object) -> None:
    contributions = [spread(**vote) for vote in room]
    turned = sorted(contributions, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert weigh_points(turned, BOARD, TEN, 5) == weigh_points(contributions, BOARD, TEN, 5)
    assert weigh_points(contributions, BOARD[::-1], TEN, 5) == weigh_points(
        contributions, BOARD, TEN, 5
    )


def test_a_card_stands_at_its_medians_with_the_middle_half_and_the_counts() -> None:
    one = place([placed(a=at) for at in [(5, 1), (5, 2), (4, 2), (4, 2), (1, 5)]])
    assert one.effect
    assert one.effort
    assert (one.n, one.effect.median, one.effort.median) == (5, 4, 2)
    assert (one.effect.low, one.effect.high) == (4, 5)
    assert (one.effort.low, one.effort.high) == (2, 2)
    assert (one.effect.counts, one.effort.counts) == ((1, 0, 0, 2, 2), (1, 3, 0, 0, 1))
    assert one.quick_win


def test_a_median_may_lie_between_two_steps_and_the_quartiles_never_do() -> None:
    one = place([placed(a=(effect, 1)) for effect in (1, 2, 3, 4, 5, 5)])
    assert one.effect
    assert (one.effect.median, one.effect.low, one.effect.high) == (3.5, 2, 5)


@pytest.mark.parametrize(("effect", "effort"), list(product((3, 4), (2, 3))))
def test_a_quick_win_has_much_effect_and_little_effort(effect: int, effort: int) -> None:
    one = place([placed(a=(effect, effort))] * 3)
    assert one.quick_win == (effect == 4 and effort == 2)


def test_three_people_see_the_medians_and_nothing_that_would_give_all_three_away() -> None:
    one = place([placed(a=(1, 1)), placed(a=(3, 2)), placed(a=(5, 5))])
    assert one.effect
    assert one.effort
    assert (one.effect.median, one.effort.median) == (3, 2)
    assert (one.effect.low, one.effect.high, one.effect.counts) == (None, None, None)


def test_a_card_that_few_have_placed_stays_open_among_others() -> None:
    room = [placed(a=(5, 1), b=(4, 4))] * 2 + [placed(b=(2, 2))] * 3
    first, second = weigh_grid(room, [card("a", chosen=True), card("b", chosen=True)], 5).cards
    assert (first.n, first.effect, first.effort, first.quick_win) == (None, None, None, False)
    assert second.n == 5


def test_half_a_placing_counts_not_and_only_chosen_cards_are_on_the_grid() -> None:
    room = [placed(a=(5, None), b=(4, 4)), placed(a=(5, 1), b=(4, 4))] * 2
    result = weigh_grid(room, [card("a", chosen=True), card("b")], 5)
    assert result.few
    assert weigh_grid(room, [card("b", chosen=True, hidden=True)], 5).few


def test_a_placing_of_the_card_goes_before_one_of_an_idea_in_it() -> None:
    cards = [card("m", "a", "b", chosen=True)]
    room = [placed(a=(1, 1), m=(5, 5), b=(2, 2)), placed(a=(4, 5)), placed(m=(3, 5))]
    one = weigh_grid(room, cards, 3).cards[0]
    assert one.effect
    assert one.effect.counts == (0, 0, 1, 1, 1)


@given(st.lists(grids, max_size=12), st.integers(3, 8))
def test_placings_are_what_counting_by_hand_gives(
    room: list[dict[str, tuple[int | None, int | None]]], group: int
) -> None:
    result = weigh_grid([placed(**grid) for grid in room], CHOSEN, group)
    whole = [{name: at for name, at in grid.items() if all(at)} for grid in room]
    assert result.voters == (None if result.few else sum(map(bool, whole)))
    assert result.few == (sum(map(bool, whole)) < 3)
    for name, one in zip("abcdef", result.cards, strict=False):
        effects = [grid[name][0] or 0 for grid in whole if name in grid]
        assert (one.effect is None) == (len(effects) < 3)
        if one.effect is None:
            continue
        half = quantiles([*effects, *effects], n=2, method="inclusive")[0]
        assert one.effect.median == half
        assert (one.effect.counts is None) == (len(effects) < group)
        if one.effect.low is not None and one.effect.high is not None:
            inside = [one.effect.low <= effect <= one.effect.high for effect in effects]
            assert sum(inside) * 2 >= len(effects)
            assert {one.effect.low, one.effect.high} <= {*effects}
            assert one.effect.low <= half <= one.effect.high
