"""What a facilitator does with a round: settings, status, timer, reveal, code, keys, the end."""

from __future__ import annotations

from datetime import timedelta

from kit.errors import Problem
from kit.language import say
from kit.rounds import Round, RoundSettings, Status
from kit.server import telling
from kit.server.collector.call import Call, Reply
from kit.server.collector.desk import Desk
from kit.server.collector.keys import Cookie, Role, cookie_for, new_secret, summed
from kit.server.collector.messages import Deleted, NewKey, Revoked
from kit.server.collector.organising import copy_for, must_follow, new_key
from kit.server.collector.problems import Refusal
from kit.server.collector.states import round_view
from kit.store.round_rows import ALWAYS, over


async def settings(call: Call) -> Reply:
    """Return the round with its settings, to change them."""
    return Reply(round_view(await call.sight(), call.desk.now(), call.role))


async def change_settings(call: Call) -> Reply:
    """Change the settings; after the first answer only name, last day and weights."""
    asked = await call.round()
    await call.desk.run(_settle, call.desk, asked, call.body, call.language)
    return await settings(call)


async def change_status(call: Call) -> Reply:
    """Open the round or close it; opening makes a new code where the old one is too old."""
    asked, wished = await call.round(), call.body.status
    if wished == "open" and over(asked.settings, call.desk.today()):
        raise Refusal("too_late")
    await call.desk.run(call.desk.store.set_status, call.round_id, wished)
    if wished != asked.status:
        _tell_status(wished, asked)
    return await settings(call)


async def change_timer(call: Call) -> Reply:
    """Start the clock that everybody sees, or take it away."""
    seconds = call.body.seconds
    ends = None if seconds is None else call.desk.now() + timedelta(seconds=seconds)
    await call.desk.run(call.desk.store.set_timer, call.round_id, ends)
    return await settings(call)


async def reveal(call: Call) -> Reply:
    """Show these parts of the group's result to presenter and participants, and no others."""
    await call.desk.releaser.advance(await call.round())
    await call.desk.run(call.desk.store.set_revealed, call.round_id, call.body.views)
    return await settings(call)


async def turn(call: Call) -> Reply:
    """Turn the wall to another screen of a picture that is too long for one."""
    await call.desk.run(call.desk.store.set_screen, call.round_id, call.body.screen)
    return await settings(call)


async def renew_code(call: Call) -> Reply:
    """Make a new code; the old one leads nowhere from now on."""
    await call.round()
    await call.desk.run(call.desk.store.renew_code, call.round_id)
    return await settings(call)


async def further_key(call: Call) -> Reply:
    """Make a further key; those that there are still work."""
    role = _role(call)
    return Reply(NewKey(key=await call.desk.run(new_key, call.desk, call.round_id, role)), 201)


async def revoke_keys(call: Call) -> Reply:
    """End all keys of a role and the sessions that they opened.

    For facilitators the caller gets a new key and stays in.
    """
    role = _role(call)
    key, cookies = await call.desk.run(_revoke, call.desk, call.round_id, role)
    return Reply(Revoked(key=key), cookies=cookies)


async def delete_round(call: Call) -> Reply:
    """Delete the round with everything in it; ``backups`` may still hold it."""
    await call.desk.run(call.desk.store.delete_round, call.round_id)
    call.desk.forget(call.round_id)
    backups = await call.desk.run(call.desk.backups, call.round_id)
    return Reply(Deleted(deleted=True, backups=backups))


def _tell_status(status: Status, asked: Round) -> None:
    told = telling.round_opened if status == "open" else telling.round_closed
    told(asked.questionnaire.id)


def _settle(desk: Desk, asked: Round, wished: RoundSettings, language: str) -> None:
    """Work the settings into the round's own questionnaire; before the first answer, anew."""
    if asked.first_answer:
        later = {name: getattr(wished, name) for name in ALWAYS}
        if asked.settings.model_copy(update=later) != wished:
            raise Refusal("frozen")
        copy = asked.questionnaire
    else:
        _must_stay(desk, asked, wished, language)
        copy = copy_for(desk, wished, language)
    desk.store.set_settings(asked.id, wished, copy)


def _must_stay(desk: Desk, asked: Round, wished: RoundSettings, language: str) -> None:
    """Refuse to follow another round: whoever leads this one may not see into every other."""
    if wished.follows in {None, asked.settings.follows}:
        if wished.questionnaire != asked.settings.questionnaire:
            must_follow(desk, wished, language)
        return
    what = say(language, "Which round this one follows is settled when it is made.")
    remedy = say(language, "Start a new round from the earlier one.")
    raise Refusal("settings", problems=[Problem("follows", None, what, remedy)])


def _revoke(desk: Desk, round_id: str, role: Role) -> tuple[str | None, tuple[Cookie, ...]]:
    desk.store.revoke_keys(round_id, role)
    if role != "facilitator":
        return None, ()
    key, session = new_key(desk, round_id, role), new_secret()
    cookie = cookie_for(role, round_id, session, desk.api)
    desk.store.add_session(summed(session), round_id, role, desk.now() + cookie.lasts)
    return key, (cookie,)


def _role(call: Call) -> Role:
    """Return the role that the address names."""
    if call.named == "facilitator":
        return "facilitator"
    if call.named == "presenter":
        return "presenter"
    raise Refusal("address")
