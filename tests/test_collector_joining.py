"""Coming in: codes that are shown on a wall, and links that carry a key."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from clocked import Clock, Clocked, clocked
from collecting import KEY, Caller, Collector, Said, Workshop, new_round, running

from kit.server.collector.limits import ALL_HOT, HOT, WINDOW

GUESSERS = 48


@pytest.fixture(scope="module")
def guarded() -> Iterator[Collector]:
    """Run a collector behind a proxy, so that a test can come from many addresses."""
    with running(None, "--behind-proxy") as one:
        yield one


@pytest.fixture(scope="module")
def clockwork(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clocked]:
    """Run one whose clock the tests turn."""
    with clocked(tmp_path_factory.mktemp("clocked")) as one:
        yield one


@pytest.fixture
def turned(clockwork: Clocked) -> Clocked:
    """Return it once it has forgotten whoever guessed before."""
    clockwork.clock.turn(2 * WINDOW)
    return clockwork


@pytest.fixture
def address() -> dict[str, str]:
    """Return the headers of an address that nobody else comes from."""
    return {
        "X-Forwarded-For": f"2001:db8:{secrets.randbelow(65536):x}:{secrets.randbelow(65536):x}::1"
    }


def try_code(caller: Caller, code: str) -> Said:
    return caller.post("join", {"code": code, "response_id": secrets.token_hex(16)})


def patiently(caller: Caller, code: str, clock: Clock) -> Said:
    """Join as a browser does: wait as long as is asked, keep the cookie, try again."""
    for _ in range(10):
        said = try_code(caller, code)
        if said.status != 429:
            return said
        clock.turn(float(said.headers["retry-after"]))
    return said


def test_codes_have_six_characters_and_no_look_alikes(workshop: Workshop) -> None:
    codes = {workshop.leader.post(f"{workshop.path}/code").json["code"] for _ in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch("[A-Z0-9]{6}", code) for code in codes)
    assert not {"0", "O", "1", "I", "L"} & set("".join(codes))


def test_a_code_may_be_typed_as_people_type(workshop: Workshop) -> None:
    code = workshop.code
    for typed in (code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert try_code(workshop.caller(), typed).json["round"] == workshop.id


def test_joining_says_where_to_go_on(workshop: Workshop) -> None:
    said = try_code(workshop.caller(), workshop.code)
    assert said.json == {"round": workshop.id, "page": "01-sjalvskattning"}


def test_f09_joining_twice_is_joining_once(workshop: Workshop) -> None:
    person = workshop.participant()
    asked = person.get(f"{workshop.path}/response").json["questionnaire"]
    body = {"code": workshop.code, "response_id": person.key}
    assert person.post("join", body).json["round"] == workshop.id
    assert person.get(f"{workshop.path}/response").json["questionnaire"] == asked


def test_a_code_that_was_replaced_leads_nowhere(workshop: Workshop) -> None:
    old = workshop.code
    new = workshop.leader.post(f"{workshop.path}/code").json["code"]
    assert try_code(workshop.caller(), old).status == 404
    assert try_code(workshop.caller(), new).status == 200


def guessed(collector: Clocked, addresses: Sequence[dict[str, str]]) -> list[int]:
    """Guess a code from each of these addresses, many at once; return what was answered."""

    def guess(number: int) -> int:
        caller = Caller(collector.api, headers=addresses[number])
        return try_code(caller, f"{number:06d}").status

    with ThreadPoolExecutor(GUESSERS) as threads:
        return list(threads.map(guess, range(len(addresses))))


def refusals(collector: Collector, address: dict[str, str]) -> dict[str, Callable[[], Said]]:
    """Return ways to be refused: wrong, closed, replaced, not open yet, unreadable."""
    new, closed, replaced = (new_round(collector) for _ in range(3))
    closed.opened().leader.put(f"{closed.path}/status", {"status": "closed"})
    old = replaced.opened().code
    replaced.leader.post(f"{replaced.path}/code")
    codes = {
        "wrong": "CCCCCC" if closed.code != "CCCCCC" else "DDDDDD",
        "closed": closed.code,
        "not open": new.code,
        "replaced": old,
        "too long": "C" * 40,
        "strange": "'; --",
    }

    def way(code: str) -> Callable[[], Said]:
        return lambda: try_code(Caller(collector.api, headers=address), code)

    return {name: way(code) for name, code in codes.items()}


def test_wrong_and_closed_codes_get_the_same_answer_in_the_same_time(
    guarded: Collector, address: dict[str, str]
) -> None:
    bodies, spent = set(), []
    for refused in refusals(guarded, address).values():
        start = time.perf_counter()
        said = refused()
        spent.append(time.perf_counter() - start)
        bodies.add((said.status, said.body, tuple(sorted(said.headers.keys() - {"date"}))))
    assert len(bodies) == 1
    assert next(iter(bodies))[0] == 404
    assert min(spent) >= 0.24, "no refusal is told before its time"


def test_a07_wrong_codes_are_slowed_and_the_colleagues_behind_the_address_join(
    turned: Clocked, address: dict[str, str]
) -> None:
    workshop = new_round(turned).opened()
    code = workshop.code
    early = Caller(turned.api, headers=address)
    assert try_code(early, code).status == 200
    said = guessed(turned, [address] * 300)
    assert set(said) == {404, 429}
    assert said.count(404) <= HOT + GUESSERS, "few of them were looked up"
    # The guesser has the right code at last, and must still wait.
    assert try_code(Caller(turned.api, headers=address), code).status == 429
    late = Caller(turned.api, headers=address)
    assert patiently(late, code, turned.clock).json["round"] == workshop.id
    other = Caller(turned.api, headers={"X-Forwarded-For": "203.0.113.99"})
    assert try_code(other, code).status == 200


def test_a07_fifty_addresses_that_guess_together_are_slowed_together(
    turned: Clocked, address: dict[str, str]
) -> None:
    workshop = new_round(turned).opened()
    fifty = [{"X-Forwarded-For": f"198.51.100.{number % 50}"} for number in range(700)]
    said = guessed(turned, fifty)
    assert set(said) == {404, 429}
    assert said.count(404) <= ALL_HOT + GUESSERS, "few of them were looked up"
    for headers in (fifty[0], address):
        colleague = Caller(turned.api, headers=headers)
        assert try_code(colleague, workshop.code).status == 429
        assert patiently(colleague, workshop.code, turned.clock).json["round"] == workshop.id


def test_a07_being_slowed_is_told_with_a_time_to_wait(
    guarded: Collector, address: dict[str, str]
) -> None:
    caller = Caller(guarded.api, headers=address)
    said = [try_code(caller, "999999") for _ in range(7)]
    slow = said[-1]
    assert (slow.status, slow.code) == (429, "slow")
    assert 1 <= int(slow.headers["retry-after"]) <= 300
    assert slow.headers["retry-after"] in slow.json["detail"]
    (cookie,) = said[0].cookies
    for part in ("HttpOnly", "SameSite=Strict", "Path=/kit/api/join"):
        assert part in cookie


def test_an_address_that_a_stranger_claims_is_not_believed(workshop: Workshop) -> None:
    for number in range(7):
        liar = workshop.caller(headers={"X-Forwarded-For": f"198.51.100.{number}"})
        assert try_code(liar, workshop.code).status == 200
    said = workshop.caller(headers={"X-Forwarded-Proto": "https"}).post("exchange", {"key": KEY})
    assert "Secure" not in said.cookies[0]


def test_cookies_are_for_encrypted_connections_where_there_is_one(guarded: Collector) -> None:
    secure = Caller(guarded.api, headers={"X-Forwarded-Proto": "https"})
    (cookie,) = secure.post("exchange", {"key": KEY}).cookies
    assert "Secure" in cookie.split("; ")
    (plain,) = Caller(guarded.api).post("exchange", {"key": KEY}).cookies
    assert "Secure" not in plain.split("; ")


def test_a12_each_exchange_makes_a_new_session(workshop: Workshop) -> None:
    fixed = workshop.caller()
    name = f"kit_facilitator_{workshop.id}"
    fixed.cookies[name] = ("chosen-by-somebody-else", f"/kit/api/{workshop.path}")
    first = fixed.post("exchange", {"key": workshop.facilitator_key})
    second = fixed.post("exchange", {"key": workshop.facilitator_key})
    values = [said.cookies[0].partition("; ")[0].partition("=")[2] for said in (first, second)]
    assert len({*values, "chosen-by-somebody-else"}) == 3
    assert all(len(value) >= 43 for value in values)


def test_a_session_cookie_is_read_by_no_script_and_sent_to_this_round_only(
    workshop: Workshop,
) -> None:
    (cookie,) = workshop.caller().post("exchange", {"key": workshop.presenter_key}).cookies
    name, *attributes = cookie.split("; ")
    assert name.startswith(f"kit_presenter_{workshop.id}=")
    assert {"HttpOnly", "SameSite=Strict", f"Path=/kit/api/{workshop.path}"} <= set(attributes)
    (organiser,) = workshop.caller().post("exchange", {"key": KEY}).cookies
    assert "Path=/kit/api/" in organiser.split("; ")


@pytest.mark.parametrize("key", ["x", "å", "0" * 43, KEY[:-1], f"{KEY} ", KEY.upper(), "' OR 1=1"])
def test_a_key_that_is_none_opens_nothing(workshop: Workshop, key: str) -> None:
    said = workshop.caller().post("exchange", {"key": key})
    assert (said.status, said.code, said.cookies) == (403, "key", ())


@pytest.mark.parametrize(
    "body", [{}, {"key": ""}, {"key": 1}, {"key": "x" * 201}, {"kei": "x"}, []]
)
def test_what_is_no_key_at_all_is_refused(workshop: Workshop, body: Any) -> None:
    assert workshop.caller().post("exchange", body).status == 422


def test_a_code_expires(workshop: Workshop) -> None:
    expires = datetime.fromisoformat(
        workshop.leader.get(f"{workshop.path}/settings").json["code_expires"]
    )
    assert timedelta(0) < expires - datetime.now(UTC) <= timedelta(days=2)


def test_a_restarted_server_knows_sessions_and_people(tmp_path: Any) -> None:
    store = f"sqlite:///{tmp_path}/kit.sqlite"
    with running(store) as before:
        workshop = new_round(before).opened()
        person = workshop.participant()
    with running(store) as after:
        assert workshop.leader.cookies
        workshop.leader.api = person.api = after.api
        assert workshop.leader.get(f"{workshop.path}/settings").status == 200
        assert person.get(f"{workshop.path}/response").status == 200
