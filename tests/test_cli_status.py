"""``kit status`` says on one screen how a running server is, and tells scripts by its exit code."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest
from collecting import Collector, Workshop, response
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Histogram
from typer.testing import CliRunner, Result

from kit.cli.app import app
from kit.server.checkup import within


def status(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(app, ["status", "--language", language, *arguments])


class Pretender(BaseHTTPRequestHandler):
    """Answer as told; ``pages`` has number and text by path."""

    pages: ClassVar[dict[str, tuple[int, str]]] = {}

    def do_GET(self) -> None:
        number, text = self.pages.get(self.path, (404, ""))
        self.send_response(number)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def pretender() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pretender)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()
    Pretender.pages = {}


def test_a_server_that_is_well_is_described_on_one_screen(workshop: Workshop) -> None:
    person = workshop.participant()
    person.put(f"{workshop.path}/response", response(person, workshop.asked()))
    address = workshop.collector.api.removesuffix("kit/api/")
    said = status(address)
    assert said.exit_code == 0, said.output
    assert said.output.startswith(f"The server at {address} is well.\n  Store       answers\n")
    assert re.search(r"Answers  +\d+ sendings saved .*; 95 of 100 within 0\.\d+ s", said.output)
    assert len(said.output.splitlines()) <= 10


def test_the_same_in_swedish_and_as_data(collector: Collector) -> None:
    address = collector.api.removesuffix("kit/api/")
    assert f"Servern på {address} mår bra." in status(address, language="sv").output
    told = json.loads(status(address.removeprefix("http://"), "--json").output)
    assert told["address"] == address
    assert told["store"] == "ok"
    assert told["kernels"] == told["queue"] == 0
    assert told["acks"]["failed"] == 0


def test_a_store_that_is_away_is_told_with_exit_code_1(pretender: str) -> None:
    Pretender.pages = {"/kit/api/health": (503, "{}"), "/metrics": (200, "kit_pages_total 3\n")}
    said = status(pretender)
    assert said.exit_code == 1
    assert "cannot save any answers" in said.output
    assert "Pages       3 sent" in said.output


def test_figures_that_are_not_for_this_computer_are_left_out(pretender: str) -> None:
    Pretender.pages = {"/kit/api/health": (200, '{"status": "ok"}'), "/metrics": (403, "403")}
    said = status(pretender)
    assert said.exit_code == 0
    assert "--metrics-for" in said.output
    assert json.loads(status(pretender, "--json").output)["kernels"] is None


def test_what_is_no_kit_is_told_apart(pretender: str) -> None:
    Pretender.pages = {"/kit/api/health": (200, "<html>")}
    said = status(pretender)
    assert said.exit_code == 1
    assert "it is no kit" in said.output


def test_nobody_there_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = status(f"localhost:{port}")
    assert said.exit_code == 1
    assert said.output.startswith(f"Nothing answers at http://localhost:{port}/")
    assert "Traceback" not in said.output


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://", "ftp://x/", "http://[", ""])
def test_what_is_no_address_is_refused_with_a_sentence(address: str) -> None:
    said = status(address)
    assert said.exit_code == 1
    assert "is no address of a server" in said.output


@given(st.lists(st.floats(0.001, 100), min_size=1))
def test_ninety_five_of_a_hundred_took_no_longer_than_is_said(seconds: list[float]) -> None:
    registry = CollectorRegistry()
    histogram = Histogram("h", "h", buckets=(0.1, 1, 10), registry=registry)
    for one in seconds:
        histogram.observe(one)
    (told,) = [within(one) for one in registry.collect()]
    assert told is not None
    assert sum(one <= told for one in seconds) >= 0.95 * len(seconds)
