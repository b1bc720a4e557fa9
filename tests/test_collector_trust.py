"""The collector under attack and in trouble: nothing leaks, nobody is left without words."""

from __future__ import annotations

import json
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from collecting import KEY, Caller, Collector, Workshop, entered, new_round, response, running
from postgres import Cluster, new_cluster
from serving import KIT
from typer.testing import CliRunner

from kit.cli.app import app
from kit.errors import KitError
from kit.server.keeping import Keeping

WRITTEN = "ett-eget-svar"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1.evil.example"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a06_what_another_site_sends_is_refused(
    workshop: Workshop, method: str, origin: str
) -> None:
    paths = {"POST": f"{workshop.path}/code", "PUT": f"{workshop.path}/timer"}
    path = paths.get(method, workshop.path)
    said = workshop.leader.ask(method, path, {"seconds": 5}, Origin=origin)
    assert (said.status, said.code) == (403, "origin")
    assert workshop.leader.get(workshop.path).json["timer_left"] is None


def test_a06_a_form_on_another_site_cannot_send_json(workshop: Workshop) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        said = workshop.leader.post(f"{workshop.path}/code", Content_Type=kind)
        assert (said.status, said.code) == (415, "type")
    said = workshop.leader.post(f"{workshop.path}/code", Sec_Fetch_Site="same-origin")
    assert said.status == 200


@pytest.mark.parametrize("path", ["health", "nothing", "rounds", "join"])
def test_a11_every_answer_of_the_api_has_the_strict_headers(
    collector: Collector, path: str
) -> None:
    headers = Caller(collector.api).get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE rounds; --", '" OR ""="', "%27%20OR%201=1", "\\'; --", "$1; :x ?"]
)
def test_a16_words_of_a_query_language_are_only_words(collector: Collector, text: str) -> None:
    workshop = new_round(collector, name=text, units=[text, "b"], goals=[text]).opened()
    assert workshop.caller().get(workshop.path).json["name"] == text
    assert workshop.caller().post("exchange", {"key": text}).status == 403
    assert workshop.caller().post("join", {"code": text, "response_id": "0" * 32}).status == 404
    assert (
        workshop.caller(key=text.replace("\\", "")).get(f"{workshop.path}/response").status == 403
    )


def rlimit(collector: Collector, size: int) -> None:
    """Let the collector's files grow no larger than this, as on a disk that is full."""
    psutil.Process(collector.process.pid).rlimit(
        resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)
    )


def test_f05_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with running(f"sqlite:///{tmp_path}/kit.sqlite") as one:
        workshop = new_round(one).opened()
        asked, person = workshop.asked(), workshop.participant()
        path = f"{workshop.path}/response"
        sent = [response(person, asked, seq, answers={"q111": "3"}) for seq in (1, 2)]
        first = person.put(path, sent[0]).json
        rlimit(one, 1)
        full = person.put(path, sent[1], Accept_Language="sv")
        assert (full.status, full.code) == (503, "store")
        assert "finns kvar på din enhet" in full.json["detail"]
        assert person.get(path).json["seq"] == first["seq"], "what was saved can still be read"
        rlimit(one, resource.RLIM_INFINITY)
        assert person.put(path, sent[1]).json["outcome"] == "stored"
        assert "Traceback" not in one.log()


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Cluster]:
    """Run a PostgreSQL that these tests may stop."""
    with ExitStack() as stack:
        yield new_cluster(stack)


def test_f18_a_database_that_goes_away_is_told_and_comes_back(own_postgres: Cluster) -> None:
    with running(own_postgres.database()) as one:
        workshop = new_round(one).opened()
        asked, person = workshop.asked(), workshop.participant()
        path = f"{workshop.path}/response"
        first = response(person, asked, 1, answers={"q111": "3"})
        assert person.put(path, first).json["outcome"] == "stored"
        own_postgres.stop("immediate")
        away = person.put(path, response(person, asked, 2, answers={"q111": "4"}))
        assert (away.status, away.code, away.headers["retry-after"]) == (503, "store", "5")
        assert Caller(one.api).get("health").status == 503
        own_postgres.start()
        assert Caller(one.api).get("health").json == {"status": "ok"}
        assert person.get(path).json["answers"] == {"q111": "3"}
        more = person.put(path, response(person, asked, 2, answers={"q111": "4"}))
        assert more.json["outcome"] == "stored"
        assert "hemligt" not in one.log()


def test_a15_no_answer_code_cookie_or_key_in_any_log(own_postgres: Cluster) -> None:
    with running(own_postgres.database(), "--debug") as one:
        workshop = new_round(one, questionnaire="utvardering").opened()
        asked, person, code = workshop.asked(), workshop.participant(), workshop.code
        path = f"{workshop.path}/response"
        sent = response(person, asked, answers={"change": WRITTEN})
        person.put(path, sent)
        person.put(path, sent | {"answers": {WRITTEN: WRITTEN}})
        person.put(path, json.dumps(sent)[:-9].encode())
        own_postgres.stop("immediate")
        said = [person.put(path, sent), workshop.leader.get(f"{workshop.path}/progress")]
        said.append(workshop.caller().post("join", {"code": code, "response_id": person.key}))
        said.append(workshop.caller().post("exchange", {"key": workshop.facilitator_key}))
        assert [one.status for one in said] == [503] * 4
        own_postgres.start()
        one.process.terminate()
        assert one.process.stdout is not None
        written = one.log() + one.process.stdout.read()
    assert "503 PUT" in written
    sessions = [value for value, _ in workshop.leader.cookies.values()]
    keys = [KEY, workshop.facilitator_key, workshop.presenter_key, person.key]
    for hidden in (WRITTEN, code, *sessions, *keys, "hemligt-l"):
        assert hidden not in written
        assert all(hidden.encode() not in one.body for one in said)


def refused(*options: str, **environment: str) -> str:
    """Start a collector that cannot start, and return the one line it says."""
    ran = subprocess.run(
        [str(KIT), "collect", "--port", "0", "--language", "en", *options],
        env={**os.environ, "KIT_STORE": "", "KIT_ORGANISER_KEY": KEY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    (line,) = ran.stderr.splitlines()
    return line


def test_f18_a_store_that_cannot_be_had_is_told_in_one_sentence(own_postgres: Cluster) -> None:
    lost = own_postgres.url("kit", password="fel-lösen")  # noqa: S106 - of no database
    line = refused(KIT_STORE=lost)
    assert "user name or the password" in line
    assert "fel-l" not in line


@pytest.mark.parametrize("key", ["short", "with spaces in it, but very long", "å" * 30])
def test_a_key_that_protects_nothing_is_told(tmp_path: Path, key: str) -> None:
    keeping = Keeping.chosen(f"sqlite:///{tmp_path}/kit.sqlite", tmp_path, {})
    with pytest.raises(KitError, match="too short or holds spaces"):
        keeping.key({"KIT_ORGANISER_KEY": key}, "en")
    (tmp_path / "organiser.key").write_text(f"{key}\n", encoding="utf-8")
    with pytest.raises(KitError, match=r"organiser\.key is too short"):
        keeping.key({}, "en")


def test_f06_a_key_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with pytest.raises(KitError, match=r"cannot be kept in .*organiser.key"):
        Keeping.chosen("postgresql://x/y", tmp_path, {}).key({}, "en")


def key(store: str, *options: str) -> str:
    """Run `kit key`."""
    ran = CliRunner().invoke(app, ["key", "--store", store, *options])
    assert ran.exit_code == 0, ran.output
    return ran.stdout.strip()


def test_the_organisers_key_is_made_kept_and_renewed(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/data/kit.sqlite"
    with running(store, KIT_ORGANISER_KEY="") as one:
        file = tmp_path / "data" / "organiser.key"
        assert file.stat().st_mode & 0o777 == 0o600
        first = key(store)
        organiser = entered(one, first)
        assert organiser.get("rounds").status == 200
        second = key(store, "--new")
        assert second == key(store) != first
        assert organiser.get("rounds").status == 403
        assert Caller(one.api).post("exchange", {"key": first}).status == 403
        assert entered(one, second).get("rounds").status == 200
