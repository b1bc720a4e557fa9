"""Visit a running server the way a browser, a script or a stranger would."""

from __future__ import annotations

import http.client
import json
import re
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from serving import Server


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@contextmanager
def asking(
    server: Server, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> Iterator[http.client.HTTPResponse]:
    parts = urllib.parse.urlsplit(server.address)
    with closing(http.client.HTTPConnection(parts.netloc)) as connection:
        connection.request(method, parts.path + path, body, headers)
        yield connection.getresponse()


def ask(
    server: Server, path: str = "", method: str = "GET", body: str | None = None, **headers: str
) -> Answer:
    with asking(server, path, method, body, **headers) as response:
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, response.read())


@dataclass(frozen=True)
class Live:
    """The live part of a page; ``outputs`` are those of its cells, by the cells' index."""

    kernel: str
    config: dict[str, Any]
    outputs: dict[int, list[dict[str, Any]]]

    @property
    def text(self) -> str:
        """Return what the cells show in words."""
        return "".join(one.get("html", "") for shown in self.outputs.values() for one in shown)


def ask_alive(server: Server, page: str, *, turn: str | None = None, **headers: str) -> Answer:
    """Ask once for a page's live part; ``page`` may have a query."""
    name, _, query = page.partition("?")
    body = json.dumps({"notebook": name, "query": query, "turn": turn})
    said = {"Origin": origin(server), "Content-Type": "application/json", **headers}
    return ask(server, "kit/live", "POST", body, **said)


def come_alive(server: Server, page: str) -> Live:
    """Open a page's live part as its script does: ask until it is this page's turn."""
    answer = ask_alive(server, page)
    while answer.status == 202:
        answer = ask_alive(server, page, turn=json.loads(answer.body)["turn"])
    assert answer.status == 200, answer.text
    told = json.loads(answer.body)
    outputs = {cell["index"]: cell["outputs"] for cell in told["cells"]}
    return Live(told["config"]["kernelId"], told["config"], outputs)


def drawn(page: str) -> dict[str, Any]:
    """Return what a page tells its script."""
    found = re.search(r'<script id="kit-drawn" type="application/json">(.*?)</script>', page)
    assert found
    told: dict[str, Any] = json.loads(found.group(1))
    return told


def origin(server: Server) -> str:
    parts = urllib.parse.urlsplit(server.address)
    return f"{parts.scheme}://{parts.netloc}"


def goodbye(server: Server, kernel: str, **headers: str) -> int:
    """Close the page whose kernel this is."""
    said = {"Origin": origin(server), **headers}
    return ask(server, f"voila/api/shutdown/{kernel}", "POST", **said).status
