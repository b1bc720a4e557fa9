"""Keep what everybody sees of a workshop's ideas and votes, as it was when it was shown.

So an idea that comes later does not turn up on the wall the moment somebody writes it, and nobody
can tell from two results, one before and one after, how a single person voted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Final

from pydantic import Field
from sqlalchemy import Connection

from kit.contributions import Contribution, Idea, Sorting, Vote
from kit.ideas import BoardCard, board, for_the_room
from kit.records import Record
from kit.rounds import RoundSettings
from kit.scripts import Limits
from kit.staging import Stage
from kit.store.contributing import VOTES, read_contributions
from kit.store.papers import read_paper, write_paper
from kit.store.seals import ascii_json
from kit.weighing import GridResult, PointsResult, weigh_grid, weigh_points

NO_POINTS: Final = PointsResult(voters=None, few=True)
NO_GRID: Final = GridResult(voters=None, few=True)


class Cards(Record):
    """The cards that everybody sees; ``owners`` are the authors (hashed) of the ideas in them."""

    cards: Annotated[tuple[BoardCard, ...], Field(strict=False)] = ()
    owners: dict[str, str] = Field(default_factory=dict)


class Shown(Record):
    """A result that is shown; ``votes`` are marks of what it was made from.

    ``later`` says that votes have changed since, of too few people to show it anew.
    """

    votes: Annotated[tuple[str, ...], Field(strict=False)] = ()
    later: bool = False


class ShownPoints(Shown):
    """How the points fell."""

    result: PointsResult = NO_POINTS


class ShownGrid(Shown):
    """Where the cards were placed."""

    result: GridResult = NO_GRID


def all_cards(connection: Connection, round_id: str) -> list[BoardCard]:
    """Return every card as the facilitator sees it."""
    sorting = read_paper(connection, round_id, "sorting", Sorting) or Sorting()
    return board((idea for _, idea in _ideas(connection, round_id)), sorting)


def _ideas(connection: Connection, round_id: str) -> list[tuple[str, Idea]]:
    """Return all ideas with their authors; whose an idea was when it was shown comes first.

    Everybody sees the ids of what is shown, and might send other words under one of them.
    """
    people = read_contributions(connection, round_id)
    owners = (read_paper(connection, round_id, "cards", Cards) or Cards()).owners
    ideas = [(author, idea) for author, one in people.items() for idea in one.ideas]
    return sorted(ideas, key=lambda one: owners.get(one[1].id) != one[0])


def show_cards(connection: Connection, round_id: str) -> None:
    """Let everybody see the cards as they are now."""
    cards = for_the_room(all_cards(connection, round_id))
    kept = read_paper(connection, round_id, "cards", Cards) or Cards()
    owners = dict(kept.owners)
    for author, idea in _ideas(connection, round_id):
        owners.setdefault(idea.id, author)
    write_paper(connection, round_id, "cards", Cards(cards=tuple(cards), owners=owners))


def leave_out(
    connection: Connection, round_id: str, there: Collection[str], edited: Collection[str]
) -> None:
    """Leave on the cards that everybody sees only the ideas that are still ``there``.

    Nothing else on them changes. ``edited`` are the cards whose words are the facilitator's own.
    """
    kept = read_paper(connection, round_id, "cards", Cards)
    if kept is None:
        return
    left = (_left(card, there, card.id in edited) for card in kept.cards)
    cards = tuple(card for card in left if card is not None)
    people = read_contributions(connection, round_id)
    owners = {idea: author for idea, author in kept.owners.items() if author in people}
    if (cards, owners) != (kept.cards, kept.owners):
        write_paper(connection, round_id, "cards", Cards(cards=cards, owners=owners))


def _left(card: BoardCard, there: Collection[str], is_edited: bool) -> BoardCard | None:
    ideas = tuple(idea for idea in card.ideas if idea in there)
    if ideas == card.ideas or not ideas:
        return card if ideas else None
    originals = tuple(one for one in card.originals if one.id in there)
    is_own = is_edited or card.ideas[0] in there or not originals
    text = card.text if is_own else originals[0].text
    told = tuple(one for one in originals if one.text != text)
    return card.model_copy(update={"ideas": ideas, "text": text, "originals": told})


def show_votes(connection: Connection, values: Mapping[str, Any], stage: Stage, vote: Vote) -> None:
    """Let everybody see the result of a vote as it is now.

    Where a result was shown before and only a few votes differ, that one stays.
    """
    people = read_contributions(connection, values["id"])
    marks = _marks(people, vote)
    smallest = RoundSettings.model_validate_json(values["settings"]).min_group
    kept = _kept(connection, values["id"], vote)
    if kept is not None and not kept.result.few and 0 < _moved(kept.votes, marks) < smallest:
        write_paper(connection, values["id"], vote, kept.model_copy(update={"later": True}))
        return
    cards = all_cards(connection, values["id"])
    limits = Limits() if stage.script is None else stage.script.limits
    shown: ShownPoints | ShownGrid
    if vote == "points":
        result = weigh_points(people.values(), cards, limits, smallest)
        shown = ShownPoints(votes=marks, result=result)
    else:
        shown = ShownGrid(votes=marks, result=weigh_grid(people.values(), cards, smallest))
    write_paper(connection, values["id"], vote, shown)


def show_news(
    connection: Connection, values: Mapping[str, Any], before: Stage, after: Stage
) -> None:
    """Bring what everybody sees up to the parts that are shown now."""
    if "ideas" in after.shown:
        show_cards(connection, values["id"])
    for vote in VOTES:
        if vote in after.shown and vote not in before.shown:
            show_votes(connection, values, after, vote)


def _kept(connection: Connection, round_id: str, vote: Vote) -> ShownPoints | ShownGrid | None:
    model: type[ShownPoints | ShownGrid] = ShownPoints if vote == "points" else ShownGrid
    return read_paper(connection, round_id, vote, model)


def _marks(people: Mapping[str, Contribution], vote: Vote) -> tuple[str, ...]:
    """Return a mark of each person's vote, in an order that says nothing of the people."""
    votes = {
        author: one.model_dump(mode="json")[vote]
        for author, one in people.items()
        if getattr(one, vote)
    }
    told = (f"{author} {ascii_json(given)}" for author, given in votes.items())
    return tuple(sorted(hashlib.sha256(one.encode()).hexdigest()[:16] for one in told))


def _moved(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """Return how many people's votes differ, came or went."""
    old, new = set(before), set(after)
    return max(len(old - new), len(new - old))
