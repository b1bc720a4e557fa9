"""Whoever runs the server can see how it is, and nobody else can; nothing tells who is there."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
from collecting import KEY, Caller, Collector, Served, Workshop, new_round, response, running
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from kit.errors import KitError
from kit.server import metrics, telling
from kit.server.letting_in import LOOPBACK, is_within, networks
from kit.server.watching import Watch

LOCAL = re.compile(r"127\.|::1$|::ffff:127\.|::ffff:7f..:")
NAMES = {
    "kit_acks",
    "kit_ack_seconds",
    "kit_kernels",
    "kit_kernel_ends",
    "kit_kernel_starts",
    "kit_kernel_start_seconds",
    "kit_loop_lag_seconds",
    "kit_pages",
    "kit_queue",
}


def figures(text: str) -> dict[str, float]:
    """Return the samples by name and labels."""
    return {
        sample.name
        + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def counted(collector: Served) -> dict[str, float]:
    said = Caller(collector.api).get("/metrics")
    assert said.status == 200
    return figures(said.body.decode())


@pytest.fixture(scope="module")
def behind() -> Iterator[Collector]:
    """Run a collector behind a proxy, which shows its counts to one network too."""
    with running(None, "--behind-proxy", "--metrics-for", "192.0.2.0/24") as one:
        yield one


def test_the_counts_have_the_names_that_are_promised() -> None:
    families = {one.name for one in text_string_to_metric_families(metrics.written().decode())}
    assert families == NAMES


def test_a_sending_is_counted_by_what_became_of_it_and_timed(workshop: Workshop) -> None:
    before = counted(workshop.collector)
    asked, person = workshop.asked(), workshop.participant()
    place = f"{workshop.path}/response"
    person.put(place, response(person, asked, seq=2))
    person.put(place, response(person, asked, seq=2))
    person.put(place, response(person, asked, seq=1))
    person.put(place, response(person, asked, seq=3, answers={"no": "question"}))
    after = counted(workshop.collector)
    more = {name: after[name] - before[name] for name in after if name.startswith("kit_ack")}
    for outcome in ("stored", "same", "older", "refused"):
        assert more[f"kit_acks_total {outcome}"] == 1
    assert more["kit_ack_seconds_count"] == more["kit_ack_seconds_bucket +Inf"] == 3


def test_counts_say_nothing_of_who_or_which(workshop: Workshop) -> None:
    asked, person = workshop.asked(), workshop.participant()
    person.put(f"{workshop.path}/response", response(person, asked))
    text = person.get("/metrics").body.decode()
    for secret in (workshop.id, workshop.code, person.key, KEY, "127.0.0.1", "Exempelby"):
        assert secret not in text


OUTSIDE = [
    {"X_Forwarded_For": "203.0.113.9"},
    {"X_Forwarded_For": "127.0.0.1, 203.0.113.9"},
    {"X_Forwarded_For": "203.0.113.9", "X_Real_Ip": "127.0.0.1"},
    {"X_Forwarded_For": "127.0.0.1", "X_Real_Ip": "203.0.113.9"},
    {"X_Forwarded_For": "unknown"},
    {"Forwarded": "for=203.0.113.9"},
    {"Via": "1.1 proxy"},
]


@pytest.mark.parametrize("named", OUTSIDE)
def test_whoever_comes_past_a_proxy_sees_no_counts(
    named: dict[str, str], collector: Collector, behind: Collector
) -> None:
    for one in (collector, behind):
        assert Caller(one.api).get("/metrics", **named).status == 403


def test_this_computer_and_those_who_were_let_in_see_the_counts(
    collector: Collector, behind: Collector
) -> None:
    assert Caller(behind.api).get("/metrics").status == 200
    assert Caller(behind.api).get("/metrics", X_Forwarded_For="192.0.2.7").status == 200
    assert Caller(collector.api).get("/metrics", X_Forwarded_For="192.0.2.7").status == 403


@given(st.ip_addresses())
def test_only_loopback_is_let_in_unless_more_was_said(address: object) -> None:
    named = str(address)
    assert is_within(named, LOOPBACK) == (LOCAL.match(named) is not None)
    assert is_within(named, networks([named], "en"))


@given(st.text())
def test_what_is_no_address_is_never_let_in(text: str) -> None:
    assert not is_within(f"{text}x", LOOPBACK)


def test_an_address_that_is_none_is_refused_with_a_sentence() -> None:
    with pytest.raises(KitError, match=r"“example\.org” is no address"):
        networks(["example.org"], "en")


def test_the_log_tells_of_a_round_without_saying_which(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    workshop.leader.put(f"{workshop.path}/status", {"status": "open"})
    workshop.leader.put(f"{workshop.path}/status", {"status": "closed"})
    log = collector.log()
    assert "A round of puls-10 has been opened." in log
    assert "A round of puls-10 has been closed." in log
    for secret in (workshop.id, workshop.facilitator_key, KEY):
        assert secret not in log


def test_the_line_is_told_of_when_it_begins_and_when_it_ends(
    caplog: pytest.LogCaptureFixture,
) -> None:
    waiting = [0, 2, 7, 3, 0, 0]
    watch = Watch(waiting=lambda: waiting.pop(0))
    telling.speak("en")
    with caplog.at_level(logging.INFO, "kit.server"):
        for second in range(6):
            watch.look(float(second), 0.0)
    assert [record.getMessage() for record in caplog.records] == [
        "Pages begin to wait for a kernel (2 now); they can be filled in meanwhile.",
        "No page waits any longer. It took 3 s, and at most 7 waited.",
    ]


def test_a_loop_that_stood_still_shows_for_a_minute_and_then_no_more() -> None:
    watch = Watch()
    watch.look(0.0, 0.7)
    for second in range(59):
        watch.look(float(second), 0.0)
    assert figures(metrics.written().decode())["kit_loop_lag_seconds"] == 0.7
    watch.look(60.0, 0.0)
    assert figures(metrics.written().decode())["kit_loop_lag_seconds"] == 0.0
