"""Several workers serve as one: whoever asks any of them gets the same, and one may die."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from collecting import new_round, response
from crew import Crew, Line, running
from serving import ended
from test_server_metrics import figures
from visiting import ask

from kit.server.collector.limits import HOT
from kit.store import open_store


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with running() as one:
        yield one


@pytest.fixture
def lines(crew: Crew) -> Iterator[list[Line]]:
    """Connect to each of the two workers."""
    with ExitStack() as stack:
        both = [stack.enter_context(crew.line(worker)) for worker in crew.workers()]
        for line in both:  # one after the other, since one sleeps while the other is connected
            line.connect()
        yield both


def message(kind: str) -> str:
    header = {"msg_id": secrets.token_hex(4), "msg_type": kind, "session": "s"}
    header |= {"username": "", "version": "5.3", "date": ""}
    whole = {"header": header, "parent_header": {}, "metadata": {}, "content": {}}
    return json.dumps({**whole, "channel": "shell", "buffers": []})


def test_pages_and_files_are_the_same_in_each_worker(lines: list[Line]) -> None:
    page = {line.ask("GET", "/01-sjalvskattning")[1] for line in lines}
    assert len(page) == 1
    (text,) = page
    script = text.decode().partition('src="')[2].partition('"')[0]
    assert {line.ask("GET", script)[0] for line in lines} == {200}
    assert len({line.ask("GET", script)[1] for line in lines}) == 1


def test_the_live_part_has_its_workers_address_and_each_worker_leads_there(
    lines: list[Line],
) -> None:
    configs = [line.live()["config"] for line in lines]
    assert sorted(config["baseUrl"] for config in configs) == ["/w1/", "/w2/"]
    for config, other in zip(configs, reversed(lines), strict=True):
        card = f"{config['baseUrl']}api/kernels/{config['kernelId']}"
        assert other.ask("GET", card)[0] == 200
        assert other.ask("GET", f"{card}x")[0] == 404
        assert other.ask("GET", "/01-sjalvskattning")[0] == 200
    for config, other in zip(configs, reversed(lines), strict=True):
        wire = other.wire(config)
        wire.send(message("kernel_info_request"))
        while json.loads(wire.recv())["header"]["msg_type"] != "kernel_info_reply":
            pass
        wire.close()


def test_a_page_closes_its_kernel_by_way_of_any_worker(lines: list[Line]) -> None:
    first, second = lines
    config = first.live()["config"]
    at = config["baseUrl"]
    assert second.ask("POST", f"{at}voila/api/shutdown/{config['kernelId']}")[0] == 204
    assert first.ask("GET", f"{at}api/kernels/{config['kernelId']}")[0] == 404


def test_strangers_are_refused_also_where_they_are_passed_on(lines: list[Line]) -> None:
    first, second = lines
    config = first.live()["config"]
    end = f"{config['baseUrl']}voila/api/shutdown/{config['kernelId']}"
    assert second.ask("POST", end, Origin="http://elsewhere.example")[0] == 403
    assert first.ask("GET", f"{config['baseUrl']}api/kernels/{config['kernelId']}")[0] == 200


@pytest.mark.parametrize("path", ["/w3/kit/live", "/w99/", "/w0/", "/w1", "/w1/metrics", "/w2/"])
def test_addresses_of_no_worker_lead_nowhere(lines: list[Line], path: str) -> None:
    for line in lines:
        assert line.ask("GET", path)[0] == 404


def test_what_is_passed_on_comes_from_where_it_came_from(lines: list[Line]) -> None:
    for line in lines:
        for path in ("/w1/metrics", "/w2/../metrics"):
            assert line.ask("GET", path, Connection="Upgrade", Upgrade="x")[0] in {400, 404}


def test_both_workers_keep_answers_in_one_store(crew: Crew, lines: list[Line]) -> None:
    workshop = new_round(crew.collector).opened()
    asked = workshop.asked()
    people = [workshop.participant() for _ in range(40)]
    saved: list[int] = []

    def send(line: Line, share: list[int]) -> None:
        for place in share:
            body = response(people[place], asked, answers={}, status="finished")
            status, told = line.ask(
                "PUT",
                f"/kit/api/{workshop.path}/response",
                body,
                **{"Kit-Response": people[place].key},
            )
            assert status == 200, told
            assert json.loads(told)["outcome"] == "stored"
            saved.append(place)

    before = acks(crew)
    threads = [
        threading.Thread(target=send, args=(line, list(range(start, 40, 2))))
        for start, line in enumerate(lines)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(saved) == list(range(40))
    assert acks(crew) - before == 40
    store = open_store(crew.store, language="en")
    assert store.progress(workshop.id).finished == 40
    store.close()


def acks(crew: Crew) -> float:
    return figures(ask(crew.server, "metrics").text)["kit_acks_total stored"]


def test_guessing_codes_is_no_easier_with_more_workers(lines: list[Line]) -> None:
    tried = 0
    for line in lines:
        wrong = {"code": "ZZZZ-ZZZZ", "response_id": secrets.token_hex(16)}
        while tried <= HOT and line.ask("POST", "/kit/api/join", wrong)[0] == 404:
            tried += 1
    assert tried <= HOT


def test_f03_a_worker_that_is_killed_starts_again_and_the_other_goes_on(crew: Crew) -> None:
    killed, spared = crew.workers()
    with crew.line(killed) as line, crew.line(spared) as other:
        config = line.live()["config"]
        card = f"{config['baseUrl']}api/kernels/{config['kernelId']}"
        kernels = killed.children(recursive=True)
        other.connect()
        killed.kill()
        assert ended([killed, *kernels])
        assert other.ask("GET", "/01-sjalvskattning")[0] == 200
        while (status := other.ask("GET", card)[0]) == 503:
            pass  # the other says "in a moment" until it is back
        assert status == 404
        assert other.ask("POST", f"{config['baseUrl']}kit/live", {})[0] == 400
    log = crew.server.log()
    assert "has ended by itself (code -9) and starts again in 0.5 s." in log


def test_being_told_to_stop_ends_all_and_leaves_nothing(crew: Crew) -> None:
    everyone = psutil.Process(crew.server.process.pid).children(recursive=True)
    assert len(everyone) > 2
    crew.server.process.terminate()
    assert crew.server.process.wait() == 0
    assert ended(everyone)
    assert list(Path(crew.store.removeprefix("sqlite:///")).parent.joinpath("r").iterdir()) == []
    assert crew.server.log().endswith("The server has stopped.\n")


def test_workers_end_when_nobody_is_left_to_look_after_them() -> None:
    with running() as crew:
        everyone = psutil.Process(crew.server.process.pid).children(recursive=True)
        crew.server.process.kill()
        assert ended(everyone)
