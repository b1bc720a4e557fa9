"""A running collector and callers of it, each with cookies of its own like a browser."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import subprocess
import tempfile
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from serving import KIT, ROOT

KEY = "organiser-" + "k" * 30
SETTINGS: dict[str, Any] = {
    "name": "Exempelby bibliotek",
    "questionnaire": "puls-10",
    "languages": ["sv", "en"],
}


@dataclass(frozen=True)
class Said:
    """What the collector answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json.get("code"))


@dataclass
class Served:
    """Where a collector answers; ``api`` ends with a slash."""

    api: str


@dataclass
class Collector(Served):
    """A collector that runs in a process of its own."""

    process: subprocess.Popen[str]
    errors: Path
    store: str

    def log(self) -> str:
        return self.errors.read_text(encoding="utf-8")


@dataclass
class Caller:
    """Somebody who asks the collector things; ``key`` is a participant's own."""

    api: str
    key: str = ""
    cookies: dict[str, tuple[str, str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Said:
        """Ask for a path of the API; a body that is not bytes is sent as JSON."""
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(self.api, path))
        sent = {"Accept-Language": "en", **self.headers}
        if method in {"POST", "PUT", "DELETE"}:
            sent |= {"Content-Type": "application/json", "Origin": f"http://{parts.netloc}"}
        if self.key:
            sent["Kit-Response"] = self.key
        kept = [f"{n}={v}" for n, (v, at) in self.cookies.items() if parts.path.startswith(at)]
        if kept:
            sent["Cookie"] = "; ".join(kept)
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        with closing(http.client.HTTPConnection(parts.netloc, timeout=60)) as connection:
            connection.request(method, parts.path, data, sent)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            cookies = tuple(answer.headers.get_all("Set-Cookie") or ())
            said = Said(answer.status, named, answer.read(), cookies)
        self._keep(said)
        return said

    def get(self, path: str, **headers: str) -> Said:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Said:
        return self.ask("POST", path, {} if body is None else body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Said:
        return self.ask("PUT", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Said:
        return self.ask("DELETE", path, **headers)

    def _keep(self, said: Said) -> None:
        for cookie in said.cookies:
            pair, *attributes = cookie.split("; ")
            name, _, value = pair.partition("=")
            places = [one.partition("=")[2] for one in attributes if one.startswith("Path=")]
            self.cookies[name] = (value, places[0])


@dataclass
class Workshop:
    """A round with its keys, and a caller who leads it."""

    collector: Served
    id: str
    facilitator_key: str
    presenter_key: str
    leader: Caller

    @property
    def path(self) -> str:
        return f"rounds/{self.id}"

    @property
    def code(self) -> str:
        return str(self.leader.get(f"{self.path}/progress").json["code"])

    def caller(self, **more: Any) -> Caller:
        return Caller(self.collector.api, **more)

    def opened(self) -> Workshop:
        assert self.leader.put(f"{self.path}/status", {"status": "open"}).status == 200
        return self

    def presenter(self) -> Caller:
        return entered(self.collector, self.presenter_key)

    def participant(self) -> Caller:
        """Let somebody in who has joined with the code."""
        person = self.caller(key=secrets.token_hex(16))
        said = person.post("join", {"code": self.code, "response_id": person.key})
        assert said.status == 200, said.body
        return person

    def asked(self) -> dict[str, str]:
        """Return which questionnaire is answered."""
        joined = self.participant()
        found = joined.get(f"{self.path}/response").json["questionnaire"]
        joined.delete(f"{self.path}/response")
        return {name: str(found[name]) for name in ("id", "version", "hash")}


def response(person: Caller, asked: Mapping[str, str], seq: int = 1, **more: Any) -> dict[str, Any]:
    """Return a response of this person; ``answers`` and the like by name."""
    return {
        "response_id": person.key,
        "seq": seq,
        "questionnaire": dict(asked),
        "language": "sv",
        "answers": {},
        "day": "2026-11-22",
        "status": "started",
        **more,
    }


def entered(collector: Served, key: str) -> Caller:
    """Exchange a key for a session."""
    caller = Caller(collector.api)
    said = caller.post("exchange", {"key": key})
    assert said.status == 200, said.body
    return caller


def new_round(collector: Served, **settings: Any) -> Workshop:
    """Make a round, not open yet."""
    made = entered(collector, KEY).post("rounds", SETTINGS | settings)
    assert made.status == 201, made.body
    told = made.json
    leader = entered(collector, told["facilitator_key"])
    return Workshop(
        collector, told["round"], told["facilitator_key"], told["presenter_key"], leader
    )


@contextmanager
def running(store: str | None = None, *options: str, **environment: str) -> Iterator[Collector]:
    """Run `kit collect` on a free port; it ends when the block does."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        store = store or f"sqlite:///{folder}/kit.sqlite"
        with (errors := Path(folder, "errors")).open("w", encoding="utf-8") as stderr:
            process = stack.enter_context(
                subprocess.Popen(
                    [str(KIT), "collect", "--port", "0", "--language", "en", *options],
                    cwd=ROOT,
                    env={
                        **os.environ,
                        "KIT_STORE": store,
                        "KIT_ORGANISER_KEY": KEY,
                        **environment,
                    },
                    stdout=subprocess.PIPE,
                    stderr=stderr,
                    text=True,
                )
            )
        stack.callback(process.terminate)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"kit collect said {line!r} and {errors.read_text(encoding='utf-8')}"
        yield Collector(found.group(), process, errors, store)


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    """Run one collector for all tests that do it no harm."""
    with running() as one:
        yield one


@pytest.fixture
def workshop(collector: Collector) -> Workshop:
    """Make a round that is open."""
    return new_round(collector).opened()
