"""Between HTTP and the endpoints: what arrives is checked, what is answered is written.

Whatever goes wrong, a person gets a sentence, and the log gets neither answers nor keys nor codes.
"""

from __future__ import annotations

import json
import math
import traceback
from typing import Any, Literal

from pydantic import TypeAdapter
from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamClosedError
from tornado.web import stream_request_body

from kit.errors import KitError, ProblemsFound
from kit.server.collector.asking import caller, is_json, read_body, same_site
from kit.server.collector.call import Call, Reply, Route, Stream
from kit.server.collector.desk import Desk
from kit.server.collector.entering import TICKET
from kit.server.collector.keys import Cookie
from kit.server.collector.problems import Refusal, wished
from kit.server.discretion import Discreet, log, place
from kit.store import StoreFault

MOST_SWALLOWED = 8_000_000
"""Bytes of a body that is too large which are still read, so that the refusal can be told."""
SLOWEST_BODY = 60.0
"""Seconds that a body may take to arrive."""
SENDING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
BY_STATUS = {400: "json", 404: "address", 405: "method", 413: "size"}
ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


@stream_request_body
class Api(Discreet):
    """Answer one path of the API; ``routes`` are what can be asked there, by method."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST", "DELETE", "PATCH", "PUT", "OPTIONS")

    def initialize(self, desk: Desk, routes: dict[str, Route]) -> None:
        """Take what the route table says."""
        self.desk = desk
        self.routes = routes
        self.arriving = bytearray()

    def prepare(self) -> None:
        """Set the limits before the body comes."""
        connection: Any = self.request.connection
        connection.set_max_body_size(MOST_SWALLOWED)
        connection.set_body_timeout(SLOWEST_BODY)

    def data_received(self, chunk: bytes) -> None:
        """Keep what may be needed of the body; one byte too many says that it is too large."""
        room = self.most_bytes() + 1 - len(self.arriving)
        self.arriving += chunk[: max(0, room)]

    async def answer(self, **parts: str) -> None:
        """Find out what is asked, let the endpoint do it, and write what comes of it."""
        try:
            route = self.route()
            call = await self.call(route, **parts)
            reply = await route.does(call)
        except Refusal as refusal:
            self.refuse(refusal)
        except Exception as error:  # noqa: BLE001 - whatever failed, the person must be told
            self.refuse(self.explained(error))
        else:
            await self.write_reply(reply)

    get = head = post = put = delete = patch = options = answer

    def check_xsrf_cookie(self) -> None:
        """Leave this to the check of where a request comes from."""

    def route(self) -> Route:
        """Return what is asked for; Refusal when it cannot be asked, or not from there."""
        method = str(self.request.method)
        route = self.routes.get("GET" if method == "HEAD" else method)
        if route is None:
            self.set_header("Allow", ", ".join(sorted(self.routes)))
            raise Refusal("method" if self.routes else "address")
        if method in SENDING and not same_site(self.request.headers):
            raise Refusal("origin")
        if method in {"POST", "PUT"} and not is_json(self.request.headers):
            raise Refusal("type")
        if len(self.arriving) > route.most_bytes:
            raise Refusal("size")
        return route

    async def call(self, route: Route, **parts: str) -> Call:
        """Return the request as the endpoint wants it; who asks is checked before what is said."""
        key = self.request.headers.get("Kit-Response", "")
        round_id = parts.get("round", "")
        cookies = {name: morsel.value for name, morsel in self.cookies.items()}

        async def still_allowed() -> bool:
            try:
                return await caller(self.desk, route, round_id, cookies, key) == call.role
            except (Refusal, KitError):
                return False

        call = Call(
            self.desk,
            self.language(),
            round_id,
            named=parts.get("role", ""),
            role=await caller(self.desk, route, round_id, cookies, key),
            response_id=key,
            body=read_body(route, bytes(self.arriving), self.language()),
            address=address_of(self.request),
            ticket=cookies.get(TICKET),
            still_allowed=still_allowed,
        )
        return call

    def language(self) -> str:
        """Return the language that the person's browser asks for."""
        return wished(self.request.headers.get("Accept-Language", ""))

    def most_bytes(self) -> int:
        """Return how large a body may be here."""
        return max((route.most_bytes for route in self.routes.values()), default=0)

    async def write_reply(self, reply: Reply | Stream) -> None:
        """Send what the endpoint answered."""
        if isinstance(reply, Stream):
            await self.write_stream(reply)
            return
        self.set_status(reply.status)
        self.set_cookies(reply.cookies)
        self.write_json(ANYTHING.dump_json(reply.body), "application/json")

    async def write_stream(self, stream: Stream) -> None:
        """Send piece after piece until there are no more, or nobody listens."""
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")  # nginx would wait until there is more
        if self.request.method == "HEAD":
            return
        try:
            async for piece in stream.pieces:
                self.write(piece)
                await self.flush()
        except StreamClosedError:
            log.info("%s left", place(self))

    def refuse(self, refusal: Refusal) -> None:
        """Send a refusal as a problem (RFC 9457)."""
        self.set_status(refusal.status)
        self.set_cookies(refusal.cookies)
        if refusal.after:
            self.set_header("Retry-After", str(math.ceil(refusal.after)))
        self.set_header("Content-Language", self.language())
        told = json.dumps(refusal.as_problem(self.language()), ensure_ascii=False)
        self.write_json(told.encode(), "application/problem+json")

    def explained(self, error: Exception) -> Refusal:
        """Return what to tell the person; what the operator needs is logged."""
        if isinstance(error, StoreFault):
            if error.kind == "lost":
                return Refusal("round")
            log.error("%s: %s", place(self), error)
            return Refusal("store", after=5)
        if isinstance(error, ProblemsFound):
            return Refusal("settings", problems=error.problems)
        if isinstance(error, KitError):
            return Refusal("refused", detail=str(error))
        # Without the message: a library may have put somebody's answer there.
        frames = traceback.extract_tb(error.__traceback__)
        steps = " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames[-6:])
        log.error("%s failed: %s in %s", place(self), type(error).__name__, steps)
        return Refusal("broken")

    def write_error(self, status_code: int, **_: object) -> None:
        """Tell what Tornado refuses in the same way as everything else."""
        self.refuse(Refusal(BY_STATUS.get(status_code, "broken")))

    def set_default_headers(self) -> None:
        """Let nobody keep an answer."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Vary", "Accept-Language, Cookie, Kit-Response")

    def set_cookies(self, cookies: tuple[Cookie, ...]) -> None:
        """Set cookies that no script reads and no other site sends."""
        for cookie in cookies:
            self.set_cookie(
                cookie.name,
                cookie.value,
                path=cookie.path,
                max_age=int(cookie.lasts.total_seconds()),
                httponly=True,
                samesite="Strict",
                secure=self.request.protocol == "https",
            )

    def write_json(
        self, body: bytes, kind: Literal["application/json", "application/problem+json"]
    ) -> None:
        """Send a JSON text."""
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(body)


def address_of(request: HTTPServerRequest) -> str:
    """Return the address that a request comes from, as far as it is known."""
    return request.remote_ip or ""
