"""People who answer one question after the other, send each answer until it is acknowledged, and
note what was: what the collector acknowledged is what the store must hold, whatever happens.
"""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PAUSE = 0.01
"""Seconds until somebody whose connection broke tries again."""


class Broken(Exception):
    """Raised when no whole answer came."""


@dataclass
class Person:
    """One person: what was sent, and what of it was acknowledged, by question."""

    key: str
    sent: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    seq: int = 0
    joined: bool = False


@dataclass
class Crowd:
    """Everybody who has answered so far, and where they answer."""

    host: str
    port: int
    round: str
    code: str
    asked: Mapping[str, str]
    items: tuple[str, ...]
    people: dict[str, Person] = field(default_factory=dict)
    draw: random.Random = field(default_factory=lambda: random.Random(2018))  # noqa: S311 - tests
    acknowledgements: int = 0
    refused: list[str] = field(default_factory=list)
    patience: float = 5.0
    """Seconds that somebody waits for an answer before sending again."""

    def newcomer(self) -> Person:
        """Return somebody new."""
        person = Person(secrets.token_hex(16))
        self.people[person.key] = person
        return person

    def next_answer(self, person: Person) -> dict[str, Any]:
        """Let a person answer the next question; return the whole response to send."""
        item = self.items[person.seq]
        person.seq += 1
        person.sent[item] = str(self.draw.randint(1, 7))
        return {
            "response_id": person.key,
            "seq": person.seq,
            "questionnaire": dict(self.asked),
            "language": "sv",
            "answers": dict(person.sent),
            "day": "2026-11-22",
            "status": "finished" if person.seq == len(self.items) else "started",
        }


async def answering(crowd: Crowd, stop: asyncio.Event) -> None:
    """Answer as one person after the other until told to stop; end only between two answers."""
    person = crowd.newcomer()
    line = Line(crowd)
    while not stop.is_set():
        if not person.joined:
            body = {"code": crowd.code, "response_id": person.key}
            await insist(line, crowd, "POST", "join", body, "")
            person.joined = True
        response = crowd.next_answer(person)
        path = f"rounds/{crowd.round}/response"
        receipt = await insist(line, crowd, "PUT", path, response, person.key)
        if receipt.get("outcome") not in {"stored", "same"}:
            crowd.refused.append(json.dumps(receipt))
        person.acknowledged.update(person.sent)
        crowd.acknowledgements += 1
        if person.seq == len(crowd.items):
            person = crowd.newcomer()
    line.close()


async def insist(  # noqa: PLR0913, PLR0917 - what a request is made of
    line: Line, crowd: Crowd, method: str, path: str, body: Any, key: str
) -> dict[str, Any]:
    """Send until it is acknowledged; the same thing each time."""
    while True:
        try:
            async with asyncio.timeout(crowd.patience):
                status, said = await line.ask(method, path, body, key)
        except (OSError, Broken, TimeoutError):
            line.close()
            await asyncio.sleep(PAUSE * (1 + crowd.draw.random()))
            continue
        if status == 200:
            return said
        if status not in {429, 503}:
            crowd.refused.append(f"{status} {said}")
            return said
        await asyncio.sleep(PAUSE * 10)


class Line:
    """A connection that is opened when it is needed."""

    def __init__(self, crowd: Crowd, *, keeps_cookies: bool = False, address: str = "") -> None:
        self._crowd = crowd
        self._address = address
        self._keeps_cookies = keeps_cookies
        self._cookie = ""
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: Any, key: str) -> tuple[int, dict[str, Any]]:
        """Send a request and return the status and the JSON that came back."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._crowd.host, self._crowd.port)
        reader, writer = self._streams
        content = json.dumps(body).encode()
        head = [f"{method} /kit/api/{path} HTTP/1.1", "Host: x", "Content-Type: application/json"]
        head += [f"Content-Length: {len(content)}", *([f"Kit-Response: {key}"] if key else [])]
        head += [f"Cookie: {self._cookie}"] if self._cookie else []
        head += [f"X-Forwarded-For: {self._address}"] if self._address else []
        writer.write("\r\n".join([*head, "", ""]).encode() + content)
        await writer.drain()
        status, named, said = await answer_from(reader)
        if self._keeps_cookies and "set-cookie" in named:
            self._cookie = named["set-cookie"].partition(";")[0]
        return status, said

    def close(self) -> None:
        """Hang up; the next request opens a new connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def answer_from(
    reader: asyncio.StreamReader,
) -> tuple[int, dict[str, str], dict[str, Any]]:
    """Read one answer, its status, headers and JSON; Broken when it ends before it is whole."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.split(": ", 1) for line in head[1:] if line)
        named = {name.lower(): value for name, value in pairs}
        body = await reader.readexactly(int(named.get("content-length", 0)))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
        raise Broken from error
    said = json.loads(body) if body else {}
    return int(head[0].split()[1]), named, said if isinstance(said, dict) else {}
