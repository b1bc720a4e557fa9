"""Take what a person has contributed out of a workshop, when the person's answers are deleted."""

from __future__ import annotations

from sqlalchemy import Connection

from kit.contributions import Card, Sorting
from kit.store.boards import show_cards
from kit.store.contributing import drop_contribution
from kit.store.papers import read_paper, read_stage, write_paper, write_stage


def withdraw(connection: Connection, round_id: str, response_id: str) -> None:
    """Delete a person's ideas and votes from a locked round, and the cards that were only theirs.

    A result of a vote that has been shown stays as it was: taken from it, the vote would show.
    """
    gone = drop_contribution(connection, round_id, response_id)
    if gone is None:
        return
    ideas = {idea.id for idea in gone.ideas}
    sorting = read_paper(connection, round_id, "sorting", Sorting) or Sorting()
    left = tuple(card for one in sorting.cards if (card := _without(one, ideas)) is not None)
    if left != sorting.cards:
        kept = sorting.model_copy(update={"version": sorting.version + 1, "cards": left})
        write_paper(connection, round_id, "sorting", kept)
    stage = write_stage(connection, round_id, read_stage(connection, round_id))
    if "ideas" in stage.shown:
        show_cards(connection, round_id)


def _without(card: Card, ideas: set[str]) -> Card | None:
    """Return a card without these ideas; None when nobody else's words are in it."""
    left = tuple(idea for idea in card.ideas if idea not in ideas)
    return card.model_copy(update={"ideas": left}) if left else None
