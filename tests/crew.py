"""A server of several workers, and ways to talk to one of them in particular."""

from __future__ import annotations

import http.client
import json
import tempfile
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import websocket
from collecting import KEY, Collector
from serving import Server, started

LIVE = {"notebook": "01-sjalvskattning", "query": "", "turn": None}


@dataclass
class Line:
    """A way to one worker: the others sleep while it takes the connection, which stays open."""

    crew: Crew
    worker: psutil.Process
    connection: http.client.HTTPConnection

    @property
    def host(self) -> str:
        return self.crew.host

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        """Ask this worker; a body is sent as JSON."""
        if self.connection.sock is None:
            self.connect()
        return self._ask(method, path, body, **headers)

    def connect(self) -> None:
        """Let this worker take the connection."""
        others = [one for one in self.crew.workers() if one != self.worker]
        try:
            for one in others:
                one.suspend()
            assert self._ask("GET", "/kit/api/health")[0] == 200
        finally:
            for one in others:
                one.resume()

    def _ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        sent = {"Content-Type": "application/json", "Origin": f"http://{self.host}", **headers}
        data = None if body is None else json.dumps(body)
        self.connection.request(method, path, data, sent)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def live(self) -> dict[str, Any]:
        """Ask for the live part of a page, as often as the line for it demands."""
        wish = dict(LIVE)
        while True:
            status, body = self.ask("POST", "/kit/live", wish)
            told: dict[str, Any] = json.loads(body)
            if status != 202:
                assert status == 200, (body, self)
                return told
            wish["turn"] = told["turn"]

    def wire(self, config: dict[str, Any]) -> websocket.WebSocket:
        """Turn the connection into a page's wire to its kernel."""
        self.ask("GET", "/kit/api/health")
        path = f"{config['baseUrl']}api/kernels/{config['kernelId']}/channels"
        wire = websocket.WebSocket()
        wire.connect(f"ws://{self.host}{path}", socket=self.connection.sock)  # type: ignore[no-untyped-call]  # not typed there
        return wire


@dataclass
class Crew:
    """A running `kit serve --workers`."""

    server: Server
    store: str

    @property
    def host(self) -> str:
        return urllib.parse.urlsplit(self.server.address).netloc

    @property
    def collector(self) -> Collector:
        api = f"{self.server.address}kit/api/"
        return Collector(api, self.server.process, self.server.errors, self.store)

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.server.process.pid).children()

    @contextmanager
    def line(self, worker: psutil.Process) -> Iterator[Line]:
        """Return a way to this worker."""
        with closing(http.client.HTTPConnection(self.host)) as connection:
            yield Line(self, worker, connection)


@contextmanager
def running(*options: str, workers: int = 2) -> Iterator[Crew]:
    """Run workers until the block ends."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        store = f"sqlite:///{folder}/kit.sqlite"
        told = options if "--workers" in options else ("--workers", str(workers), *options)
        runtime = Path(folder, "r")
        kept = {"KIT_STORE": store, "KIT_ORGANISER_KEY": KEY, "JUPYTER_RUNTIME_DIR": str(runtime)}
        yield Crew(started(stack, *told, **kept), store)
