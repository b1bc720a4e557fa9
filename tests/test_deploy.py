"""What deploy/ ships works: nginx in front of workers, and the services as systemd starts them."""

from __future__ import annotations

import http.client
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import psutil
import pytest
import websocket
from collecting import KEY, new_round, response
from collecting import running as collecting
from crew import LIVE, Crew, running
from nginx import Front, in_front
from serving import ROOT, started
from test_workers import message
from typer.testing import CliRunner
from visiting import ask

from kit.cli.app import app

DEPLOY = ROOT / "deploy"
SERVICES = ["kit.service", "kit@.service", "kit-collect.service", "kit-purge.service"]
OWN = ("--no-browser", "--port", "--host")


def command(name: str) -> list[str]:
    """Return what a service runs, after the program's name; number 3 of several."""
    (line,) = re.findall(r"^ExecStart=\S+ (.*)$", (DEPLOY / name).read_text(), re.MULTILINE)
    return shlex.split(line.replace("%i", "3"))


def options(name: str) -> list[str]:
    """Return the options of a service, but for those that tests have their own of."""
    _, *words = command(name)
    text = " ".join(words)
    for one in OWN:
        text = re.sub(rf"{one}( (?!--)\S+)?", "", text)
    return text.split()


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    """Run the kit as kit.service does."""
    with running(*options("kit.service")) as one:
        yield one


@pytest.fixture(scope="module")
def front(crew: Crew, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Put nginx in front of it."""
    own = re.findall(r"Worker (\d) is ready, at port (\d+)", crew.server.log())
    ports = {8965 + int(number): int(port) for number, port in own}
    ports[8866] = int(crew.host.rpartition(":")[2])
    with in_front(tmp_path_factory.mktemp("nginx"), ports) as one:
        yield one


def said(front: Front, method: str, path: str, body: Any = None, **headers: str) -> Any:
    data = None if body is None else json.dumps(body).encode()
    with front.asking(method, path, data, **headers) as answer:
        text = answer.read()
        assert answer.status < 300, (answer.status, text)
        return json.loads(text)


def test_a_page_comes_through_nginx_as_the_kit_sends_it(front: Front, crew: Crew) -> None:
    with front.asking("GET", "/01-sjalvskattning", Accept_Encoding="br") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Encoding"] == "br"
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        assert answer.headers["Server"] == "nginx"
        (visitor,) = answer.headers.get_all("Set-Cookie") or []
        assert "Secure" in visitor
        compressed = answer.read()
    assert compressed == ask(crew.server, "01-sjalvskattning", **{"Accept-Encoding": "br"}).body


def test_without_https_there_is_nothing_but_the_way_to_it(front: Front) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", front.plain)) as connection:
        connection.request("GET", "/x")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, "https://127.0.0.1/x")


def test_the_live_part_comes_through_nginx_and_its_wire_goes_straight_to_its_worker(
    front: Front,
) -> None:
    wish = dict(LIVE)
    while "config" not in (told := said(front, "POST", "/kit/live", wish)):
        wish["turn"] = told["turn"]
    config = told["config"]
    card = f"{config['baseUrl']}api/kernels/{config['kernelId']}"
    assert said(front, "GET", card)["id"] == config["kernelId"]
    wire = websocket.WebSocket(sslopt={"context": front.trust})
    wire.connect(f"wss://{front.host}{card}/channels", origin=f"https://{front.host}")  # type: ignore[no-untyped-call]  # not typed there
    wire.send(message("kernel_info_request"))
    while json.loads(wire.recv())["header"]["msg_type"] != "kernel_info_reply":
        pass
    wire.close()


def test_answers_and_what_the_leader_sees_of_them_come_through_nginx(
    front: Front, crew: Crew
) -> None:
    workshop = new_round(crew.collector).opened()
    body = json.dumps({"key": workshop.presenter_key}).encode()
    with front.asking("POST", "/kit/api/exchange", body) as answer:
        (cookie,) = answer.headers.get_all("Set-Cookie") or []
    assert "Secure" in cookie
    with front.asking(
        "GET", f"/kit/api/{workshop.path}/events", Cookie=cookie.partition(";")[0]
    ) as events:
        assert next_event(events)["finished"]["at_least"] == 0
        asked = workshop.asked()
        for person in [workshop.participant() for _ in range(5)]:
            sent = response(person, asked, status="finished")
            told = said(
                front, "PUT", f"/kit/api/{workshop.path}/response", sent, Kit_Response=person.key
            )
            assert told["outcome"] == "stored"
        while next_event(events)["finished"]["at_least"] < 5:
            pass


def next_event(events: Any) -> Any:
    while not (line := events.readline()).startswith(b"data: "):
        assert line
    return json.loads(line.removeprefix(b"data: "))


@pytest.mark.parametrize("path", ["/metrics", "/w1/metrics", "/w2/metrics", "//metrics"])
def test_the_counts_are_not_shown_to_the_world(front: Front, path: str) -> None:
    with front.asking("GET", path) as answer:
        assert answer.status in {403, 404}


def test_a08_a15_nginx_logs_failures_without_saying_whose_they_are(front: Front) -> None:
    kernel = "0252e96a-8257-408f-914b-b2b2b68f0d38"
    for path in (f"/w1/api/kernels/{kernel}?x=hemligt", "/nothing?round=hemligt"):
        with front.asking("GET", path, User_Agent="Anna", X_Forwarded_For="192.0.2.7") as answer:
            assert answer.status == 404
    with front.asking("GET", "/nothing-more") as answer:
        assert answer.read()
    log = front.log()
    assert "404 GET /w1/api/kernels/* " in log
    assert "404 GET /nothing " in log
    for secret in (kernel, "hemligt", "Anna", "192.0.2", "127.0.0.1", " 200 "):
        assert secret not in log


def test_whoever_claims_an_address_is_not_believed(front: Front) -> None:
    # Wrong codes count for the true address, whatever else is claimed.
    wrong = json.dumps({"code": "ZZZZ-ZZZZ", "response_id": "a" * 32}).encode()
    claims = [f"192.0.2.{number}" for number in range(70)]
    found = []
    for claim in claims:
        with front.asking("POST", "/kit/api/join", wrong, X_Forwarded_For=claim) as answer:
            found.append(answer.status)
    assert 429 in found


def test_while_the_kit_is_away_a_page_says_so_and_tries_again(front: Front, crew: Crew) -> None:
    everyone = psutil.Process(crew.server.process.pid).children(recursive=True)
    crew.server.process.terminate()
    crew.server.process.wait()
    psutil.wait_procs(everyone)
    with front.asking("GET", "/01-sjalvskattning") as answer:
        assert answer.status == 503
        text = answer.read().decode()
    assert "Det du har svarat finns kvar på din enhet." in text
    assert 'http-equiv="refresh"' in text


def test_one_of_several_services_gives_its_live_parts_its_number() -> None:
    with ExitStack() as stack:
        server = started(stack, *options("kit@.service"))
        crew = Crew(server, "")
        with ExitStack() as more:
            line = more.enter_context(crew.line(psutil.Process(server.process.pid)))
            assert line.live()["config"]["baseUrl"] == "/w3/"


def test_the_collectors_service_starts() -> None:
    with collecting(None, *options("kit-collect.service")) as one:
        assert one.api.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("name", SERVICES)
def test_services_run_commands_that_there_are(name: str) -> None:
    ran = CliRunner().invoke(app, [*command(name), "--help"])
    assert ran.exit_code == 0, ran.output


def test_systemd_understands_the_services_and_finds_them_closed(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed, so nothing can read its services here")
    for file in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]:
        text = file.read_text().replace("/srv/kit/.venv/bin/kit", "/bin/true")
        name = file.name.replace("@", "@3")
        (tmp_path / name).write_text(
            re.sub("^(User|Group)=kit", r"\1=root", text, flags=re.MULTILINE)
        )
    units = sorted(map(str, tmp_path.iterdir()))
    assert len(units) == 5
    ran = subprocess.run(
        [analyze, "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_no_service_shows_its_passwords() -> None:
    for name in SERVICES:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        assert "EnvironmentFile=/etc/kit/kit.env" in text
        assert "KIT_STORE=" not in text
        assert KEY not in text
    assert "chmod 600" in (DEPLOY / "kit.env").read_text(encoding="utf-8")
