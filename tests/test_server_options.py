"""Starting and stopping: every refusal is one sentence, and Ctrl-C is quiet."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from serving import SERVE, TRIAL, Server, ended, started
from visiting import ask, come_alive, drawn, goodbye

from kit.errors import KitError
from kit.server.options import Options, normal_base_url


def refused(*options: str | Path, **environment: str) -> str:
    """Start the server with options that cannot work and return the one line it says."""
    ran = subprocess.run(
        [*SERVE, *map(str, options)],
        env={"PATH": "", "KIT_STORE": "sqlite:////nowhere/kit.sqlite", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    return line


def test_a_port_in_use_is_told(trial: Server) -> None:
    port = trial.address.split(":")[2].strip("/")
    line = refused("--notebooks", TRIAL, "--port", port)
    assert line.startswith(f"Port {port} is already in use.")
    assert "--port" in line


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert "There is no folder" in refused("--notebooks", tmp_path / "nothing")


def test_a_folder_without_a_first_page_is_told(tmp_path: Path) -> None:
    assert "There is no index.ipynb" in refused("--notebooks", tmp_path)


def test_a_host_that_is_not_ours_is_told() -> None:
    assert "is no address of this computer" in refused("--notebooks", TRIAL, "--host", "192.0.2.1")


@pytest.mark.parametrize("base_url", ["https://example.org/", "a b", "/a/../b", "/?x", "//a//b"])
def test_a_base_url_that_is_no_path_is_told(base_url: str) -> None:
    with pytest.raises(KitError, match="cannot be a base URL"):
        normal_base_url(base_url, "en")


def test_a_bad_base_url_stops_the_server() -> None:
    assert "cannot be a base URL" in refused("--notebooks", TRIAL, "--base-url", "/?x")


@pytest.mark.parametrize(
    ("given", "used"), [("/", "/"), ("", "/"), ("x", "/x/"), ("/x/y", "/x/y/"), ("/x/", "/x/")]
)
def test_a_base_url_gets_its_slashes(given: str, used: str) -> None:
    assert normal_base_url(given, "en") == used


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    line = refused("--notebooks", TRIAL, JUPYTER_RUNTIME_DIR=str(tmp_path / "file" / "below"))
    assert "Nothing can be written in" in line
    assert "JUPYTER_RUNTIME_DIR" in line


def test_refusals_speak_swedish() -> None:
    assert "kan inte stå före" in refused(
        "--notebooks", TRIAL, "--base-url", "?", "--language", "sv"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_is_quiet_and_leaves_nothing_behind(number: int, tmp_path: Path) -> None:
    with ExitStack() as stack:
        server = started(
            stack, "--notebooks", TRIAL, JUPYTER_RUNTIME_DIR=str(tmp_path), LANG="C.UTF-8"
        )
        come_alive(server, "widgets")
        kernels = server.kernels()
        assert kernels
        assert list(tmp_path.iterdir())
        server.process.send_signal(number)
        assert server.process.wait() == 0
        assert ended(kernels)
        lines = [line.partition(" ")[2] for line in server.log().splitlines()]
        assert lines[0].startswith("kit 0.1.0 has started. Answers are kept in ")
        assert "The server stops and ends" in lines[-2]
        assert lines[-1] == "The server has stopped."
        assert list(tmp_path.iterdir()) == []


def test_pages_below_a_base_url(serve: Callable[..., Server]) -> None:
    server = serve("--notebooks", TRIAL, "--base-url", "/workshop")
    assert server.address.endswith("/workshop/")
    told = drawn(ask(server, "widgets").text)
    assert told["base"] == "/workshop/"
    assert told["live"] == "/workshop/kit/live"
    static = told["static"].removeprefix("/workshop/")
    assert ask(server, f"{static}start.css").status == 200
    live = come_alive(server, "widgets")
    assert live.config["baseUrl"] == "/workshop/"
    assert ask(server, f"api/kernels/{live.kernel}").status == 200
    assert goodbye(server, live.kernel) == 204


def test_the_ready_line_names_an_address_for_others() -> None:
    everywhere = Options(host="0.0.0.0", base_url="/x/")  # noqa: S104 - nothing is opened
    line = everywhere.ready(8866)
    assert "http://localhost:8866/x/" in line
    assert f"http://{socket.gethostname()}:8866/x/" in line
    assert Options(host="::1").ready(80) == "The pages are ready at http://[::1]:80/"


def test_the_template_comes_from_the_package_alone(tmp_path: Path) -> None:
    """A folder of templates elsewhere on the computer does not change the pages."""
    other = tmp_path / "voila" / "templates" / "kit"
    shutil.copytree(Path(__file__).parents[1] / "kit" / "server" / "template", other)
    (other / "index.html.j2").write_text("another template")
    with ExitStack() as stack:
        server = started(stack, "--notebooks", TRIAL, JUPYTER_PATH=str(tmp_path))
        assert "Provsida" in ask(server).text


def test_the_log_says_what_was_asked_and_nothing_of_the_visitor(trial: Server) -> None:
    said = len(trial.log())
    ask(trial, "widgets?code=hemlig-kod")
    kernel = come_alive(trial, "widgets?code=hemlig-kod").kernel
    goodbye(trial, kernel, Origin="https://example.org")
    goodbye(trial, kernel)
    ask(trial, f"api/kernels/{kernel}")
    ask(trial, "nothing?code=hemlig-kod")
    ask(trial, f"voila/api/shutdown/{kernel}?code=hemlig-kod", "GET")
    ask(trial)  # the lines before this one are written when it is answered
    log = trial.log()[said:]
    assert re.search(r"\d 200 GET /widgets \d+ ms\n", log)
    assert re.search(r"\d 200 POST /kit/live \d+ ms\n", log)
    assert re.search(r"\d 404 GET /nothing \d+ ms\n", log)
    for secret in ("hemlig-kod", kernel, "127.0.0.1"):
        assert secret not in log
