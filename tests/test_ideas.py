from __future__ import annotations

from collections import Counter

import pytest
from contributions import card, idea, random_id
from hypothesis import given
from hypothesis import strategies as st

from kit import ideas as ideas_module
from kit.contributions import Card, Idea, Sorting
from kit.ideas import BoardCard, board, doubles, for_the_room

names = st.sampled_from("abcdefgh")
ideas = st.lists(st.builds(idea, names, st.sampled_from(["Fika", "Kurs", "Bok"])), max_size=12)
cards = st.builds(
    lambda name, inside, text, hidden, chosen: sorted_card(
        name, *inside, text=text, hidden=hidden, chosen=chosen
    ),
    st.sampled_from("abmn"),
    st.lists(names, min_size=1, max_size=4),
    st.none() | st.just("Nya ord"),
    st.booleans(),
    st.booleans(),
)


def sorted_card(name: str, *inside: str, **more: str | bool | None) -> Card:
    ids = [random_id(one) for one in inside]
    return Card.model_validate({"id": random_id(name), "ideas": ids, **more})


def sorting(*cards: Card) -> Sorting:
    return Sorting(version=1, cards=cards)


def texts(cards: list[BoardCard]) -> list[str]:
    return [card.text for card in cards]


def test_an_idea_in_no_card_is_its_own_card_and_stands_last_by_its_id() -> None:
    cards = board([idea("c"), idea("b"), idea("a"), idea("d")], sorting(sorted_card("m", "d")))
    assert texts(cards) == ["d", "a", "b", "c"]
    assert [card.id for card in cards[1:]] == [random_id(name) for name in "abc"]


def test_a_card_has_its_own_words_or_the_first_ideas_and_keeps_the_authors() -> None:
    given = [idea("a", "Öva på e-tjänster"), idea("b", "Prova e-tjänsterna")]
    (plain,) = board(given, sorting(sorted_card("m", "b", "a")))
    assert plain.text == "Prova e-tjänsterna"
    (edited,) = board(given, sorting(sorted_card("m", "b", "a", text="En timme i veckan")))
    assert edited.text == "En timme i veckan"
    assert [one.text for one in edited.originals] == ["Prova e-tjänsterna", "Öva på e-tjänster"]


def test_a_card_is_about_what_its_first_idea_that_says_so_is_about() -> None:
    given = [idea("a"), idea("b", competence="c11"), idea("c", area="a2", goal="g1")]
    (one,) = board(given, sorting(sorted_card("m", "a", "b", "c")))
    assert (one.area, one.competence, one.goal) == (None, "c11", "g1")


def test_a_withdrawn_idea_leaves_its_card_and_the_last_one_takes_the_card_along() -> None:
    sort = sorting(sorted_card("m", "a", "b", text="Våra ord"))
    (one,) = board([idea("b")], sort)
    assert (one.ideas, one.text) == ((random_id("b"),), "Våra ord")
    assert board([], sort) == []


def test_nobody_can_lay_their_words_over_somebody_elses() -> None:
    first, forged = idea("a", "Fika"), idea("a", "Något elakt")
    cards = board([first, forged], Sorting())
    assert sorted(texts(cards)) == ["Fika", "Något elakt"]
    assert next(one.text for one in cards if one.id == random_id("a")) == "Fika"
    sort = sorting(sorted_card("m", "a", "b"))
    cards = board([first, idea("b"), idea("m", "Något elakt")], sort)
    assert (cards[0].id, cards[0].text) == (random_id("m"), "Fika")
    assert cards[1].id != random_id("m")


def test_a_hidden_card_is_not_chosen() -> None:
    (one,) = board([idea("a")], sorting(sorted_card("a", "a", hidden=True, chosen=True)))
    assert (one.hidden, one.chosen) == (True, False)


def test_the_room_sees_no_hidden_cards_and_authors_words_only_where_they_differ() -> None:
    given = [idea("a", "Fika"), idea("b", "Digital fika"), idea("c", "Elakt")]
    sort = sorting(sorted_card("m", "a", "b"), sorted_card("c", "c", hidden=True))
    (one,) = for_the_room(board(given, sort))
    assert (one.text, [original.text for original in one.originals]) == ("Fika", ["Digital fika"])


@given(ideas, st.lists(cards, max_size=6))
def test_every_idea_lies_in_one_card_and_every_card_has_its_own_id(
    given: list[Idea], sorted_: list[Card]
) -> None:
    found = board(given, sorting(*sorted_))
    assert {one.text for card in found for one in card.originals} == {one.text for one in given}
    held = [id_ for card in found for id_ in card.ideas]
    assert len(held) == len({*held}) == len({(one.id, one.text) for one in given})
    assert len({card.id for card in found}) == len(found)


@given(ideas, st.lists(cards, max_size=6), st.randoms())
def test_the_order_of_arrival_does_not_show(
    given: list[Idea], sorted_: list[Card], random: object
) -> None:
    once = list({one.id: one for one in given}.values())
    turned = sorted(once, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert board(turned, sorting(*sorted_)) == board(once, sorting(*sorted_))


def alike(one: str, other: str) -> float:
    pairs = doubles(board([idea("a", one), idea("b", other)], Sorting()))
    return pairs[0].likeness if pairs else 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kurs i källkritik för alla", "Källkritikkurser"),
        ("Kurs i källkritik", "Utbildning om källkritik!"),
        (
            "En timme i veckan att öva på våra e-tjänster",
            "Avsätt tid varje vecka för att öva på e-tjänsterna",
        ),
        ("Handledning i par när nya system kommer", "Parhandledning vid nytt system"),
        ("Lathund för BankID vid disken", "Gör en lathund om bankid till informationsdisken"),
        ("Digital fika varje torsdag", "Digitalfika på torsdagar"),
        ("Checklista om personuppgifter", "Skriv checklista för personupgifter"),
        ("Tid att testa ny teknik", "Mer tid för att testa teknik"),
        ("Peer support hour each week", "A weekly hour of peer support"),
        ("Learn about copyright", "Copyright course for all staff"),
    ],
)
def test_what_likely_says_the_same_is_suggested(one: str, other: str) -> None:
    assert alike(one, other) >= 0.55
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Utbildning i källkritik", "Utbildning i upphovsrätt"),
        ("Workshop om AI", "Workshop om kod"),
        ("Digital fika varje torsdag", "Digital drop-in för besökare"),
        ("Vi ska ha det i år", "De kan få det från oss"),
        ("En lathund för låneautomaten", "En checklista för personuppgifter"),
        ("🎉", "🎈"),
    ],
)
def test_what_only_looks_a_little_alike_is_not(one: str, other: str) -> None:
    assert alike(one, other) == 0


def test_the_same_words_are_alike_whatever_they_are() -> None:
    assert alike("Kurs  i AI", "kurs i ai") == 1
    assert alike("🎉", "🎉") == 1


def test_hidden_cards_are_nobodys_doubles_and_the_likeliest_pair_comes_first() -> None:
    names = ["Digital fika", "Digitalfika på fredagar", "digital fika"]
    cards = [card(text) for text in names]
    (first, *_) = pairs = doubles(cards)
    assert {first.one, first.other} == {random_id("Digital fika"), random_id("digital fika")}
    assert [pair.likeness for pair in pairs] == sorted(
        (pair.likeness for pair in pairs), reverse=True
    )
    assert doubles([cards[0], card("digital fika", hidden=True)]) == []


def test_a_hall_full_of_the_same_idea_does_not_drown_the_facilitator() -> None:
    assert len(doubles([card(f"Fika nummer {number}") for number in range(300)])) == 50


def test_thousands_of_ideas_do_not_hold_up_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs grow with the square: whoever fills the board must not keep the server busy."""
    compared = Counter[str]()
    alike = ideas_module._likeness

    def counted(common: int, both: int) -> float:
        compared["pairs"] += 1
        return alike(common, both)

    monkeypatch.setattr(ideas_module, "MOST_COMPARED", 10)
    monkeypatch.setattr(ideas_module, "_likeness", counted)
    hidden = [card(f"gömd {number}", hidden=True) for number in range(20)]
    cards = [card(f"{number} {'abcdefghijkl'[number % 12] * 5}") for number in range(40)]
    assert doubles([*hidden, *cards]) == []
    assert compared["pairs"] == 10 * 9 / 2
    assert doubles([*hidden, *cards[:8], card("Digital fika"), card("Digital fika!"), *cards[8:]])


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=40), max_size=8, unique=True)
)
def test_whatever_is_written_pairs_are_told_once_and_in_measure(texts: list[str]) -> None:
    cards = board(
        [idea(f"n{at}", text) for at, text in enumerate(texts) if text.strip()], Sorting()
    )
    pairs = doubles(cards)
    assert len({frozenset((pair.one, pair.other)) for pair in pairs}) == len(pairs)
    assert all(pair.one < pair.other and 0.55 <= pair.likeness <= 1 for pair in pairs)
