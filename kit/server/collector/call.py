"""One request as the endpoints see it, and what they may answer; nothing of HTTP beyond that."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from kit.rounds import Round
from kit.server.collector.desk import Desk, Sight
from kit.server.collector.keys import Cookie
from kit.server.collector.problems import Refusal

Who = Literal["all", "organiser", "facilitator", "presenter", "participant"]
ALL: tuple[Who, ...] = ("all",)
Found = TypeVar("Found")


async def _always() -> bool:
    return True


@dataclass(slots=True)
class Call:
    """What was asked, by whom, and with what.

    ``role`` is the first of the route's roles that the caller could show a session or key for;
    ``body`` is the route's model, already checked.
    """

    desk: Desk
    language: str
    round_id: str = ""
    named: str = ""
    role: Who = "all"
    response_id: str = ""
    body: Any = None
    address: str = ""
    ticket: str | None = None
    still_allowed: Callable[[], Awaitable[bool]] = field(default=_always)

    async def round(self) -> Round:
        """Return the round of the address as it is now; Refusal when there is none."""
        return self._there(await self.desk.round_now(self.round_id))

    async def known_round(self) -> Round:
        """Return the round as it was a second ago at most; Refusal when there is none."""
        return self._there(await self.desk.round(self.round_id))

    async def sight(self) -> Sight:
        """Return what the round looks like now; Refusal when there is none."""
        return self._there(await self.desk.seen_now(self.round_id))

    async def known_sight(self) -> Sight:
        """Return what the round looked like a second ago at most; Refusal when there is none."""
        return self._there(await self.desk.seen(self.round_id))

    @staticmethod
    def _there(found: Found | None) -> Found:
        if found is None:
            raise Refusal("round")
        return found


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; ``body`` is a model, a list of models, or plain values."""

    body: BaseModel | list[Any] | dict[str, Any]
    status: int = 200
    cookies: tuple[Cookie, ...] = ()


@dataclass(frozen=True, slots=True)
class Stream:
    """Lines of server-sent events, for as long as somebody listens."""

    pieces: AsyncIterator[str]


Does = Callable[[Call], Awaitable[Reply | Stream]]


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked: where, by whom, with what, and what comes back.

    ``path`` is below the API's own; ``refusals`` are the codes of ``problems.SENTENCES`` that this
    route adds to those that every route has.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    who: tuple[Who, ...]
    does: Does
    answer: Any
    body: type[BaseModel] | None = None
    status: int = 200
    refusals: tuple[str, ...] = field(default=())
    most_bytes: int = 16_000
