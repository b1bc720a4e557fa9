"""The second step of a page: a kernel for this visitor alone, and what its cells show."""

from __future__ import annotations

import http.client
import json
import shutil
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from serving import TRIAL, Server, ended
from visiting import ask, ask_alive, come_alive, goodbye, origin

BROKEN = [{"output_type": "broken"}]


def test_cells_show_windows_and_words(trial: Server) -> None:
    windows = come_alive(trial, "widgets")
    goodbye(trial, windows.kernel)
    assert list(windows.outputs) == [2, 3]
    for (shown,) in windows.outputs.values():
        assert shown["output_type"] == "display_data"
        assert shown["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
    words = come_alive(trial, "english")
    goodbye(trial, words.kernel)
    assert words.outputs == {1: [{"output_type": "html", "html": "<pre>There\n</pre>"}]}


def test_two_visitors_get_two_kernels(trial: Server) -> None:
    one, other = come_alive(trial, "widgets"), come_alive(trial, "widgets")
    assert one.kernel != other.kernel
    assert goodbye(trial, one.kernel) == goodbye(trial, other.kernel) == 204


def test_a_mistake_in_a_cell_is_told_calmly(trial: Server) -> None:
    answer = ask_alive(trial, "mistake")
    live = come_alive(trial, "mistake")
    goodbye(trial, json.loads(answer.body)["config"]["kernelId"])
    goodbye(trial, live.kernel)
    assert live.outputs == {0: [{"output_type": "html", "html": "<pre>Före\n</pre>"}], 1: BROKEN}
    for secret in ("ett hemligt meddelande", "ValueError", "Traceback", "Efter"):
        assert secret not in answer.text
    page = ask(trial, "mistake").text
    assert "Den här delen av sidan kunde inte visas" in page
    assert "This part of the page could not be shown" in page


def test_a_kernel_that_dies_is_told_calmly(trial: Server) -> None:
    before = trial.kernels()
    live = come_alive(trial, "lost")
    goodbye(trial, live.kernel)
    assert live.outputs == {1: BROKEN}
    assert trial.kernels() == before


def test_a_kernel_that_cannot_start_is_told_calmly(
    serve: Callable[..., Server], tmp_path: Path
) -> None:
    server = serve("--notebooks", TRIAL, JUPYTER_RUNTIME_DIR=str(tmp_path))
    for folder in tmp_path.iterdir():
        shutil.rmtree(folder)
    answer = ask_alive(server, "widgets")
    assert answer.status == 500
    assert answer.headers["content-type"] == "application/problem+json"
    told = json.loads(answer.body)
    assert told["detail"] == "Felet är vårt, inte ditt. Det du har svarat finns kvar."
    assert "Traceback" not in answer.text
    assert ask(server, "widgets").status == 200, "the page itself is still there"


@contextmanager
def waiting(server: Server) -> Iterator[http.client.HTTPConnection]:
    """Ask for the live part of a page whose cells run until they are let go."""
    body = json.dumps({"notebook": "waiting", "query": "", "turn": None})
    parts = urllib.parse.urlsplit(server.address)
    with closing(http.client.HTTPConnection(parts.netloc)) as connection:
        headers = {"Origin": origin(server), "Content-Type": "application/json"}
        connection.request("POST", f"{parts.path}kit/live", body, headers)
        while not server.kernels():
            assert server.process.poll() is None
        yield connection


@pytest.fixture
def patient(serve: Callable[..., Server], tmp_path: Path) -> tuple[Server, Path]:
    """Serve notebooks one of which waits for a file; return where it looks."""
    shutil.copytree(TRIAL, tmp_path, dirs_exist_ok=True)
    return serve("--notebooks", tmp_path), tmp_path


def test_the_page_is_there_while_its_cells_still_run(patient: tuple[Server, Path]) -> None:
    server, folder = patient
    with waiting(server) as connection:
        assert "Rubriken kommer" in ask(server, "waiting").text
        (folder / "go").touch()
        assert "Klart" in connection.getresponse().read().decode()


def test_a_visitor_who_leaves_takes_the_kernel_along(patient: tuple[Server, Path]) -> None:
    server, _ = patient
    with waiting(server):
        kernels = server.kernels()
    assert ended(kernels)
    assert server.kernels() == []


@pytest.mark.parametrize(
    ("page", "status"),
    [("nothing", 404), ("host", 404), ("../index", 404), ("widgets?round=x", 404)],
)
def test_what_has_no_page_has_no_live_part(trial: Server, page: str, status: int) -> None:
    before = trial.kernels()
    assert ask_alive(trial, page).status == status
    assert trial.kernels() == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://example.org"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_other_sites_start_nothing(trial: Server, headers: dict[str, str], status: int) -> None:
    before = trial.kernels()
    assert ask_alive(trial, "widgets", **headers).status == status
    assert trial.kernels() == before


@pytest.mark.parametrize(
    "body",
    [
        *("", "{", "[]", "null", '"widgets"', "{}", '{"notebook": 3}', '{"notebook": ["widgets"]}'),
        '{"notebook": "widgets", "query": 5}',
        '{"notebook": "widgets", "turn": {"a": 1}}',
        json.dumps({"notebook": "x" * 5000}),
    ],
)
def test_what_cannot_be_read_starts_nothing(trial: Server, body: str) -> None:
    before = trial.kernels()
    said = {"Content-Type": "application/json", "Origin": origin(trial)}
    answer = ask(trial, "kit/live", "POST", body, **said)
    assert (answer.status, json.loads(answer.body)["code"]) == (400, "json")
    assert trial.kernels() == before
