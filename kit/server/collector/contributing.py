"""What a participant gives to the workshop: ideas and votes, kept as answers are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from kit.contributions import Contribution, Idea
from kit.errors import Problem
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.server import metrics
from kit.server.collector.answering import missing
from kit.server.collector.call import Call, Reply
from kit.server.collector.problems import Refusal
from kit.server.collector.showing import must_take_part
from kit.server.collector.workshop_messages import Acknowledged
from kit.store import Gift


async def fetch(call: Call) -> Reply:
    """Return what the person has contributed, as the store has it; nothing yet has ``seq`` 0."""
    store = call.desk.store
    found = await call.desk.run(store.contribution, call.round_id, call.response_id)
    if found is None:
        await must_take_part(call)
    return Reply(found or Contribution(seq=0))


async def put(call: Call) -> Reply:
    """Store a contribution; the receipt is given when it is safe on the disk.

    The highest ``seq`` wins, also when the round is closed for answers. Votes that are shown are
    not changed any more: the earlier ones stay, and ``late`` names them. More points than there are
    (two devices without a network gave some each) are kept too, so that nothing else has to wait;
    the page says so to the person, and ``kit.weighing`` leaves such a vote out.
    """
    with metrics.ack() as told:
        taken = await _take(call)
        told.outcome = taken.outcome
    return Reply(taken)


async def _take(call: Call) -> Acknowledged:
    sent: Contribution = call.body
    seen = await call.known_sight()
    if seen.stage.script is None:
        seen = await call.sight()
    if seen.stage.script is None:
        raise Refusal("no_workshop")
    found = [*_strange(sent, call.language), *_unknown(sent, seen.round.questionnaire, call)]
    if found:
        raise Refusal("contribution", problems=found)
    taken = await call.desk.gifts.put(Gift(call.round_id, call.response_id, sent))
    if taken.outcome == "unknown":
        raise await missing(call)
    return Acknowledged(
        outcome=taken.outcome,
        seq=taken.seq,
        receipt=taken.receipt,
        stored=taken.stored,
        late=taken.late,
    )


def _strange(sent: Contribution, language: str) -> Iterator[Problem]:
    """Yield what the format does not know; nothing unknown is ever kept of a person."""
    what, remedy = say(language, "This is not known here."), say(language, "Leave it out.")
    for place, part in _parts(sent):
        for name in part.model_extra or ():
            yield Problem(f"{place} {name}".strip(), None, what, remedy)


def _parts(sent: Contribution) -> Iterator[tuple[str, BaseModel]]:
    yield "", sent
    for number, idea in enumerate(sent.ideas, start=1):
        yield f"ideas {number}", idea
    for id_, placing in sent.grid.items():
        yield f"grid {id_}", placing


def _unknown(sent: Contribution, asked: Questionnaire, call: Call) -> Iterator[Problem]:
    """Yield every id that the questionnaire does not have, and every idea that has another's."""
    known: dict[str, set[str]] = {
        "area": {area.id for area in asked.areas},
        "competence": {one.id for area in asked.areas for one in area.competences},
        "goal": {goal.id for goal in asked.goals},
    }
    seen: set[str] = set()
    for number, idea in enumerate(sent.ideas, start=1):
        for field, ids in known.items():
            if getattr(idea, field) not in {None, *ids}:
                yield _no_such(f"ideas {number} {field}", getattr(idea, field), ids, call.language)
        yield from _doubled(f"ideas {number}", idea, seen, call.language)
        seen.add(idea.id)


def _doubled(place: str, idea: Idea, seen: set[str], language: str) -> Iterator[Problem]:
    if idea.id in seen:
        what = say(language, "Another idea of yours has the same id.")
        yield Problem(f"{place} id", None, what, say(language, "Reload the page."))
    if idea.area is not None and idea.competence is not None:
        what = say(language, "An idea is about an area or a competence, not both.")
        yield Problem(f"{place} area", None, what, say(language, "Choose one of them."))


def _no_such(place: str, given: Any, ids: Iterable[str], language: str) -> Problem:
    what = say(language, "The questionnaire has no “{name}” here.", name=given)
    options = ", ".join(sorted(ids))
    remedy = say(language, "Choose among: {options}.", options=options)
    return Problem(place, None, what, remedy if options else say(language, "Leave it out."))
