"""Kernels: what can be said to them, what they know, and that each of them ends."""

from __future__ import annotations

import html
import json
import re
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from serving import ROOT, Server, ended
from tornado.web import Application
from visiting import ask, ask_alive, come_alive, goodbye, origin
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from kit.server.app import KitServer, configuration
from kit.server.keeping import Keeping, open_desk
from kit.server.kernels import VisitorKernels, kernel_environment
from kit.server.options import Options
from kit.server.wires import Wire


@pytest.fixture
def kernel(trial: Server) -> Iterator[str]:
    """Open a page and return its kernel's id."""
    opened = come_alive(trial, "widgets").kernel
    yield opened
    goodbye(trial, opened)


def wire(server: Server, kernel: str, page: str) -> ClientConnection:
    """Connect to a kernel the way a page from ``page`` would."""
    address = f"{server.address}api/kernels/{kernel}/channels".replace("http", "ws", 1)
    return connect(address, origin=Origin(page))


def message(kind: str, **content: object) -> tuple[str, str]:
    ident = uuid.uuid4().hex
    header = {"msg_id": ident, "msg_type": kind, "session": ident, "username": "", "version": "5.3"}
    whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    return ident, json.dumps({**whole, "channel": "shell", "buffers": []})


def answer(connection: ClientConnection, to: str) -> str:
    """Return the kind of the kernel's answer to a message."""
    for received in connection:
        said = json.loads(received)
        if said["channel"] == "shell" and said["parent_header"].get("msg_id") == to:
            return str(said["msg_type"])
    raise AssertionError("the server closed the wire")


def test_a05_a_visitor_cannot_run_code(trial: Server, kernel: str, tmp_path: Path) -> None:
    written = tmp_path / "written"
    _, execute = message("execute_request", code=f"open({str(written)!r}, 'w')", silent=False)
    ident, harmless = message("kernel_info_request")
    with wire(trial, kernel, origin(trial)) as connection:
        connection.send(execute)
        connection.send(harmless)
        assert answer(connection, ident) == "kernel_info_reply"
    assert not written.exists()


def test_a_foreign_page_gets_no_wire(trial: Server, kernel: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        wire(trial, kernel, "https://example.org")
    assert refused.value.response.status_code == 403


def test_closing_the_page_ends_its_kernel(trial: Server) -> None:
    before = set(trial.kernels())
    kernel = come_alive(trial, "widgets").kernel
    (process,) = set(trial.kernels()) - before
    assert goodbye(trial, kernel) == 204
    assert ended([process])
    assert set(trial.kernels()) == before
    assert goodbye(trial, kernel) == 204, "saying goodbye twice is no mistake"


def test_a_foreign_page_cannot_end_a_kernel(trial: Server, kernel: str) -> None:
    assert goodbye(trial, kernel, Origin="https://example.org") == 403
    assert ask(trial, f"api/kernels/{kernel}").status == 200


@pytest.mark.parametrize("method", ["DELETE", "POST", "PATCH"])
def test_a_kernel_cannot_be_changed_from_outside(trial: Server, kernel: str, method: str) -> None:
    assert ask(trial, f"api/kernels/{kernel}", method, Origin=origin(trial)).status == 405
    assert ask(trial, f"api/kernels/{kernel}").status == 200


def test_looking_whether_a_page_exists_starts_nothing(trial: Server) -> None:
    before = trial.kernels()
    assert ask(trial, "widgets", "HEAD").status == 200
    assert ask(trial, "nothing", "HEAD").status == 404
    assert trial.kernels() == before


@pytest.fixture(scope="module")
def surroundings(trial: Server) -> dict[str, Any]:
    page = come_alive(trial, "surroundings?questionnaire=puls-10")
    goodbye(trial, page.kernel)
    found = re.search(r"<pre>(\{.*\})", page.text)
    assert found
    told: dict[str, Any] = json.loads(html.unescape(found.group(1)))
    return told


def test_a_kernel_runs_the_servers_own_python(surroundings: dict[str, Any]) -> None:
    assert surroundings["python"] == sys.prefix


def test_a_kernel_knows_no_secrets(surroundings: dict[str, Any]) -> None:
    assert "hemligt" not in json.dumps(surroundings)
    assert "PATH" in surroundings["variables"]


def test_a_kernel_knows_its_own_address(surroundings: dict[str, Any]) -> None:
    assert surroundings["variables"]["QUERY_STRING"] == "questionnaire=puls-10"
    assert surroundings["variables"]["SCRIPT_NAME"] == "/surroundings"


def test_the_environment_is_told_by_name() -> None:
    server = {"HOME": "/home/kit", "LC_ALL": "sv_SE.UTF-8", "JUPYTER_TOKEN": "x", "KIT_KEY": "y"}
    told = kernel_environment(server, {"QUERY_STRING": ""})
    assert {"HOME", "LC_ALL", "QUERY_STRING"} <= told.keys()
    assert not {"JUPYTER_TOKEN", "KIT_KEY"} & told.keys()


def speaking(connection: ClientConnection, kind: str, **content: object) -> None:
    """Say something to a kernel and wait for its answer."""
    ident, said = message(kind, **content)
    connection.send(said)
    answer(connection, ident)


def test_a_page_hears_at_once_that_its_kernel_has_died(trial: Server) -> None:
    before = set(trial.kernels())
    kernel = come_alive(trial, "widgets").kernel
    (process,) = set(trial.kernels()) - before
    with wire(trial, kernel, origin(trial)) as connection:
        speaking(connection, "kernel_info_request")
        process.kill()
        said = [json.loads(received) for received in connection]
        assert connection.close_code == 1000, "which keeps Jupyter's scripts from trying again"
    assert said[-1]["content"] == {"execution_state": "dead"}
    assert ask(trial, f"api/kernels/{kernel}").status == 404
    assert set(trial.kernels()) == before


def test_a13_two_hundred_pages_of_one_visitor_leave_room_for_the_next(trial: Server) -> None:
    before = set(trial.kernels())
    greedy = {"Cookie": f"kit_visitor={'g' * 22}"}

    def open_page(_: int) -> int:
        return ask_alive(trial, "widgets", **greedy).status

    with ThreadPoolExecutor(50) as pool:
        pages = [pool.submit(open_page, number) for number in range(200)]
        other = come_alive(trial, "widgets").kernel
        answers = {page.result() for page in pages}
    assert answers <= {200, 202}, "nobody is refused"
    assert 202 in answers, "the other visitor did not wait for all of them"
    assert len(set(trial.kernels()) - before) <= 4 + 1
    goodbye(trial, other)


def test_a_quiet_page_may_miss_a_ping_before_it_is_given_up(tmp_path: Path) -> None:
    options = Options(notebooks=ROOT / "notebooks").checked()
    keeping = Keeping(f"sqlite:///{tmp_path / 'kit.sqlite'}", tmp_path)
    server = KitServer(
        options,
        [],
        open_desk(keeping, options),
        keeping,
        config=configuration(debug=False, runtime=tmp_path),
    )
    server.connection_dir_root = str(tmp_path)
    server.initialize([])
    wire = Wire.__new__(Wire)
    wire.application = Application([], **server.init_settings())
    assert wire.ping_timeout >= 2 * wire.ping_interval > 0


def test_idle_kernels_are_ended_and_open_pages_are_not(tmp_path: Path) -> None:
    config = configuration(debug=False, runtime=tmp_path)
    kernels = VisitorKernels(config=config)
    assert kernels.cull_idle_timeout == 30 * 60
    assert kernels.cull_interval == 60
    assert not kernels.cull_connected
