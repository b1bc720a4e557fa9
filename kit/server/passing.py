"""Pass on what is meant for another worker: byte by byte, so websockets go the same way.

Kernels live in one worker each, and their addresses say in which. Whoever asks another worker, as
the system deals out connections, is connected through.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.iostream import IOStream, StreamClosedError
from tornado.routing import PathMatches, Rule, RuleRouter
from tornado.tcpclient import TCPClient
from tornado.web import Application, HTTPError

from kit.server.discretion import Terse

READY = "ready"
"""What a worker writes when it answers."""
PIECE = LARGEST_BODY = 64 * 1024
OURS = {"connection", "content-length", "expect", "keep-alive", "transfer-encoding"}
"""Headers that are about the one connection and are written anew."""
CLAIMS = {"forwarded", "x-forwarded-for", "x-forwarded-proto", "x-real-ip", "x-scheme"}
"""Headers that say where a request comes from; only what this worker found out goes on."""


@dataclass(frozen=True, slots=True)
class Door:
    """A worker's own socket, at which it is asked for its live part alone.

    ``ports`` are those of the others' doors, by number; ``folder`` is the worker's own.
    """

    socket: socket.socket
    ports: Mapping[int, int]
    folder: Path

    def open(self, app: Application, live_base: str) -> None:
        """Answer there."""
        own = RuleRouter([Rule(PathMatches(rf"{live_base}.*"), app)])
        HTTPServer(own, max_body_size=LARGEST_BODY, xheaders=True).add_socket(self.socket)


class Passing(Terse):
    """Connect the visitor to the worker in the address; ``ports`` are where workers listen."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST", "DELETE", "PATCH", "PUT", "OPTIONS")

    def initialize(self, ports: Mapping[int, int]) -> None:
        """Take what the route says."""
        self.ports = ports

    def check_xsrf_cookie(self) -> None:
        """Leave this to the worker that answers."""

    async def pass_on(self, number: str) -> None:
        """Connect through, until one of the two hangs up."""
        port = self.ports.get(int(number))
        if port is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        try:
            there = await TCPClient().connect("127.0.0.1", port)
            await there.write(head(self.request) + self.request.body)
        except StreamClosedError:
            self.set_header("Retry-After", "2")
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE) from None
        here = self.detach()
        await asyncio.gather(pump(here, there), pump(there, here))

    get = head = post = delete = patch = put = options = pass_on


def head(request: HTTPServerRequest) -> bytes:
    """Return a request's head as it goes on: for this one request, or for a websocket."""
    upgrade = "upgrade" in request.headers.get("Connection", "").lower()
    lines = [f"{request.method} {request.uri} HTTP/1.1"]
    lines += [
        f"{name}: {value}"
        for name, value in request.headers.get_all()
        if name.lower() not in OURS | CLAIMS
    ]
    lines.append(f"Connection: {'Upgrade' if upgrade else 'close'}")
    lines.append(f"Content-Length: {len(request.body)}")
    lines.append(f"X-Forwarded-Proto: {request.protocol}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


async def pump(source: IOStream, sink: IOStream) -> None:
    """Carry everything from one to the other; when either is closed, both are."""
    try:
        while True:
            await sink.write(await source.read_bytes(PIECE, partial=True))
    except StreamClosedError:
        pass
    finally:
        sink.close()
