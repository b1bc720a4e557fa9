"""What the organiser does: see what rounds can be made of, make one, and list them."""

from __future__ import annotations

from kit.errors import KitError, Problem
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.rounds import Round, RoundSettings, tailored
from kit.server.collector.call import Call, Reply
from kit.server.collector.desk import Desk
from kit.server.collector.keys import Role, new_secret, summed
from kit.server.collector.messages import Labelled, PrivacyFloor, QuestionnaireCard, RoundCard
from kit.server.collector.messages import RoundCreated as Created
from kit.server.collector.problems import Refusal


async def questionnaires(call: Call) -> Reply:
    """List the questionnaires that a round can be made of."""
    found = await call.desk.run(call.desk.questionnaires.all)
    return Reply([card(one) for one in found])


async def create(call: Call) -> Reply:
    """Make a round, not open yet; its keys are shown now and never again."""
    return Reply(await call.desk.run(made_round, call.desk, call.body, call.language), 201)


async def rounds(call: Call) -> Reply:
    """List all rounds, the latest first; no counts."""
    found = await call.desk.run(call.desk.store.rounds)
    latest = sorted(found, key=lambda one: (one.created, one.settings.name, one.id), reverse=True)
    return Reply([round_card(one) for one in latest])


def made_round(desk: Desk, settings: RoundSettings, language: str) -> Created:
    """Make a round and its keys; Refusal when it cannot have these settings."""
    must_follow(desk, settings, language)
    made = desk.store.create_round(settings, copy_for(desk, settings, language))
    return Created(
        round=made.id,
        facilitator_key=new_key(desk, made.id, "facilitator"),
        presenter_key=new_key(desk, made.id, "presenter"),
    )


def must_follow(desk: Desk, settings: RoundSettings, language: str) -> None:
    """Refuse a round that follows one that is not here, or asks something else."""
    if settings.follows is None:
        return
    earlier = desk.store.round(settings.follows)
    if earlier is None:
        what = say(language, "The round that this one is to follow is not here any longer.")
    elif earlier.questionnaire.id != settings.questionnaire:
        asked = earlier.questionnaire.id
        what = say(language, "The earlier round had another questionnaire: {name}.", name=asked)
    else:
        return
    remedy = say(language, "Choose another earlier round, or none.")
    raise Refusal("settings", problems=[Problem("follows", None, what, remedy)])


def copy_for(desk: Desk, settings: RoundSettings, language: str) -> Questionnaire:
    """Return the round's own copy of its questionnaire; Refusal when there can be none."""
    try:
        asked = desk.questionnaires.get(settings.questionnaire, language)
    except KitError as error:
        none = Problem("questionnaire", None, str(error), "")
        raise Refusal("settings", problems=[none]) from None
    return tailored(asked, settings, language=language)


def new_key(desk: Desk, round_id: str | None, role: Role) -> str:
    """Make a key, tell the store its sum, and return it."""
    key = new_secret()
    desk.store.add_key(round_id, role, summed(key))
    return key


def round_card(one: Round) -> RoundCard:
    """Return what the organiser sees of a round."""
    return RoundCard(
        id=one.id,
        name=one.settings.name,
        status=one.status,
        created=one.created,
        questionnaire=one.questionnaire.id,
    )


def card(questionnaire: Questionnaire) -> QuestionnaireCard:
    """Return what is needed to choose a questionnaire and its parts."""
    plain = questionnaire.model_dump(mode="json", context={"languages": questionnaire.languages})
    parts = {
        name: tuple(Labelled(id=one["id"], label=one["label"]) for one in plain[name])
        for name in ("areas", "roles", "goals")
    }
    return QuestionnaireCard(
        id=questionnaire.id,
        version=questionnaire.version,
        title=plain["title"],
        languages=questionnaire.languages,
        privacy=PrivacyFloor(**plain["privacy"]),
        **parts,
    )
