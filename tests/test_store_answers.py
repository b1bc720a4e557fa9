from __future__ import annotations

import random
import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from people import response
from sqlalchemy import text
from stores import DAY, NOON, NewUrl, answered, joined, opened, put, settings

from kit.groups import tally_of
from kit.rounds import Round
from kit.store import Progress, Put, Store, open_store
from kit.store.bodies import response_of, row_of

SURE = "1234567--"


def recounted(store: Store, of: Round) -> pd.DataFrame:
    return tally_of(of.questionnaire, list(store.responses(of.id)))


def test_what_is_put_is_what_is_read(store: Store) -> None:
    made = opened(store)
    person = answered(store, made, SURE, role="guide", background={"unit": "u2"}, later="kept")
    assert store.response(made.id, person.response_id) == person
    assert list(store.responses(made.id)) == [person]
    assert store.sample(made.id) == [person]
    pd.testing.assert_frame_equal(store.tally(made.id), recounted(store, made))


def test_nobody_answers_without_joining(store: Store) -> None:
    made = opened(store)
    [receipt] = put(store, made, response(SURE))
    assert (receipt.outcome, receipt.seq) == ("unknown", -1)
    assert store.response(made.id, f"{1:032x}") is None
    [receipt] = store.put_many([Put("abcabcabcabc", response(SURE))])
    assert receipt.outcome == "unknown"
    assert not store.join(made.id, "1" * 31, DAY)
    assert not store.join(made.id, "' OR 1=1 --", DAY)


def test_joining_twice_is_joining_once(store: Store) -> None:
    made = opened(store)
    person = answered(store, made, SURE)
    joined(store, made, person)
    assert store.response(made.id, person.response_id) == person
    store.set_status(made.id, "closed")
    joined(store, made, person)
    assert not store.join(made.id, f"{2:032x}", DAY)


def test_who_has_only_joined_counts_as_nobody_yet(store: Store) -> None:
    made = opened(store)
    joined(store, made, response(SURE))
    empty = store.response(made.id, f"{1:032x}")
    assert empty is not None
    assert (empty.seq, empty.answers, empty.status) == (0, {}, "started")
    assert empty.questionnaire.hash == made.questionnaire.hash
    assert store.progress(made.id) == Progress(1, 0, 0)
    assert store.tally(made.id).empty
    assert store.sample(made.id) == list(store.responses(made.id)) == []
    unchanged = store.round(made.id)
    assert unchanged is not None
    assert not unchanged.first_answer


def test_progress_counts_people_by_how_far_they_are(store: Store) -> None:
    made = opened(store)
    for number, status in enumerate(["started", "finished", "started", "finished", "finished"]):
        answered(store, made, SURE, number, status=status)
    answered(store, made, "---------", 5, status="started")
    joined(store, made, response(SURE, 6))
    assert store.progress(made.id) == Progress(joined=7, started=5, finished=3)


def test_the_highest_seq_wins_and_the_others_are_told(store: Store) -> None:
    made = opened(store)
    first = answered(store, made, SURE, seq=3)
    older, conflict = response("7------11", seq=2), response("7------11", seq=3)
    later = response("7-------1", seq=9)
    receipts = put(store, made, older, conflict, later, later, older)
    outcomes = [(receipt.outcome, receipt.seq) for receipt in receipts]
    assert outcomes == [("older", 3), ("conflict", 3), ("stored", 9), ("same", 9), ("older", 9)]
    kept = later.model_copy(update={"round": made.id})
    assert [receipt.stored for receipt in receipts] == [first, first, None, None, kept]
    assert store.response(made.id, first.response_id) == kept
    pd.testing.assert_frame_equal(store.tally(made.id), recounted(store, made))


def test_f04_a_resend_after_a_lost_receipt_gets_the_same_one(store: Store) -> None:
    made = opened(store)
    joined(store, made, response(SURE))
    [first] = put(store, made, response(SURE))
    store.set_status(made.id, "closed")
    [again, tomorrow] = put(store, made, response(SURE), response(SURE, day="2026-11-23"))
    assert (first.outcome, again.outcome, tomorrow.outcome) == ("stored", "same", "same")
    assert len({(one.seq, one.receipt) for one in (first, again, tomorrow)}) == 1
    [other] = put(store, made, response("1------11", seq=2))
    assert (other.outcome, other.receipt) == ("closed", first.receipt)


def test_a_closed_round_takes_no_answers_and_a_reopened_one_does(store: Store) -> None:
    made = opened(store)
    person = answered(store, made, SURE)
    store.set_status(made.id, "closed")
    later = response("7654321--", seq=2)
    assert [one.outcome for one in put(store, made, later)] == ["closed"]
    assert store.response(made.id, person.response_id) == person
    store.set_status(made.id, "open")
    assert [one.outcome for one in put(store, made, later)] == ["stored"]


def test_f08_50_parallel_identical_puts_make_one_row_and_equal_receipts(store: Store) -> None:
    made = opened(store)
    person = response(SURE)
    joined(store, made, person)
    with ThreadPoolExecutor(50) as pool:
        every = list(pool.map(lambda _: put(store, made, person)[0], range(50)))
    assert len({(one.seq, one.receipt) for one in every}) == 1
    assert sorted(one.outcome for one in every) == ["same"] * 49 + ["stored"]
    assert len(list(store.responses(made.id))) == 1
    pd.testing.assert_frame_equal(store.tally(made.id), recounted(store, made))


def test_many_people_at_once_are_all_counted(store: Store) -> None:
    made, other = opened(store), opened(store)
    crowd = [response(SURE, number) for number in range(60)]
    joined(store, made, *crowd)
    joined(store, other, *crowd)

    def send(turn: int) -> None:
        rounds = [made.id, other.id] if turn % 2 else [other.id, made.id]
        some = random.sample(crowd, 30)
        store.put_many([Put(one, person) for one in rounds for person in some])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(40)))
    for one in (made, other):
        put(store, one, *crowd)
        assert store.progress(one.id).finished == 60
        pd.testing.assert_frame_equal(store.tally(one.id), recounted(store, one))


@pytest.mark.parametrize("wrong", [-1, 1], ids=["slow", "fast"])
def test_f10_no_clock_decides_what_is_kept(new_url: NewUrl, wrong: int) -> None:
    now = [NOON]
    store = open_store(new_url(), now=lambda: now[0])
    made = opened(store)
    other = opened(store)
    first = answered(store, made, SURE, seq=5)
    now[0] += timedelta(days=wrong)
    strange = str(datetime(2026 + 10 * wrong, 1, 1, tzinfo=UTC).date())
    assert [one.outcome for one in put(store, made, response("7-------1", seq=4, day=strange))] == [
        "older"
    ]
    assert store.response(made.id, first.response_id) == first
    assert [one.outcome for one in put(store, made, response("7-------1", seq=6, day=strange))] == [
        "stored"
    ]
    assert list(store.responses(other.id)) == []
    store.close()


def test_p08_a_deleted_response_is_gone_and_never_comes_back(store: Store) -> None:
    made = opened(store)
    person, other = answered(store, made, SURE), answered(store, made, "7654321--", 2)
    assert store.delete_response(made.id, person.response_id)
    assert not store.delete_response(made.id, person.response_id)
    assert store.response(made.id, person.response_id) is None
    assert list(store.responses(made.id)) == [other]
    pd.testing.assert_frame_equal(store.tally(made.id), recounted(store, made))
    [late] = put(store, made, response(SURE, seq=99))
    assert late.outcome == "unknown"
    assert store.progress(made.id) == Progress(1, 1, 1)


def test_p11_neither_order_nor_time_tells_who_came_when(store: Store) -> None:
    made = opened(store)
    ids = [secrets.token_hex(16) for _ in range(100)]
    everybody = [response(SURE).model_copy(update={"response_id": one}) for one in ids]
    for start in range(0, 100, 5):
        joined(store, made, *everybody[start : start + 5])
        put(store, made, *everybody[start : start + 5])
    for read in (list(store.responses(made.id)), store.sample(made.id)):
        assert abs(agreement(ids, [one.response_id for one in read])) < 0.5
    assert {person.day for person in store.responses(made.id)} == {DAY}
    store.set_status(made.id, "closed")
    assert abs(agreement(ids, laid_down(store, made))) < 0.5
    assert {person.response_id for person in store.responses(made.id)} == set(ids)
    pd.testing.assert_frame_equal(store.tally(made.id), recounted(store, made))


def laid_down(store: Store, made: Round) -> list[str]:
    """Return the ids in the order in which they stand in the database's files."""
    if store.address.file is None:
        asked = text("SELECT response_id FROM responses WHERE round = :id ORDER BY ctid")
        return store.read(lambda run: list(run.execute(asked, {"id": made.id}).scalars()))
    content = store.address.file.read_bytes()
    start = made.id.encode()  # stands before the id in each row of the table
    found = re.findall(start + rb"([0-9a-f]{32}).{0,9}\{", content, re.DOTALL)
    # A page that was divided keeps a copy of some rows in its free space.
    return list(dict.fromkeys(one.decode() for one in found))


def agreement(ids: list[str], read: list[str]) -> float:
    """Return how far an order agrees with that of joining (Spearman): 1 fully, 0 not at all."""
    assert sorted(read) == sorted(ids)
    places = [ids.index(one) for one in read]
    n = len(ids)
    return 1 - 6 * sum((a - b) ** 2 for a, b in enumerate(places)) / (n * (n * n - 1))


@pytest.mark.parametrize(
    "nasty", ["'; DROP TABLE responses; --", '" OR ""="', "%s {} :x ?", "\x00\ud7ff\U0001f600"]
)
def test_a16_signs_that_mean_something_to_a_database_are_only_text(
    store: Store, nasty: str
) -> None:
    made = opened(store, name=nasty.replace("\x00", ""), goals=[nasty.replace("\x00", "") + "!"])
    person = answered(
        store,
        made,
        SURE,
        language=nasty,
        role=nasty,
        background={nasty: nasty},
        more={nasty: nasty},
    )
    assert store.response(made.id, person.response_id) == person
    assert store.round(made.id) is not None
    for odd in (nasty, "' OR ''='"):
        assert store.round(odd.replace("\x00", "")) is None
        assert store.round_by_code(odd.replace("\x00", "")) is None
        assert store.key(odd.replace("\x00", "")) is None


def test_a_sample_is_of_different_people_at_random(store: Store) -> None:
    made = opened(store)
    store.load(made.id, (response(SURE, number * 2**115) for number in range(300)))
    first, again = store.sample(made.id, 100), store.sample(made.id, 100)
    assert len({one.response_id for one in first}) == 100
    assert first != again
    assert len(store.sample(made.id, 1000)) == 300


def test_loading_counts_as_putting_one_by_one(store: Store) -> None:
    slow, quick = opened(store), opened(store)
    marks = ["1234567--", "---------", "nnnnnnnnn", "7654321nn", "7777-7777"]
    people = [response(marks[n % 5], n, role=["all", "guide"][n % 2]) for n in range(50)]
    joined(store, slow, *people)
    put(store, slow, *people)
    assert store.load(quick.id, iter(people)) == 50
    pd.testing.assert_frame_equal(store.tally(slow.id), store.tally(quick.id))
    assert store.progress(slow.id) == store.progress(quick.id)


def test_a_row_keeps_a_response_whole() -> None:
    person = response(SURE, round="r", background={"unit": "u1"}, more=[1, {"å": None}])
    assert response_of(row_of("r", person, 0)) == person


def test_a_round_without_units_counts_without_them(store: Store) -> None:
    made = opened(store, units=settings().units[:0])
    answered(store, made, SURE, background={"unit": "u1"})
    assert set(store.tally(made.id)["unit"]) == {""}
