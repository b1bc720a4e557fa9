"""The plan of a workshop: what the group has agreed on, and what it does nothing about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.errors import Problem
from kit.language import say
from kit.plans import Action, Gaps, Plan, gaps
from kit.questionnaire import Questionnaire
from kit.scripts import Limits
from kit.server.collector.call import Call, Reply
from kit.server.collector.desk import Sight
from kit.server.collector.problems import Refusal
from kit.server.collector.showing import must_take_part, revealed
from kit.server.collector.workshop_messages import Planned


async def plan(call: Call) -> Reply:
    """Return the plan; others than the facilitator see its actions once they are shown."""
    if call.role == "participant":
        await must_take_part(call)
    seen = await call.sight()
    kept = await call.desk.run(call.desk.store.plan, call.round_id)
    stage = seen.stage
    most = (Limits() if stage.script is None else stage.script.limits).actions
    if call.role != "facilitator" and "plan" not in stage.shown:
        blank = Plan(version=kept.version, earlier=kept.earlier)
        return Reply(Planned(plan=blank, gaps=Gaps(), most=most))
    return Reply(Planned(plan=kept, gaps=await _gaps(call, seen, kept), most=most))


async def change(call: Call) -> Reply:
    """Keep a plan; ``version`` is that of the plan that this one was made from."""
    sent: Plan = call.body
    asked = await call.round()
    problems = list(_unknown(sent, asked.questionnaire, call.language))
    if problems:
        raise Refusal("plan", problems=problems)
    if not await call.desk.run(call.desk.store.put_plan, call.round_id, _known(sent)):
        raise Refusal("changed")
    return await plan(call)


async def _gaps(call: Call, seen: Sight, kept: Plan) -> Gaps:
    """Return what the plan does nothing about, as far as the caller may see the needs."""
    published = await call.desk.published(seen.round)
    rows = []
    if published is not None and (call.role == "facilitator" or "needs" in seen.round.revealed):
        rows = revealed(published.tables, ["needs"])["rows"]
    return gaps(kept, [goal.id for goal in seen.round.questionnaire.goals], rows)


def _known(sent: Plan) -> Plan:
    """Return the plan with nothing in it that the format does not know."""
    own = {name: getattr(sent, name) for name in Plan.model_fields}
    return Plan.model_validate(own | {name: _plain(own[name]) for name in ("actions", "earlier")})


def _plain(actions: Iterable[Action]) -> list[Action]:
    return [
        Action.model_validate({name: getattr(one, name) for name in Action.model_fields})
        for one in actions
    ]


def _unknown(sent: Plan, asked: Questionnaire, language: str) -> Iterator[Problem]:
    """Yield every id in the new actions that the questionnaire does not have."""
    goals = {goal.id for goal in asked.goals}
    competences = {one.id for area in asked.areas for one in area.competences}
    for number, action in enumerate(sent.actions, start=1):
        if action.goal not in {None, *goals}:
            yield _no_such(f"actions {number} goal", action.goal, goals, language)
        for one in action.competences:
            if one not in competences:
                yield _no_such(f"actions {number} competences", one, competences, language)
    ids = [action.id for action in sent.actions]
    for number, id_ in enumerate(ids, start=1):
        if id_ in ids[: number - 1]:
            what = say(language, "Another action has the same id.")
            yield Problem(f"actions {number} id", None, what, say(language, "Reload the page."))


def _no_such(place: str, given: str | None, ids: Iterable[str], language: str) -> Problem:
    what = say(language, "The questionnaire has no “{name}” here.", name=given)
    options = ", ".join(sorted(ids))
    remedy = say(language, "Choose among: {options}.", options=options)
    return Problem(place, None, what, remedy if options else say(language, "Leave it out."))
