"""Whoever deletes their answers takes their ideas along, and shows nothing of anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import NOON
from test_store_workshops import crowd
from working import gave, idea, led, showing

from kit.contributions import Card, Sorting
from kit.rounds import Round
from kit.store import Store, open_store

SECRET = "pepparrot" * 20


def person(number: int) -> str:
    return f"{number:032x}"


def room(store: Store) -> Round:
    made = crowd(store)
    led(store, made)
    return made


def seen(store: Store, of: Round) -> list[str]:
    return [card.text for card in store.shown_cards(of.id)]


def sort(store: Store, of: Round, *cards: Card) -> None:
    version = store.sorting(of.id).version
    assert store.put_sorting(of.id, Sorting(version=version, cards=cards))


def holds(folder: Path, words: str) -> bool:
    files = [one for one in folder.iterdir() if one.is_file()]
    return any(words.encode() in one.read_bytes() for one in files)


def test_p08_ideas_that_were_shown_once_are_gone_from_the_file(tmp_path: Path) -> None:
    """The facilitator has hidden the ideas again when somebody deletes theirs."""
    store = open_store(f"sqlite:///{tmp_path / 'kit.sqlite'}", now=lambda: NOON)
    made = room(store)
    gave(store, made, 1, ideas=(idea(1, SECRET),))
    showing(store, made, "ideas")
    showing(store, made)
    assert holds(tmp_path, SECRET)
    store.delete_response(made.id, person(1))
    assert not holds(tmp_path, SECRET)
    store.close()


@pytest.mark.parametrize("edited", [None, SECRET])
def test_p08_a_card_with_others_ideas_loses_the_words_of_who_left(
    store: Store, edited: str | None
) -> None:
    made = room(store)
    gave(store, made, 1, ideas=(idea(1, SECRET),))
    gave(store, made, 2, ideas=(idea(2, "Fika"),))
    sort(store, made, Card(id="c" * 32, ideas=(idea(1).id, idea(2).id), text=edited))
    showing(store, made, "ideas")
    store.delete_response(made.id, person(1))
    assert seen(store, made) == ["Fika"]
    assert [card.text for card in store.cards(made.id)] == ["Fika"]
    [left] = store.shown_cards(made.id)
    assert (left.ideas, left.originals) == ((idea(2).id,), ())


def test_p11_words_that_the_facilitator_has_chosen_stay(store: Store) -> None:
    made = room(store)
    gave(store, made, 1, ideas=(idea(1, SECRET),))
    gave(store, made, 2, ideas=(idea(2, "Fika"),))
    sort(store, made, Card(id="c" * 32, ideas=(idea(1).id, idea(2).id), text="Fika digitalt"))
    showing(store, made, "ideas")
    store.delete_response(made.id, person(1))
    assert seen(store, made) == ["Fika digitalt"]
    assert [one.text for one in store.shown_cards(made.id)[0].originals] == ["Fika"]


def test_p11_a_deletion_shows_nobody_what_others_have_just_written(store: Store) -> None:
    """Who joins, gives and deletes again and again would see each idea as it comes."""
    made = room(store)
    gave(store, made, 1, ideas=(idea(1, "Mitt"),))
    gave(store, made, 2, ideas=(idea(2, "Deras"),))
    showing(store, made, "ideas")
    gave(store, made, 2, seq=2, ideas=(idea(2, "Deras, ändrat"), idea(3, "Deras, sent")))
    store.delete_response(made.id, person(1))
    assert seen(store, made) == ["Deras"]
    showing(store, made, "ideas")
    assert set(seen(store, made)) == {"Deras, ändrat", "Deras, sent"}


def test_p08_an_idea_taken_back_before_leaves_with_the_person(store: Store) -> None:
    made = room(store)
    gave(store, made, 1, ideas=(idea(1, SECRET),))
    sort(store, made, Card(id="c" * 32, ideas=(idea(1).id,), text="Omskrivet"))
    showing(store, made, "ideas")
    gave(store, made, 1, seq=2)
    store.delete_response(made.id, person(1))
    assert seen(store, made) == []
    assert store.sorting(made.id).cards == ()


def test_p11_nobody_lays_their_words_over_an_idea_that_is_shown(store: Store) -> None:
    """An idea's id is on everybody's board; others send ideas of their own under it."""
    made = crowd(store, 8)
    led(store, made)
    gave(store, made, 1, ideas=(idea(1, "Mitt"), idea(2, "Mitt andra")))
    sort(store, made, Card(id="c" * 32, ideas=(idea(1).id, idea(2).id), chosen=True))
    showing(store, made, "ideas")
    for who in (0, 2, 3, 4, 5, 6, 7):
        gave(store, made, who, ideas=(idea(1, f"Hans {who}"), idea(2, f"Hennes {who}")))
    showing(store, made, "ideas", "points")
    [card] = [card for card in store.shown_cards(made.id) if card.chosen]
    assert (card.text, card.ideas) == ("Mitt", (idea(1).id, idea(2).id))
    assert [one.text for one in card.originals] == ["Mitt andra"]
    gave(store, made, 1, seq=2)
    showing(store, made, "ideas")
    gave(store, made, 1, seq=3, ideas=(idea(1, "Mitt"), idea(2, "Mitt andra")))
    store.delete_response(made.id, person(7))
    [card] = [card for card in store.cards(made.id) if card.chosen]
    assert card.text == "Mitt"
