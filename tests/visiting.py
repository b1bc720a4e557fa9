"""Visit a running server the way a browser, a script or a stranger would."""

from __future__ import annotations

import http.client
import re
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

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
    server: Server, path: str, method: str = "GET", **headers: str
) -> Iterator[http.client.HTTPResponse]:
    parts = urllib.parse.urlsplit(server.address)
    with closing(http.client.HTTPConnection(parts.netloc)) as connection:
        connection.request(method, parts.path + path, headers=headers)
        yield connection.getresponse()


def ask(server: Server, path: str = "", method: str = "GET", **headers: str) -> Answer:
    with asking(server, path, method, **headers) as response:
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, response.read())


def kernel_of(page: str) -> str:
    found = re.search(r'"kernelId": "([^"]+)"', page)
    assert found
    return found.group(1)


def origin(server: Server) -> str:
    parts = urllib.parse.urlsplit(server.address)
    return f"{parts.scheme}://{parts.netloc}"


def goodbye(server: Server, kernel: str, **headers: str) -> int:
    """Close the page whose kernel this is."""
    said = {"Origin": origin(server), **headers}
    return ask(server, f"voila/api/shutdown/{kernel}", "POST", **said).status
