"""``kit demo``: a group's result within a minute, and nothing of it left afterwards."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from apart import elsewhere
from serving import KIT, ROOT
from typer.testing import CliRunner

from kit.cli.app import app
from kit.demo import DemoOptions, Way, fill
from kit.reading import read_questionnaire
from kit.records import read_participant
from kit.samples import read_samples
from kit.server.collector.keys import summed
from kit.store import Store, open_store

COMMAND = [str(KIT), "demo", "--no-browser", "--port", "0", "--language", "en"]
LINKS = 5
"""Two into a closed round, two into an open one, and the organiser's."""


@dataclass(frozen=True)
class Filled:
    """A store as the demo fills it, long after the samples were made."""

    store: Store
    ways: tuple[Way, ...]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    original = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    samples = read_samples(ROOT / "sample_data")
    with closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('d') / 'kit.sqlite'}")) as store:
        ways = elsewhere(lambda: tuple(fill(store, samples, original, today="2027-12-01")))
        yield Filled(store, ways)


def test_places_are_closed_and_shown_and_one_is_open(filled: Filled) -> None:
    store = filled.store
    rounds = {one.settings.name: one for one in store.rounds()}
    assert len(rounds) == 6
    (still,) = [one for one in rounds.values() if one.status == "open"]
    assert store.round_by_code(still.code) == still
    for one in rounds.values():
        assert one.delete_after > "2028-01-01"
        shown = [
            {row["grouping"] for row in safe["rows"] if row["status"] == "shown"}
            for safe in store.releases(one.id)
        ]
        assert shown == [] if one == still else {"all", "unit"} <= shown[0]
        assert bool(one.revealed) is (one != still)
    people = {name.split(",")[0]: store.progress(one.id).started for name, one in rounds.items()}
    assert people == {"Exempelköping": 120, "Låtsasvik": 46, "Påhittsby": 18}


def test_a_place_that_comes_back_sees_what_has_changed(filled: Filled) -> None:
    rounds = {one.settings.name: one for one in filled.store.rounds()}
    spring, autumn = (rounds[f"Påhittsby, {when} 2026"] for when in ("våren", "hösten"))
    assert (spring.settings.follows, autumn.settings.follows) == (None, spring.id)
    assert "change" in autumn.revealed
    (safe,) = filled.store.releases(autumn.id)
    change = safe["change"]
    assert change["earlier"]["name"] == spring.settings.name
    assert 5 <= change["linked"] < change["people"] == 18
    assert any(row["status"] == "shown" for row in change["rows"])
    assert all("change" not in one for one in filled.store.releases(spring.id))


def test_each_link_opens_what_it_is_for(filled: Filled) -> None:
    for way in filled.ways:
        key = way.page.partition("#")[2]
        assert filled.store.key(summed(key)) == (way.round.id, way.role)


@dataclass(frozen=True)
class Shown:
    """What somebody at a terminal sees, and the folder where the demo keeps its store."""

    text: str
    links: list[str]
    folder: Path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("demo")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        COMMAND, cwd=ROOT, stdout=theirs, env={**os.environ, "TMPDIR": str(folder)}
    )
    os.close(theirs)
    text = ""
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        while len(re.findall(r"http://\S+#\S+\s", text)) < LINKS:
            more = terminal.read(1_000)
            assert more, text
            text += more.decode()
        yield Shown(text, re.findall(r"http://\S+#\S+", text), folder)
        process.terminate()
        assert process.wait() == 0
    assert list(folder.glob("kit-demo-*")) == []


def test_somebody_at_a_terminal_gets_the_links(demo: Shown) -> None:
    assert "Everything shown is invented" in demo.text
    pages = [re.sub(r".*:\d+/|[?#].*", "", link) for link in demo.links]
    assert pages == ["ledare", "presentation", "ledare", "presentation", "ledare"]


def test_the_presenters_link_shows_the_groups_result_at_once(demo: Shown) -> None:
    tables = asked(demo.links[1], "tables")
    rows = tables["tables"]["rows"]
    assert {row["grouping"] for row in rows if row["status"] == "shown"} == {"all", "role", "unit"}
    # The book bus has three people.
    assert {row["status"] for row in rows if (row["grouping"], row["group"]) == ("unit", "u6")} == {
        "few"
    }


def test_the_open_round_can_be_joined(demo: Shown) -> None:
    progress = asked(demo.links[3], "progress")
    assert progress["status"] == "open"
    assert len(progress["code"]) == 6
    assert progress["joined"] == {"at_least": 45, "few": False}


def asked(link: str, what: str) -> Any:
    """Exchange a link's key as the page does, and ask the collector."""
    found = re.fullmatch(r"http://([^/]+)/\w+\?round=(\w+)#(.+)", link)
    assert found
    server, round_id, key = found.groups()
    with closing(HTTPConnection(server)) as connection:
        headers = {"Origin": f"http://{server}", "Content-Type": "application/json"}
        connection.request("POST", "/kit/api/exchange", json.dumps({"key": key}), headers)
        answer = connection.getresponse()
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        answer.read()
        place = f"/kit/api/rounds/{round_id}/{what}"
        connection.request("GET", place, headers={"Cookie": cookie})
        return json.load(connection.getresponse())


def test_links_are_for_a_person_at_a_terminal_and_for_no_log(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = DemoOptions(language="en", ways=filled.ways)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert "#" not in options.ready(8866)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert options.ready(8866).count("#") == 4


def test_everybodys_files_can_be_written(tmp_path: Path) -> None:
    arguments = ["demo", "--notebooks", str(ROOT / "notebooks"), "--language", "en", "--files"]
    done = CliRunner().invoke(app, [*arguments, str(tmp_path / "files")])
    assert done.stdout == f"Wrote 368 files of invented people to {tmp_path / 'files'}.\n"
    for path in (tmp_path / "files").glob("*/deltagare-001.json"):
        read_participant(path.read_bytes(), path.name)
    again = CliRunner().invoke(app, [*arguments, str(tmp_path / "files")])
    assert (again.exit_code, "is there already" in again.stderr) == (1, True)


def test_without_the_samples_it_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["demo", "--notebooks", str(tmp_path), "--language", "en"])
    assert done.exit_code == 1
    assert "There are no sample rounds here" in done.stderr
