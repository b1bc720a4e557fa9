"""Pages of a round: drawn from the round's own questionnaire, by kernels that know no secret."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from collecting import KEY, Collector, Workshop, new_round, response
from serving import ROOT, TRIAL, Server
from test_server_kernels import message, wire
from visiting import ask, come_alive, drawn, goodbye, origin
from websockets.sync.client import ClientConnection

PAGE = "01-sjalvskattning"
TELLING = "surroundings"
UNITS = ["Huvudbiblioteket å ä ö 😀", 'Filialen "x" # y: \u0085\u2028']


@pytest.fixture(scope="module")
def house(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Serve the repository's own notebooks, and one that tells; with a key to look for."""
    folder: Path = tmp_path_factory.mktemp("house")
    store = f"sqlite:///{folder}/geheim.sqlite"
    for name in ("notebooks", "questionnaires"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(TRIAL / f"{TELLING}.ipynb", folder / "notebooks")
    return serve("--notebooks", folder / "notebooks", KIT_STORE=store, KIT_ORGANISER_KEY=KEY)


def told(house: Server, query: str = "") -> dict[str, str]:
    """Return what a page's kernel is told in its environment."""
    live = come_alive(house, f"{TELLING}{query}")
    goodbye(house, live.kernel)
    found = re.search(r"<pre>(\{.*\})", live.text)
    assert found
    variables: dict[str, str] = json.loads(html.unescape(found.group(1)))["variables"]
    return variables


@pytest.fixture(scope="module")
def held(house: Server) -> Workshop:
    """Hold a round whose units have odd names."""
    collector = Collector(f"{house.address}kit/api/", house.process, house.errors, "")
    return new_round(collector, units=UNITS, name="Å <b>by</b>").opened()


def test_a05_a_rounds_kernel_is_told_the_round_and_no_secret(house: Server, held: Workshop) -> None:
    variables = told(house, f"?round={held.id}")
    assert json.loads(variables["KIT_ROUND"]) == {"id": held.id, "name": "Å <b>by</b>"}
    copy = json.loads(Path(variables["KIT_QUESTIONNAIRE"]).read_text(encoding="utf-8"))
    labels = [one["label"]["sv"] for one in copy["background"][0]["options"]]
    assert labels == UNITS
    assert not {"KIT_STORE", "KIT_ORGANISER_KEY"} & variables.keys()
    page = ask(house, f"{PAGE}?round={held.id}")
    live = come_alive(house, f"{PAGE}?round={held.id}")
    goodbye(house, live.kernel)
    assert page.status == 200
    assert [{"output_type": "broken"}] not in live.outputs.values()
    for hidden in (KEY, "geheim", held.facilitator_key, held.presenter_key):
        assert hidden not in json.dumps(variables)
        assert hidden not in page.text
        assert hidden not in json.dumps(live.outputs)


def test_a_rounds_page_is_drawn_from_the_rounds_own_questionnaire(
    house: Server, held: Workshop
) -> None:
    page = ask(house, f"{PAGE}?round={held.id}").text
    state = drawn(page)["form"]
    assert state["round"] == {"id": held.id, "name": "Å <b>by</b>", "api": "/kit/api/"}
    options = state["questionnaire"]["background"][0]["options"]
    assert [one["label"]["sv"] for one in options] == UNITS
    assert "Du svarar i rundan Å &lt;b&gt;by&lt;/b&gt;." in page


@pytest.mark.parametrize("round_id", ["aaaaaaaaaaaa", "", "..", "x' OR 1=1", "a" * 500, "%00"])
def test_a_round_that_is_none_has_no_page(house: Server, round_id: str) -> None:
    before = house.kernels()
    page = ask(house, f"{PAGE}?round={round_id.replace(' ', '%20')}")
    assert page.status == 404
    assert "<title>Sidan finns inte</title>" in page.text
    assert house.kernels() == before


def test_a_deleted_round_has_no_page(house: Server, held: Workshop) -> None:
    gone = new_round(held.collector)
    gone.leader.delete(gone.path)
    assert ask(house, f"{PAGE}?round={gone.id}").status == 404


def test_a_page_without_a_round_is_as_before(house: Server) -> None:
    assert not {"KIT_ROUND", "KIT_QUESTIONNAIRE"} & told(house).keys()
    assert drawn(ask(house, PAGE).text)["round"] is None


def test_the_collector_stands_beside_the_pages(house: Server, held: Workshop) -> None:
    assert ask(house, "kit/api/health").text == '{"status":"ok"}'
    assert ask(house, "kit/api/nothing").status == 404
    assert held.caller().get("health").headers["cache-control"] == "no-store"


def test_a08_the_log_of_the_pages_holds_no_key(house: Server, held: Workshop) -> None:
    ask(house, f"nothing?key={held.facilitator_key}")
    held.caller().post("exchange", {"key": held.facilitator_key + "x"})
    written = house.log()
    assert "GET /nothing" in written
    for hidden in (KEY, held.facilitator_key, held.presenter_key, held.code):
        assert hidden not in written


def test_the_organisers_key_is_not_printed_where_nobody_reads_along(house: Server) -> None:
    assert house.process.stdout is not None
    line = house.process.stdout.readline()
    assert "kit key" in line
    assert KEY not in line


ODD: list[Any] = [
    *(None, 3, "change", [], {}, {"type": "change"}, {"type": "__class__", "id": "1"}),
    {"type": "change", "id": "2", "response": {"response_id": "f" * 32, "answers": {"q111": "9"}}},
    {"type": "finish", "id": "3", "response": {"answers": {"q111": 10**308}, "status": "finished"}},
    {"type": "finish", "id": "4", "response": "x" * 100_000},
]
UNSENT = [{"kind": "presenter"}, {"kind": 5}, {"state": []}, {"_esm": "x"}, {"nothing": {"a": 1}}]


def test_a04_messages_to_windows_reach_nothing_but_the_senders_own_page(
    house: Server, held: Workshop
) -> None:
    """To every widget of a page, displayed or not, and to some that are none."""
    other = held.participant()
    theirs = response(other, held.asked(), answers={"q111": "3"}, role="all")
    assert other.put(f"{held.path}/response", theirs).status == 200
    place = f"{held.path}/response"
    before = other.get(place).body, held.leader.get(f"{held.path}/progress").body
    mine, neighbours = (come_alive(house, f"{PAGE}?round={held.id}").kernel for _ in range(2))
    try:
        with (
            wire(house, mine, origin(house)) as connection,
            wire(house, neighbours, origin(house)) as beside,
        ):
            widgets = comms(connection)
            untouched = comms(beside)
            assert len(widgets) > 2
            for comm in [*widgets, *untouched, "0" * 32, "../x"]:
                for data in [
                    *({"method": "custom", "content": odd} for odd in ODD),
                    *({"method": "update", "state": state} for state in UNSENT),
                    *({"method": method} for method in ("echo_update", "eval", "")),
                ]:
                    _, sent = message("comm_msg", comm_id=comm, data=data)
                    connection.send(sent)
            for name in ("jupyter.widget", "os.system"):
                _, sent = message("comm_open", comm_id="1" * 32, target_name=name, data={})
                connection.send(sent)
            assert set(widgets) <= set(comms(connection))
            assert comms(beside) == untouched
    finally:
        for kernel in (mine, neighbours):
            goodbye(house, kernel)
    assert (other.get(place).body, held.leader.get(f"{held.path}/progress").body) == before


def comms(connection: ClientConnection) -> list[str]:
    """Ask a kernel, once all that was sent before has been dealt with, which widgets it has."""
    ident, request = message("comm_info_request")
    connection.send(request)
    for received in connection:
        said = json.loads(received)
        if said["channel"] == "shell" and said["parent_header"].get("msg_id") == ident:
            return list(said["content"]["comms"])
    raise AssertionError("the server closed the wire")
