"""Coming in: a link's key becomes a session, a code makes somebody a participant."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from pydantic import TypeAdapter

from kit.rounds import Round, read_code
from kit.server.collector.call import Call, Reply
from kit.server.collector.desk import Desk
from kit.server.collector.keys import Cookie, Role, cookie_for, new_secret, summed
from kit.server.collector.messages import Exchanged, Joined
from kit.server.collector.problems import Refusal
from kit.server.collector.tickets import VALID

FIRST_PAGE = "01-sjalvskattning"
REFUSED_AFTER = 0.25
"""Seconds until any refusal of a code is told, so that its time says nothing about the code."""
TICKET = "kit_ticket"
_ROLE: TypeAdapter[Role] = TypeAdapter(Role)


async def exchange(call: Call) -> Reply:
    """Exchange a link's key for a cookie; each exchange makes a new session."""
    known = await call.desk.run(call.desk.store.key, summed(call.body.key))
    if known is None:
        raise Refusal("key")
    round_id, named = known
    role: Role = _ROLE.validate_python(named)
    session = new_secret()
    cookie = cookie_for(role, round_id, session, call.desk.api)
    await call.desk.run(
        call.desk.store.add_session,
        summed(session),
        round_id,
        role,
        call.desk.now() + cookie.lasts,
    )
    return Reply(Exchanged(role=role, round=round_id), cookies=(cookie,))


async def join(call: Call) -> Reply:
    """Join the open round that the code leads to; joining twice changes nothing.

    Whoever has deleted the answers is told so, and joins anew with another id.
    """
    guesses, started = call.desk.guesses, asyncio.get_running_loop().time()
    verdict = guesses.admit(call.address, call.ticket)
    if verdict.wait > 0:
        cookies = _ticket(call.desk, verdict.ticket)
        raise Refusal("slow", after=verdict.wait, cookies=cookies)
    try:
        found = await call.desk.run(
            _join, call.desk, read_code(call.body.code), call.body.response_id
        )
    except BaseException:
        guesses.given_up(call.address)
        raise
    if found is not None:
        guesses.joined(call.address)
        return Reply(Joined(round=found.id, page=FIRST_PAGE))
    ticket = guesses.failed(call.address, call.ticket)
    await asyncio.sleep(started + REFUSED_AFTER - asyncio.get_running_loop().time())
    # Wrong, too old, of a closed round: which of them is never said.
    raise Refusal("code", cookies=_ticket(call.desk, ticket))


def _join(desk: Desk, code: str, response_id: str) -> Round | None:
    found = desk.store.round_by_code(code)
    if found is None:
        return None
    if desk.store.join(found.id, response_id, desk.today()):
        return found
    if desk.store.was_deleted(found.id, response_id):
        raise Refusal("deleted")  # no wrong code: whoever has the id was in this round
    return None


def _ticket(desk: Desk, ticket: str | None) -> tuple[Cookie, ...]:
    if ticket is None:
        return ()
    return (Cookie(TICKET, ticket, f"{desk.api}join", timedelta(seconds=VALID)),)
