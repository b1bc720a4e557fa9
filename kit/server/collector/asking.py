"""Who asks, from where, and with what: the checks that come before any endpoint."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from kit.errors import Problem
from kit.language import say
from kit.plain_json import read_json
from kit.server.collector.call import Route, Who
from kit.server.collector.desk import Desk
from kit.server.collector.keys import Role, cookie_name, summed
from kit.server.collector.problems import Refusal

RESPONSE_ID = re.compile("[0-9a-f]{32}")
BRANCHES = frozenset({"str", "int", "float", "list[str]", "dict[str,int]"})
"""What pydantic calls the kinds that an answer may be of."""
MOST_PLACES = 50


def same_site(headers: Mapping[str, str]) -> bool:
    """Tell whether a request comes from our own pages, or from no page at all."""
    origin = headers.get("Origin")
    if origin is None:
        return headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    return urlsplit(origin).netloc == headers.get("Host", "")


def is_json(headers: Mapping[str, str]) -> bool:
    """Tell whether the body says that it is JSON."""
    kind = headers.get("Content-Type", "").partition(";")[0]
    return kind.strip().lower() == "application/json"


def read_body(route: Route, body: bytes, language: str) -> BaseModel | None:
    """Return the body as the route's model; Refusal with every wrong place at once."""
    if route.body is None:
        return None
    try:
        content = read_json(body)
    except ValueError:
        raise Refusal("json") from None
    try:
        # Written out again, 1.0 is 1 here too, and a list may become what the model makes of it.
        return route.body.model_validate_json(json.dumps(content))
    except ValidationError as error:
        raise _misshapen(error, language) from None


def _misshapen(error: ValidationError, language: str) -> Refusal:
    places = dict.fromkeys(_place(one["loc"]) for one in error.errors(include_input=False))
    what = say(language, "This is missing, of the wrong kind, or not known here.")
    problems = [Problem(place, None, what, "") for place in places][:MOST_PLACES]
    return Refusal("shape", {"place": ", ".join(list(places)[:5])}, problems)


def _place(parts: tuple[int | str, ...]) -> str:
    """Return where in the body: "answers q111"; a list's places count from 1."""
    kept = [part for part in parts if part not in BRANCHES]
    named = (str(part + 1 if isinstance(part, int) else part) for part in kept)
    return " ".join(named)[:100] or "body"


async def caller(
    desk: Desk, route: Route, round_id: str, cookies: Mapping[str, str], key: str
) -> Who:
    """Return the first of the route's roles that the caller can show a right for."""
    for who in route.who:
        if who == "all" or (who == "participant" and RESPONSE_ID.fullmatch(key)):
            return who
        if who != "participant" and await _session(desk, who, round_id, cookies):
            return who
    raise Refusal("not_allowed")


async def _session(desk: Desk, role: Role, round_id: str, cookies: Mapping[str, str]) -> bool:
    wanted = None if role == "organiser" else round_id
    session = cookies.get(cookie_name(role, wanted), "")
    if not session:
        return False
    return await desk.run(desk.store.session, summed(session)) == (wanted, role)
