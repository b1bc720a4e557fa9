"""A09: every route and every role; and every route described."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from collecting import KEY, SETTINGS, Caller, Collector, Workshop, entered, new_round, response

from kit.server.collector.handling import Api
from kit.server.collector.openapi import api_description
from kit.server.collector.routes import ROUTES
from kit.server.collector.wiring import handlers

DOCS = Path(__file__).parents[1] / "docs" / "openapi.json"
ROLES = (
    "nobody",
    "participant",
    "someone else",
    "presenter",
    "facilitator",
    "facilitator elsewhere",
    "organiser",
)
ALL, OWN, STAGE = set(ROLES), {"participant"}, {"presenter", "facilitator"}
LEADER = {"facilitator"}
MAY: dict[tuple[str, str], set[str]] = {
    ("GET", "health"): ALL,
    ("POST", "exchange"): ALL,
    ("POST", "join"): ALL,
    ("POST", "qr"): ALL,
    ("GET", "questionnaires"): {"organiser"},
    ("POST", "rounds"): {"organiser"},
    ("GET", "rounds"): {"organiser"},
    ("GET", "rounds/{round}"): ALL,
    ("DELETE", "rounds/{round}"): LEADER,
    ("GET", "rounds/{round}/settings"): LEADER,
    ("PUT", "rounds/{round}/settings"): LEADER,
    ("PUT", "rounds/{round}/status"): LEADER,
    ("PUT", "rounds/{round}/timer"): LEADER,
    ("PUT", "rounds/{round}/reveal"): LEADER,
    ("PUT", "rounds/{round}/screen"): LEADER,
    ("POST", "rounds/{round}/code"): LEADER,
    ("GET", "rounds/{round}/progress"): STAGE,
    ("GET", "rounds/{round}/events"): STAGE,
    ("GET", "rounds/{round}/tables"): STAGE | OWN,
    ("POST", "rounds/{round}/keys/{role}"): LEADER,
    ("DELETE", "rounds/{round}/keys/{role}"): LEADER,
    ("GET", "scripts"): ALL,
    ("GET", "rounds/{round}/script"): STAGE | OWN,
    ("PUT", "rounds/{round}/script"): LEADER,
    ("PUT", "rounds/{round}/step"): LEADER,
    ("PUT", "rounds/{round}/shown"): LEADER,
    ("GET", "rounds/{round}/contribution"): OWN,
    ("PUT", "rounds/{round}/contribution"): OWN,
    ("GET", "rounds/{round}/board"): STAGE | OWN,
    ("PUT", "rounds/{round}/sorting"): LEADER,
    ("GET", "rounds/{round}/doubles"): LEADER,
    ("GET", "rounds/{round}/weighing"): STAGE | OWN,
    ("GET", "rounds/{round}/plan"): STAGE | OWN,
    ("PUT", "rounds/{round}/plan"): LEADER,
    ("GET", "rounds/{round}/following"): LEADER | {"organiser"},
    ("POST", "rounds/{round}/following"): LEADER | {"organiser"},
    ("GET", "rounds/{round}/response"): OWN,
    ("PUT", "rounds/{round}/response"): OWN,
    ("DELETE", "rounds/{round}/response"): OWN,
}
"""Who may do what; everybody else is refused with 403 or 404."""
SCRIPT = {"script": "workshop-90"}
PAPERS = {"sorting": ("board", ""), "plan": ("plan", "plan")}
"""Where to read the version of what is kept by versions."""


@dataclass
class Stage:
    """A round, another one, and somebody in every role."""

    collector: Collector
    round: Workshop
    people: dict[str, Caller]
    bodies: dict[tuple[str, str], Any]

    def ask(self, method: str, path: str, who: str) -> int:
        """Ask as somebody; return the status."""
        person = self.people[who]
        # Whatever cookies come back must not change who asks next.
        caller = replace(person, cookies=dict(person.cookies))
        place = path.replace("{round}", self.round.id).replace("{role}", "presenter")
        if path.endswith("events"):
            return caller.ask("HEAD", place).status
        return caller.ask(method, place, self.body(method, path)).status

    def body(self, method: str, path: str) -> Any:
        """Return what to send; a paper is sent as it stands, so that it is the newest."""
        if path.rpartition("/")[2] in PAPERS and method == "PUT":
            read, part = PAPERS[path.rpartition("/")[2]]
            found = self.round.leader.get(f"{self.round.path}/{read}").json
            return {"version": (found[part] if part else found)["version"]}
        return self.bodies.get((method, path), {})


def staged(collector: Collector, *, asked: Mapping[str, str] | None = None) -> Stage:
    here, there = new_round(collector).opened(), new_round(collector).opened()
    one, other = here.participant(), there.participant()
    asked = asked or one.get(f"{here.path}/response").json["questionnaire"]
    people = {
        "nobody": here.caller(),
        "participant": one,
        "someone else": other,
        "presenter": here.presenter(),
        "facilitator": here.leader,
        "facilitator elsewhere": there.leader,
        "organiser": entered(collector, KEY),
    }
    bodies = {
        ("POST", "exchange"): {"key": KEY},
        ("POST", "join"): {"code": here.code, "response_id": one.key},
        ("POST", "qr"): {"text": "x"},
        ("POST", "rounds"): SETTINGS,
        ("PUT", "rounds/{round}/settings"): SETTINGS,
        ("PUT", "rounds/{round}/status"): {"status": "open"},
        ("PUT", "rounds/{round}/timer"): {"seconds": None},
        ("PUT", "rounds/{round}/reveal"): {"views": []},
        ("PUT", "rounds/{round}/screen"): {"screen": 0},
        ("PUT", "rounds/{round}/response"): response(one, asked),
        ("PUT", "rounds/{round}/script"): SCRIPT,
        ("PUT", "rounds/{round}/step"): {"at": 0},
        ("PUT", "rounds/{round}/shown"): {"parts": ["ideas"]},
        ("PUT", "rounds/{round}/contribution"): {"seq": 1},
        ("POST", "rounds/{round}/following"): SETTINGS,
    }
    assert here.leader.put(f"{here.path}/script", SCRIPT).status == 200
    return Stage(collector, here, people, bodies)


@pytest.fixture(scope="module")
def stage(collector: Collector) -> Callable[[], Stage]:
    """Return the stage, set anew whenever somebody was allowed to tear it down."""
    kept: list[Stage] = []

    def current() -> Stage:
        if not kept or kept[0].people["nobody"].get(kept[0].round.path).status != 200:
            kept[:] = [staged(collector)]
        return kept[0]

    return current


def test_the_table_of_rights_names_every_route() -> None:
    assert {(route.method, route.path) for route in ROUTES} == set(MAY)


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(("method", "path"), MAY, ids=lambda part: part)
def test_a09_every_route_for_every_role(
    stage: Callable[[], Stage], method: str, path: str, who: str
) -> None:
    now = stage()
    status = now.ask(method, path, who)
    if who in MAY[method, path]:
        assert status in {200, 201}
    else:
        assert status in {403, 404}
    if status == 200 and method == "DELETE" and path != "rounds/{round}":
        now.people |= staged_again(now)


def staged_again(stage: Stage) -> dict[str, Caller]:
    """Bring back who was deleted or sent out."""
    person = stage.people["participant"]
    person.post("join", {"code": stage.round.code, "response_id": person.key})
    more = stage.round.leader.post(f"{stage.round.path}/keys/presenter").json["key"]
    return {"presenter": entered(stage.collector, more)}


@pytest.mark.parametrize("who", ["participant", "presenter", "facilitator", "organiser"])
def test_a09_nobody_gets_in_with_a_changed_cookie_or_key(
    stage: Callable[[], Stage], who: str
) -> None:
    caller = stage().people[who]
    forged = Caller(caller.api, key="0" * 32 if caller.key else "")
    forged.cookies = {name: (value[:-1] + "~", at) for name, (value, at) in caller.cookies.items()}
    for (method, path), allowed in MAY.items():
        if who in allowed and "nobody" not in allowed:
            now = stage()
            place = path.replace("{round}", now.round.id).replace("{role}", "presenter")
            body = now.body(method, path)
            assert forged.ask(method, place, body).status in {403, 404}, (method, path)


def test_a09_a_facilitators_cookie_does_not_reach_another_round(
    stage: Callable[[], Stage],
) -> None:
    here, there = stage().round, new_round(stage().collector)
    ((name, (value, _)),) = there.leader.cookies.items()
    moved = name.replace(there.id, here.id)
    thief = here.caller(cookies={moved: (value, "/kit/api/")})
    assert thief.get(f"{here.path}/settings").status == 403


def test_what_has_no_address_is_told_in_json(collector: Collector) -> None:
    for path in ("", "nothing", "rounds/x", "rounds/aaaaaaaaaaaa/nothing", "join/ABC", "health/"):
        said = Caller(collector.api).get(path)
        assert (said.status, said.code) == (404, "address"), path
        assert said.headers["content-type"] == "application/problem+json; charset=utf-8"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "DELETE"])
def test_what_cannot_be_done_says_what_can(collector: Collector, method: str) -> None:
    said = Caller(collector.api).ask(method, "health")
    assert (said.status, said.headers["allow"], said.code) == (405, "GET", "method")


def test_the_description_of_the_api_is_current() -> None:
    current = DOCS.read_text(encoding="utf-8")
    assert current == api_description(), "run `kit schema --api > docs/openapi.json`"


def test_every_handler_and_method_is_described() -> None:
    described = {
        (method.upper(), path[1:])
        for path, methods in json.loads(api_description())["paths"].items()
        for method in methods
    }
    assert described == set(MAY)


def test_every_address_of_the_application_is_a_described_one() -> None:
    desk: Any = type("Desk", (), {"api": "/kit/api/"})()
    rules = handlers(desk)
    assert all(rule[1] is Api for rule in rules)
    served = {(method, route.path) for rule in rules for method, route in rule[2]["routes"].items()}
    assert served == set(MAY)
    assert rules[-1][2]["routes"] == {}, "the last one answers what has no address"


def test_every_route_says_what_it_does() -> None:
    for path, methods in json.loads(api_description())["paths"].items():
        for method, told in methods.items():
            assert told["summary"].endswith("."), (method, path)
            assert "200" in told["responses"] or "201" in told["responses"]
