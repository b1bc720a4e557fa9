"""What a participant does: send, fetch and delete the own answers."""

from __future__ import annotations

from kit.answers import check_answers
from kit.errors import Problem
from kit.language import say
from kit.records import Response
from kit.rounds import Round
from kit.server import metrics
from kit.server.collector.call import Call, Reply
from kit.server.collector.messages import Deleted, Stored
from kit.server.collector.problems import Refusal
from kit.store import Put


async def fetch(call: Call) -> Reply:
    """Return the answers as the store has them."""
    found = await call.desk.run(call.desk.store.response, call.round_id, call.response_id)
    if found is None:
        raise await missing(call)
    return Reply(found)


async def put(call: Call) -> Reply:
    """Store the answers; the receipt is given when they are safe on the disk.

    The highest ``seq`` wins, whatever any clock says. The same answers with the same ``seq`` get
    the same receipt.
    """
    with metrics.ack() as told:
        stored = await _store(call)
        told.outcome = stored.outcome
    return Reply(stored)


async def _store(call: Call) -> Stored:
    """Store the answers and return the receipt; Refusal says why there is none."""
    response: Response = call.body
    if response.response_id != call.response_id:
        raise Refusal("not_allowed")
    asked = await call.known_round()
    if _other_wording(asked, response):
        asked = await call.round()
        if _other_wording(asked, response):
            raise Refusal("questionnaire")
    problems = faults(asked, response, call.language)
    if problems:
        raise Refusal("answers", problems=problems)
    kept = response.model_copy(update={"round": asked.id, "earlier": _link(asked, response)})
    receipt = await call.desk.writer.put(Put(asked.id, kept))
    if receipt.outcome == "unknown":
        raise await missing(call)
    if receipt.outcome == "closed":
        raise Refusal("closed")
    return Stored(
        outcome=receipt.outcome,
        seq=receipt.seq,
        receipt=receipt.receipt,
        stored=receipt.stored,
    )


def _link(asked: Round, response: Response) -> str | None:
    """Return the earlier answers that these go on from; none where no round is followed."""
    return None if asked.settings.follows is None else response.earlier


async def delete(call: Call) -> Reply:
    """Delete the answers, from the group's counts too; ``backups`` may still hold them."""
    store = call.desk.store
    there = await call.desk.run(store.delete_response, call.round_id, call.response_id)
    if not there:
        raise await missing(call)
    backups = await call.desk.run(call.desk.backups, call.round_id, call.response_id)
    return Reply(Deleted(deleted=True, backups=backups))


async def missing(call: Call) -> Refusal:
    """Say whether answers that are not there were deleted, or never were there."""
    store = call.desk.store
    gone = await call.desk.run(store.was_deleted, call.round_id, call.response_id)
    return Refusal("deleted" if gone else "unknown")


def _other_wording(asked: Round, response: Response) -> bool:
    """Tell whether the answers are to an earlier copy, whose options may have meant others."""
    ours, theirs = asked.questionnaire, response.questionnaire
    same = (ours.id, ours.version) == (theirs.id, theirs.version)
    return same and ours.hash != theirs.hash


def faults(asked: Round, response: Response, language: str) -> list[Problem]:
    """Return everything in a response that the round cannot take, all at once."""
    found = [
        Problem(
            name, None, say(language, "This is not known here."), say(language, "Leave it out.")
        )
        for name in [*(response.model_extra or ()), *(response.questionnaire.model_extra or ())]
    ]
    if response.round not in {None, asked.id}:
        what = say(language, "The answers belong to another round.")
        found.append(Problem("round", None, what, say(language, "Reload the page.")))
    if response.language not in asked.questionnaire.languages:
        what = say(language, "The round is not held in this language.")
        choices = ", ".join(asked.questionnaire.languages)
        remedy = say(language, "Choose among: {options}.", options=choices)
        found.append(Problem("language", None, what, remedy))
    return found + check_answers(asked.questionnaire, response, language)
