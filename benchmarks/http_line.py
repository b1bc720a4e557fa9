"""Ask a server the way a browser does, for hundreds of people in one process."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

LARGEST_HEAD = 64 * 1024


class Broken(Exception):
    """Raised when no whole answer came."""


@dataclass(frozen=True)
class Answer:
    """What a server said; ``size`` is in bytes as they came."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """Return the body's JSON; Broken when it is none."""
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise Broken("no JSON") from error


@dataclass
class Visitor:
    """One browser: its cookies, and its connections, which it keeps."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _resting: list[Connection] = field(default_factory=list)

    @property
    def origin(self) -> str:
        """Return what the browser's pages name as their origin."""
        return f"http://{self.host}:{self.port}"

    async def get(self, path: str, **headers: str) -> Answer:
        """Get what stands at a path; Broken or OSError when nothing whole comes."""
        return await self.ask("GET", path, None, headers)

    async def send(self, method: str, path: str, body: Any, **headers: str) -> Answer:
        """Send JSON."""
        content = json.dumps(body).encode()
        return await self.ask(
            method, path, content, {"Content-Type": "application/json", **headers}
        )

    async def ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        """Ask on a connection that rests, or on a new one where none does or it has gone."""
        said = {"Host": f"{self.host}:{self.port}", "Accept-Encoding": "gzip", **headers}
        said["Accept-Language"] = "sv"
        if self.cookies:
            said["Cookie"] = self.cookie
        if body is not None:
            said |= {"Origin": self.origin, "Content-Length": str(len(body))}
        lines = [
            f"{method} {path} HTTP/1.1",
            *(f"{n.replace('_', '-')}: {v}" for n, v in said.items()),
        ]
        async with self._connection() as connection:
            answer = await connection.ask("\r\n".join([*lines, "", ""]).encode() + (body or b""))
        self._keep(answer.headers.get("set-cookie", ""))
        return answer

    @property
    def cookie(self) -> str:
        """Return the line that tells a server the browser's cookies."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def close(self) -> None:
        """Close all connections."""
        while self._resting:
            self._resting.pop().close()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        while self._resting and self._resting[-1].gone:
            self._resting.pop().close()
        connection = self._resting.pop() if self._resting else await connected(self.host, self.port)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._resting.append(connection)

    def _keep(self, cookie: str) -> None:
        name, mark, value = cookie.partition(";")[0].partition("=")
        if mark:
            self.cookies[name] = value


async def connected(host: str, port: int) -> Connection:
    """Open a connection."""
    return Connection(*await asyncio.open_connection(host, port, limit=LARGEST_HEAD))


@dataclass
class Connection:
    """One connection to a server."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def gone(self) -> bool:
        """Tell whether the server has hung up."""
        return self.reader.at_eof() or self.writer.is_closing()

    async def ask(self, request: bytes) -> Answer:
        """Send a request and return the whole answer."""
        self.writer.write(request)
        await self.writer.drain()
        try:
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.split(": ", 1) for line in head[1:] if line)
            headers = {name.lower(): value for name, value in pairs}
            raw = await self._body(headers)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
            raise Broken(str(error) or type(error).__name__) from error
        body = gzip.decompress(raw) if headers.get("content-encoding") == "gzip" else raw
        return Answer(int(head[0].split()[1]), headers, body, len(raw))

    async def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding") != "chunked":
            return await self.reader.readexactly(int(headers.get("content-length", 0)))
        parts = []
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self.writer.close()
