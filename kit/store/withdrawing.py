"""Take what a person has contributed out of a workshop, when the person's answers are deleted."""

from __future__ import annotations

from sqlalchemy import Connection

from kit.contributions import Card, Sorting
from kit.store.boards import all_cards, leave_out
from kit.store.contributing import drop_contribution
from kit.store.papers import read_paper, read_stage, write_paper, write_stage


def withdraw(connection: Connection, round_id: str, response_id: str) -> None:
    """Delete a person's ideas and votes from a locked round, and the cards that were only theirs.

    A result of a vote that has been shown stays as it was: taken from it, the vote would show. On
    the cards that are shown nothing else changes, or a deletion would show what others just wrote.
    """
    gone = drop_contribution(connection, round_id, response_id)
    if gone is None:
        return
    words = {idea.text for idea in gone.ideas}
    there = {idea for card in all_cards(connection, round_id) for idea in card.ideas}
    sorting = read_paper(connection, round_id, "sorting", Sorting) or Sorting()
    cards = (_without(card, there, words) for card in sorting.cards)
    left = tuple(card for card in cards if card is not None)
    if left != sorting.cards:
        kept = sorting.model_copy(update={"version": sorting.version + 1, "cards": left})
        write_paper(connection, round_id, "sorting", kept)
    stage = write_stage(connection, round_id, read_stage(connection, round_id))
    edited = {card.id for card in left if card.text}
    leave_out(connection, round_id, there if "ideas" in stage.shown else set(), edited)


def _without(card: Card, there: set[str], words: set[str]) -> Card | None:
    """Return a card with the ideas that are left; None when nobody's words are in it.

    A text that is just what the person wrote is not the facilitator's, and goes along.
    """
    left = tuple(idea for idea in card.ideas if idea in there)
    if left == card.ideas or not left:
        return card if left else None
    text = None if card.text in words else card.text
    return card.model_copy(update={"ideas": left, "text": text})
