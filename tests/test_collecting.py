"""Files that participants have handed over: what counts, what does not and why."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import SMALL, response

from kit.collecting import LATEST, Collection, Gathering, period_in_words, period_of
from kit.group_files import FileDesk, may_follow, reason
from kit.records import ParticipantFile, Response, checksum, write_participant

FULL = "555444343"
SPRING, AUTUMN = "2026-05-20", "2026-11-22"


def file(*responses: Response, person: int = 1, **more: Any) -> bytes:
    content = {
        "format": "kit-participant",
        "format_version": 1,
        "person_key": f"{person:032x}",
        "saved": AUTUMN,
        "responses": [one.model_dump() for one in responses],
        "notes": [{"id": "r1", "response_id": f"{1:032x}", "day": AUTUMN, "text": "Hemligt"}],
    }
    return write_participant(ParticipantFile.model_validate(content | more))


def collected(*files: bytes, period: str = LATEST) -> Gathering:
    collection = Collection(SMALL)
    for number, data in enumerate(files, 1):
        collection.take(data, f"fil-{number}.json")
    return collection.gather(period)


def refused(*files: bytes) -> dict[str, str]:
    return {problem.file: problem.what for problem in collected(*files).refused}


def test_each_person_counts_once_with_the_latest_finished_answers() -> None:
    spring, autumn = response(FULL, 1, day=SPRING), response(FULL, 2, day=AUTUMN)
    begun = response("5--------", 3, day="2026-11-30", status="started")
    gathered = collected(file(spring, autumn, begun), file(response(FULL, 9), person=2))
    assert [one.response_id for one in gathered.responses] == [f"{2:032x}", f"{9:032x}"]
    assert gathered.refused == ()
    assert (gathered.files, gathered.copies) == (2, 0)


def test_two_files_of_one_person_count_once() -> None:
    """The same key in two files, saved in different rounds."""
    gathered = collected(file(response(FULL, 1, day=SPRING)), file(response(FULL, 2, day=AUTUMN)))
    assert [one.day for one in gathered.responses] == [AUTUMN]


def test_of_copies_the_newest_counts_whatever_the_clock_said() -> None:
    old = response("111111111", 1, seq=4, day="2026-12-24")
    new = response("777777777", 1, seq=5, day=AUTUMN)
    for files in ([old, new], [new, old]):
        gathered = collected(*(file(one) for one in files))
        assert [one.seq for one in gathered.responses] == [5]
        assert gathered.copies == 1


def test_a_half_year_can_be_chosen() -> None:
    both = file(response(FULL, 1, day=SPRING), response("444444444", 2, day=AUTUMN))
    late = file(response(FULL, 3, day=AUTUMN), person=2)
    gathered = collected(both, late, period="2026-1")
    assert [one.day for one in gathered.responses] == [SPRING]
    assert gathered.periods == ("2026-2", "2026-1")
    (left_out,) = gathered.refused
    assert left_out.file == "fil-2.json"
    assert left_out.what == "Svaren i filen är från en annan tid: juli–december 2026."
    assert period_of(response(FULL, day="2026-06-30")) == "2026-1"
    assert period_of(response(FULL, day="2026-07-01")) == "2026-2"
    assert period_in_words("2026-1", "en") == "January–June 2026"


def test_f15_other_questionnaires_and_other_versions_are_told_apart() -> None:
    def belongs(**identity: str) -> bytes:
        given = {"id": "small", "version": "1", "hash": "0" * 64} | identity
        return file(response(FULL, questionnaire=given))

    assert refused(belongs(id="puls-10"), belongs(version="2"), belongs(hash="1" * 64)) == {
        "fil-1.json": "Svaren hör till puls-10 1, inte till small 1.",
        "fil-2.json": "Svaren hör till small 2, inte till small 1.",
    }


def test_a_file_with_several_questionnaires_gives_the_one_that_is_asked_for() -> None:
    other = {"id": "puls-10", "version": "1", "hash": "0" * 64}
    both = file(response({"q1": "3"}, 1, questionnaire=other), response(FULL, 2))
    assert [one.response_id for one in collected(both).responses] == [f"{2:032x}"]


def test_what_is_not_finished_or_empty_is_named_with_its_reason() -> None:
    assert refused(file(response(FULL, status="started")), file(person=2)) == {
        "fil-1.json": "Svaren i filen är påbörjade men inte klara.",
        "fil-2.json": "Det finns inga svar i filen.",
    }


@pytest.mark.parametrize("odd", ["0", "8", "3 ", "", "3.5", 3, 3.5, ["3"], {"3": 1}, 2**53 - 1])
def test_b10_odd_values_are_refused_and_never_counted(odd: Any) -> None:
    data = file(response({"q111": odd, "q112": "5"}))
    assert collected(data).responses == ()
    assert refused(data)["fil-1.json"].startswith("q111: ”")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"format": "kit-participant"',
        b'{"format": "kit-participant", "format": "x"}',
        b'{"format": "kit-participant", "n": NaN}',
        b"\xff\xfe",
        b"[" * 100_000,
        b"PK\x03\x04",
    ],
)
def test_b02_what_is_no_file_of_ours_is_refused_by_name(text: bytes) -> None:
    (problem,) = collected(text).refused
    assert problem.file == "fil-1.json"
    assert problem.what.endswith(".")


def test_f14_a_damaged_file_is_named_and_the_others_count() -> None:
    """A short form of a thousand variants: cut off, and with bits turned over."""
    random = Random(14)  # noqa: S311 - damage needs no secrecy
    whole = file(response(FULL, 1))
    sound = file(response(FULL, 2), person=2)
    for number in range(150):
        damaged = bytearray(whole[: random.randrange(len(whole))] if number % 3 == 0 else whole)
        for _ in range(random.randrange(1, 4) if number % 3 else 0):
            damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        gathered = collected(bytes(damaged), sound)
        assert f"{2:032x}" in {one.response_id for one in gathered.responses}
        if len(gathered.responses) == 1:
            assert [one.file for one in gathered.refused] == ["fil-1.json"]
        else:
            # Only damage that changes no answer can pass: a blank turned into another blank.
            assert gathered.responses[0].answers == response(FULL, 1).answers


def test_answers_to_questions_that_are_hidden_now_are_not_counted() -> None:
    """q222 is asked from 4 on q221; the person went back and changed that."""
    (counted,) = collected(file(response("555444337"))).responses
    assert "q222" not in counted.answers
    assert counted.answers["q221"] == "3"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    collection = Collection(SMALL)
    collection.read(tmp_path / "borta.json")
    (tmp_path / "mapp.json").mkdir()
    collection.read(tmp_path / "mapp.json")
    names = [problem.file for problem in collection.gather().refused]
    assert names == ["borta.json", "mapp.json"]


def test_roles_and_units_that_are_not_asked_here_are_left_out() -> None:
    data = file(response(FULL, role="boss", background={"unit": "u1"}))
    (counted,) = collected(data).responses
    assert counted.role is None
    assert counted.background == {}


@st.composite
def handed_over(draw: st.DrawFn) -> list[tuple[int, list[Response]]]:
    """Files as (person, responses), with copies, old rounds and unfinished ones among them."""
    one = st.builds(
        lambda number, seq, day, status: response(FULL, number, seq=seq, day=day, status=status),
        st.integers(1, 4),
        st.integers(0, 3),
        st.sampled_from([SPRING, AUTUMN]),
        st.sampled_from(["finished", "started"]),
    )
    return draw(st.lists(st.tuples(st.integers(1, 3), st.lists(one, max_size=3)), max_size=5))


@settings(deadline=None, max_examples=60)
@given(handed_over(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_is_of_no_account(
    files: list[tuple[int, list[Response]]], random: Random
) -> None:
    data = [file(*responses, person=person) for person, responses in files]
    shuffled = data.copy()
    random.shuffle(shuffled)
    first, second = collected(*data), collected(*shuffled)
    assert first.responses == second.responses
    assert (first.copies, first.periods) == (second.copies, second.periods)
    assert len(first.responses) <= len({person for person, _ in files})
    assert len({one.response_id for one in first.responses}) == len(first.responses)
    assert all(one.status == "finished" for one in first.responses)


# --- the desk in the group's window -----------------------------------------------------------


def told(number: int, answers: str = "", **more: Any) -> dict[str, Any]:
    marks = answers or "".join(str(1 + (number * 3 + place * 2) % 7) for place in range(9))
    one = response(marks, number, role="all", **more).model_dump()
    return {"name": f"fil-{number}.json", "person": f"{number:032x}", "responses": [one]}


def gather(desk: FileDesk, *files: dict[str, Any], period: str | None = None) -> dict[str, Any]:
    desk.files({"files": list(files), "language": "sv"})
    return desk.gather({"period": period, "views": ["areas"], "language": "sv"})


def test_portions_of_files_become_one_result() -> None:
    desk = FileDesk(SMALL)
    desk.files({"files": [told(n) for n in range(1, 11)], "language": "sv"})
    made = gather(desk, *(told(n) for n in range(8, 21)))
    assert made["said"] == [
        "Personer vars svar räknas: 20. Filer: 23.",
        "Svar som finns i flera filer räknas en gång: 3.",
    ]
    assert made["state"]["views"][0]["id"] == "areas"
    assert made["periods"] == []
    assert json.loads(json.dumps(made)) == made


def test_what_a_browser_tells_wrong_is_refused_by_name() -> None:
    broken: list[dict[str, Any]] = [
        {"name": "a.json"},
        {"name": "b.json", "person": "x", "responses": []},
        told(3) | {"name": "c.json", "responses": [{"response_id": "x"}]},
        told(4) | {"name": "d.json", "responses": "alla"},
    ]
    made = gather(FileDesk(SMALL), *broken)
    assert made["state"] is None
    assert [one["name"] for one in made["refused"]] == ["a.json", "b.json", "c.json", "d.json"]
    assert {one["reason"] for one in made["refused"]} == {"Svaren i filen är inte som de ska vara."}


def test_p01_too_few_files_show_nothing_and_say_so() -> None:
    made = gather(FileDesk(SMALL), *(told(n) for n in range(1, 5)))
    assert made["state"] is None
    assert made["said"][-1].startswith("Det finns inget att visa än. Det krävs minst 5 personer")


def test_p05_a_few_more_files_are_not_drawn_until_there_are_enough() -> None:
    desk = FileDesk(SMALL)
    assert gather(desk, *(told(n) for n in range(1, 11)))["state"]
    held = gather(desk, told(11), told(12))
    assert held["state"] is None
    assert held["said"][-1].startswith("Bilderna ritas inte om.")
    assert gather(desk, *(told(n) for n in range(13, 16)))["state"]


def test_p06_half_years_that_share_nearly_everybody_are_not_shown_after_each_other() -> None:
    desk = FileDesk(SMALL)
    both = [
        told(n) | {"responses": told(n + 100, day=SPRING)["responses"] + told(n)["responses"]}
        for n in range(1, 11)
    ]
    early = told(50, day=SPRING)
    assert gather(desk, *both, early, period="2026-2")["state"]
    assert gather(desk, period="2026-1")["state"], "nobody's answer is in both"
    assert gather(desk, period=LATEST)["state"] is None, "all but one were shown already"


def grown(number: int) -> dict[str, Any]:
    """A person's file with both rounds: half of them a step higher in the later one."""
    then = "".join(str(1 + (number * 3 + place * 2) % 6) for place in range(9))
    now = "".join(str(int(mark) + number % 2) for mark in then)
    before = told(number + 100, then, day=SPRING)
    return told(number, now) | {"responses": before["responses"] + told(number, now)["responses"]}


def changes(made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(v for v in made["state"]["views"] if v["id"] == "change")
    return found


def test_files_that_hold_two_rounds_show_what_has_changed() -> None:
    desk = FileDesk(SMALL)
    desk.files({"files": [grown(n) for n in range(1, 13)], "language": "sv"})
    made = desk.gather({"period": None, "views": ["areas", "change"], "language": "sv"})
    assert made["period"] == "2026-2"
    view = changes(made)
    assert view["answers"] == "Kopplade till sina egna svar från förra gången: 12 av 12"
    moves = next(chart for chart in view["charts"] if chart["id"] == "change-moves-area")
    up, same = (moves["table"]["head"].index(name) for name in ("Upp", "Lika"))
    assert [(row[up], row[same]) for row in moves["table"]["rows"]] == [("6", "6")] * 2
    assert made["said"][0] == "Personer vars svar räknas: 12. Filer: 12."


def test_a_few_more_pairs_of_files_are_not_compared() -> None:
    desk = FileDesk(SMALL)
    views = {"views": ["areas", "change"], "language": "sv", "period": None}
    desk.files({"files": [grown(n) for n in range(1, 13)], "language": "sv"})
    assert changes(desk.gather(views))
    more = [grown(13), grown(14), *(told(n) for n in range(30, 40))]
    desk.files({"files": more, "language": "sv"})
    later = desk.gather(views)
    assert [view["id"] for view in later["state"]["views"]] == ["areas"]


def test_a_round_that_has_gone_on_past_june_is_no_two_rounds() -> None:
    desk = FileDesk(SMALL)
    files = [told(n, day=SPRING if n % 2 else "2026-07-02") for n in range(1, 21)]
    made = gather(desk, *files)
    assert made["period"] == LATEST
    assert made["said"][0].startswith("Personer vars svar räknas: 20.")


def test_selections_may_follow_when_they_differ_by_nobody_or_by_enough() -> None:
    def people(*numbers: int) -> frozenset[tuple[str, int]]:
        return frozenset((str(number), 1) for number in numbers)

    shown = [people(*range(10))]
    assert may_follow(shown, people(*range(10)), 5)
    assert may_follow(shown, people(*range(15)), 5)
    assert may_follow(shown, people(*range(20, 30)), 5)
    assert not may_follow(shown, people(*range(14)), 5)
    assert not may_follow(shown, people(*range(9)), 5)
    assert not may_follow([*shown, people(*range(15))], people(*range(16)), 5)


def test_reasons_say_what_to_do() -> None:
    (problem,) = collected(file(response({"q111": "9"}))).refused
    assert reason(problem).endswith("Välj bland: 1, 2, 3, 4, 5, 6, 7, na.")


def test_checksums_are_those_of_the_file_itself() -> None:
    content = json.loads(file(response(FULL)))
    assert content.pop("checksum") == checksum(content)
