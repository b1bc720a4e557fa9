"""Answers on their way into the store: what is taken, what is refused, and what is said of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from collecting import Caller, Collector, Said, Workshop, new_round, response

Sent = Callable[..., Said]


@pytest.fixture(scope="module")
def shared(collector: Collector) -> Workshop:
    """Make one round for all tests that only add people to it."""
    return new_round(collector, units=["Norr", "Söder"]).opened()


@pytest.fixture(scope="module")
def asked(shared: Workshop) -> dict[str, str]:
    return shared.asked()


@pytest.fixture
def person(shared: Workshop) -> Caller:
    return shared.participant()


@pytest.fixture
def send(shared: Workshop, asked: dict[str, str], person: Caller) -> Sent:
    """Send answers of a person of the test's own; by name what else the response says."""

    def put(answers: dict[str, Any] | None = None, *, seq: int = 1, **more: Any) -> Said:
        sent = response(person, asked, seq, answers=answers or {}, **more)
        return person.put(f"{shared.path}/response", sent)

    return put


def test_a_stored_answer_comes_back(send: Sent, person: Caller, shared: Workshop) -> None:
    said = send({"q111": "3"}, background={"unit": "u2"})
    assert said.status == 200
    assert (said.json["outcome"], said.json["seq"]) == ("stored", 1)
    kept = person.get(f"{shared.path}/response").json
    assert (kept["answers"], kept["background"]) == ({"q111": "3"}, {"unit": "u2"})
    assert kept["round"] == shared.id


def test_f04_the_same_answers_sent_again_have_the_same_receipt(send: Sent) -> None:
    first, again = send({"q111": "3"}).json, send({"q111": "3"}).json
    assert (first["outcome"], again["outcome"]) == ("stored", "same")
    assert (first["seq"], first["receipt"]) == (again["seq"], again["receipt"])


def test_f08_fifty_at_once_are_one_row_and_fifty_equal_receipts(
    shared: Workshop, asked: dict[str, str], person: Caller
) -> None:
    sent = response(person, asked, 1, answers={"q111": "4", "q112": "2"})
    together = threading.Barrier(50)

    def put(_: int) -> Said:
        together.wait()
        return person.put(f"{shared.path}/response", sent)

    with ThreadPoolExecutor(50) as threads:
        said = list(threads.map(put, range(50)))
    assert {one.status for one in said} == {200}
    assert sorted({one.json["outcome"] for one in said}) == ["same", "stored"]
    assert [one.json["outcome"] for one in said].count("stored") == 1
    assert len({(one.json["seq"], one.json["receipt"]) for one in said}) == 1


def test_f11_the_highest_seq_wins_and_the_other_is_told(send: Sent) -> None:
    assert send({"q111": "5"}, seq=7).json["outcome"] == "stored"
    late = send({"q111": "1"}, seq=6).json
    assert (late["outcome"], late["seq"], late["stored"]["answers"]) == ("older", 7, {"q111": "5"})
    torn = send({"q111": "2"}, seq=7).json
    assert (torn["outcome"], torn["stored"]["answers"]) == ("conflict", {"q111": "5"})


@pytest.mark.parametrize("day", ["2016-11-22", "2036-11-22", "2026-11-22"])
def test_f10_the_clients_clock_decides_nothing(send: Sent, day: str) -> None:
    assert send({"q111": "1"}, seq=1, day=day).json["outcome"] == "stored"
    assert send({"q111": "2"}, seq=2, day="2020-01-01").json["outcome"] == "stored"
    assert send({"q111": "3"}, seq=1, day="2040-01-01").json["outcome"] == "older"


@pytest.mark.parametrize("value", ["0", "6", "3.5", "3 ", "", "٣", "e", " ", "l1"])
def test_b10_what_is_no_point_of_the_scale_is_refused(send: Sent, value: str) -> None:
    said = send({"q111": value})
    assert (said.status, said.code) == (422, "answers")
    assert [one["place"] for one in said.json["problems"]] == ["q111"]


@pytest.mark.parametrize("value", [0, 6, 3.5, 3, ["3"], [], {"a": 1}, {}, 10**15])
def test_b10_what_is_of_another_kind_is_refused(send: Sent, value: Any) -> None:
    assert (send({"q111": value}).status, send({"q111": "3"}).status) == (422, 200)


@pytest.mark.parametrize("value", [None, True, [1], [["3"]], {"a": "b"}, {"a": {}}])
def test_b10_what_is_no_answer_at_all_is_refused(send: Sent, value: Any) -> None:
    said = send({"q111": value})
    assert (said.status, said.code) == (422, "shape")
    assert "q111" in said.json["detail"]


@pytest.mark.parametrize(
    "written", ["1e308", "NaN", "Infinity", "-Infinity", "1e999", "9007199254740993", "03", "+3"]
)
def test_b10_numbers_that_are_none_are_refused(
    shared: Workshop, asked: dict[str, str], person: Caller, written: str
) -> None:
    text = json.dumps(response(person, asked, answers={"q111": "#"})).replace('"#"', written)
    said = person.put(f"{shared.path}/response", text.encode())
    assert (said.status, said.code) == (400, "json")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"[]]",
        b'{"seq": 1, "seq": 2}',
        b"\xff\xfe{}",
        b'{"a": "\xed\xa0\x80"}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 40 + b"1" + b"}" * 40,
        b"{'a': 1}",
        b'{"a": 1,}',
        b"\x00",
    ],
    ids=range(13),
)
def test_b02_what_is_not_json_is_refused_in_words(
    shared: Workshop, person: Caller, body: bytes
) -> None:
    said = person.put(f"{shared.path}/response", body)
    assert (said.status, said.code) == (400, "json")
    assert "cannot be read" in said.json["detail"]


@pytest.mark.parametrize(
    "body", [b"null", b"1", b'"x"', b"[]", b"{}", b"[1, 2]", b"\xef\xbb\xbf{}"]
)
def test_b02_json_that_is_no_response_is_refused_in_words(
    shared: Workshop, person: Caller, body: bytes
) -> None:
    said = person.put(f"{shared.path}/response", body)
    assert (said.status, said.code) == (422, "shape")


def test_all_problems_are_told_at_once_in_the_persons_language(
    shared: Workshop, asked: dict[str, str], person: Caller
) -> None:
    sent = response(person, asked, answers={"q111": "9", "zz": "1"}, language="fi", role="boss")
    sent |= {"background": {"unit": "u9"}, "user_agent": "x"}
    said = person.put(f"{shared.path}/response", sent, Accept_Language="de, sv;q=0.8, en;q=0.5")
    places = [one["place"] for one in said.json["problems"]]
    assert sorted(places) == ["language", "q111", "role", "unit", "user_agent", "zz"]
    assert said.json["detail"] == "Något av det här kan inte vara ett svar. Inget av det sparades."
    assert said.headers["content-language"] == "sv"
    assert all(one["what"] and one["remedy"] for one in said.json["problems"])
    assert person.get(f"{shared.path}/response").json["answers"] == {}


def test_what_is_wrong_in_the_form_is_told_all_at_once(
    shared: Workshop, asked: dict[str, str], person: Caller
) -> None:
    sent = response(person, asked, status="done", day="today", seq=-1)
    said = person.put(f"{shared.path}/response", sent)
    assert sorted(one["place"] for one in said.json["problems"]) == ["day", "seq", "status"]


def test_nobody_sends_answers_under_another_key(
    shared: Workshop, asked: dict[str, str], person: Caller
) -> None:
    other = shared.participant()
    said = person.put(f"{shared.path}/response", response(other, asked, 5))
    assert (said.status, said.code) == (403, "not_allowed")
    assert other.get(f"{shared.path}/response").json["seq"] == 0


def test_answers_to_another_round_or_questionnaire_are_refused(
    send: Sent, shared: Workshop, asked: dict[str, str], person: Caller
) -> None:
    assert send(round="aaaaaaaaaaaa").json["problems"][0]["place"] == "round"
    other = response(person, asked | {"version": "1999"}, answers={"q111": "3"})
    said = person.put(f"{shared.path}/response", other)
    assert [one["place"] for one in said.json["problems"]] == ["questionnaire"]


def test_f15_answers_to_an_earlier_wording_are_not_taken_for_todays(collector: Collector) -> None:
    workshop = new_round(collector, units=["Norr", "Söder"]).opened()
    before = workshop.asked()
    swapped = workshop.leader.get(f"{workshop.path}/settings").json["settings"]
    swapped |= {"units": ["Söder", "Norr"]}
    assert workshop.leader.put(f"{workshop.path}/settings", swapped).status == 200
    person = workshop.participant()
    said = person.put(f"{workshop.path}/response", response(person, before))
    assert (said.status, said.code) == (409, "questionnaire")
    now = person.get(f"{workshop.path}/response").json["questionnaire"]
    assert person.put(f"{workshop.path}/response", response(person, now)).status == 200


def test_a_closed_round_takes_nothing_but_knows_what_it_has(collector: Collector) -> None:
    workshop = new_round(collector).opened()
    asked, person = workshop.asked(), workshop.participant()
    sent = response(person, asked, answers={"q111": "2"})
    path = f"{workshop.path}/response"
    first = person.put(path, sent).json
    workshop.leader.put(f"{workshop.path}/status", {"status": "closed"})
    late = person.put(path, response(person, asked, 2, answers={"q111": "3"}))
    assert (late.status, late.code) == (409, "closed")
    again = person.put(path, sent).json
    assert (again["outcome"], again["receipt"]) == ("same", first["receipt"])
    assert person.get(path).json["answers"] == {"q111": "2"}
    workshop.leader.put(f"{workshop.path}/status", {"status": "open"})
    more = person.put(path, response(person, asked, 2, answers={"q111": "3"}))
    assert more.json["outcome"] == "stored"


def test_p08_what_was_deleted_does_not_come_back(
    send: Sent, person: Caller, shared: Workshop
) -> None:
    assert send({"q111": "3"}).status == 200
    assert person.delete(f"{shared.path}/response").json == {"deleted": True, "backups": []}
    for late in (
        send({"q111": "3"}),
        send({"q111": "4"}, seq=2),
        person.get(f"{shared.path}/response"),
    ):
        assert (late.status, late.code) == (404, "deleted")
    assert person.delete(f"{shared.path}/response").code == "deleted"


@pytest.mark.parametrize(
    "text",
    [
        "å" * 100_000,
        "rad\n" * 30_000,
        "\u0301" * 100_000,
        "x" * 290_000,
    ],
    ids=["letters", "lines", "combining", "plain"],
)
def test_b11_a_text_that_is_too_long_is_refused_in_words(send: Sent, text: str) -> None:
    assert send({"q111": text}).status == 422 if len(text.encode()) < 200_000 else 413


@pytest.mark.parametrize("size", [300_001, 1_000_000, 7_900_000])
def test_b11_a_body_that_is_too_large_is_refused_in_words(
    shared: Workshop, person: Caller, size: int
) -> None:
    said = person.put(f"{shared.path}/response", b'"' + b"x" * size + b'"')
    assert (said.status, said.code) == (413, "size")
    assert "Shorten" in said.json["detail"]
    assert person.get(f"{shared.path}/response").status == 200


def test_b11_words_that_run_the_other_way_are_kept_as_they_are(collector: Collector) -> None:
    workshop = new_round(collector, questionnaire="utvardering").opened()
    asked, person = workshop.asked(), workshop.participant()
    found = entered_texts(workshop)
    text = "\u202eabc\u202c a\u0301\u0301 <b>&amp; 'x' \u2028 😀 \x07"
    sent = response(person, asked, answers=dict.fromkeys(found, text))
    assert person.put(f"{workshop.path}/response", sent).json["outcome"] == "stored"
    kept = person.get(f"{workshop.path}/response").json["answers"]
    assert kept == dict.fromkeys(found, text)


def entered_texts(workshop: Workshop) -> list[str]:
    """Return the ids of the questions that take words of one's own."""
    from serving import ROOT  # noqa: PLC0415 - likewise

    from kit.reading import read_questionnaire  # noqa: PLC0415 - only this test reads the file

    del workshop
    found = read_questionnaire(ROOT / "questionnaires" / "utvardering.yaml")
    return [item.id for item in found.items() if item.kind == "text" and not item.when][:1]
