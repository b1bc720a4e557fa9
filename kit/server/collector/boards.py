"""The board of a workshop: its cards, how they are sorted, and how the room weighs them."""

from __future__ import annotations

from kit.contributions import Sorting
from kit.errors import Problem
from kit.ideas import doubles as likely
from kit.language import say
from kit.server.collector.call import Call, Reply
from kit.server.collector.problems import Refusal
from kit.server.collector.showing import must_take_part
from kit.server.collector.states import in_steps
from kit.server.collector.workshop_messages import Board, Voted, Weighing
from kit.staging import Stage
from kit.store import Store, Voices


async def board(call: Call) -> Reply:
    """Return the cards: all of them to the facilitator, to others what is shown, once it is.

    A new idea is shown to others with the facilitator's next step, sorting or showing, never by
    itself.
    """
    if call.role == "participant":
        await must_take_part(call)
    seen = await call.sight()
    store, smallest = call.desk.store, seen.round.settings.min_group
    return Reply(await call.desk.run(_board, call, store, seen.stage, smallest))


async def sort(call: Call) -> Reply:
    """Sort the cards; ``version`` is that of the sorting that this one was made from."""
    sorting: Sorting = call.body
    problems = _twice(sorting, call.language)
    if problems:
        raise Refusal("sorting", problems=problems)
    if not await call.desk.run(call.desk.store.put_sorting, call.round_id, _known(sorting)):
        raise Refusal("changed")
    return await board(call)


async def doubles(call: Call) -> Reply:
    """Return the pairs of cards that likely say the same, the likeliest first."""
    await call.round()
    cards = await call.desk.run(call.desk.store.cards, call.round_id)
    return Reply(await call.desk.run(likely, cards))


async def weighing(call: Call) -> Reply:
    """Return the results of the votes that are shown, and how many have voted.

    A result is null until it is shown, for the facilitator too.
    """
    if call.role == "participant":
        await must_take_part(call)
    seen = await call.sight()
    store, smallest = call.desk.store, seen.round.settings.min_group
    return Reply(await call.desk.run(_weighing, store, call.round_id, seen.stage, smallest))


def _board(call: Call, store: Store, stage: Stage, smallest: int) -> Board:
    if call.role == "facilitator":
        cards = store.cards(call.round_id)
    else:
        cards = store.shown_cards(call.round_id) if "ideas" in stage.shown else []
    voices = store.voices(call.round_id)
    return Board(
        version=store.sorting(call.round_id).version,
        cards=tuple(cards),
        contributors=in_steps(voices.contributors, smallest),
    )


def _weighing(store: Store, round_id: str, stage: Stage, smallest: int) -> Weighing:
    points = store.shown_points(round_id) if "points" in stage.shown else None
    grid = store.shown_grid(round_id) if "grid" in stage.shown else None
    later = {"points": points is not None and points.later, "grid": grid is not None and grid.later}
    return Weighing(
        points=None if points is None else points.result,
        grid=None if grid is None else grid.result,
        voted=_voted(store.voices(round_id), smallest),
        later=tuple(vote for vote in ("points", "grid") if later[vote]),
    )


def _voted(voices: Voices, smallest: int) -> Voted:
    return Voted(points=in_steps(voices.points, smallest), grid=in_steps(voices.grid, smallest))


def _known(sorting: Sorting) -> Sorting:
    """Return the sorting with nothing in it that the format does not know."""
    cards = [
        {name: getattr(card, name) for name in type(card).model_fields} for card in sorting.cards
    ]
    return Sorting.model_validate({"version": sorting.version, "cards": cards})


def _twice(sorting: Sorting, language: str) -> list[Problem]:
    """Return the cards that have an earlier card's id or idea."""
    found: list[Problem] = []
    ids: set[str] = set()
    ideas: set[str] = set()
    for number, card in enumerate(sorting.cards, start=1):
        if card.id in ids or ideas & set(card.ideas):
            what = say(language, "This card, or an idea in it, stands in an earlier card too.")
            remedy = say(language, "Let each idea be in one card only.")
            found.append(Problem(f"cards {number}", None, what, remedy))
        ids.add(card.id)
        ideas |= set(card.ideas)
    return found
