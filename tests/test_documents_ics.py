"""The calendar file: days that a calendar understands, in the words of the plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from agreements import ANYTHING, NAUGHTY, PLAN, agreement, everything, filled_with
from hypothesis import example, given, settings
from icalendar import Calendar

from kit.documents.blocks import Document
from kit.documents.formats import write
from kit.documents.ics_file import ics_of
from kit.documents.plan import plan_document
from kit.documents.settled import settled
from kit.errors import KitError


def events(document: Document) -> list[Any]:
    """Return the events of the file, read by a library that is strict about it."""
    return list(Calendar.from_ical(ics_of(document)).walk("VEVENT"))


def test_follow_up_and_due_days_last_the_whole_day_and_keep_nobody_busy() -> None:
    found = events(plan_document(agreement()))
    days = [(one.decoded("dtstart"), one.decoded("dtend")) for one in found]
    assert days == [
        (date(2027, 5, 12), date(2027, 5, 13)),
        (date(2027, 2, 15), date(2027, 2, 16)),
        (date(2027, 3, 31), date(2027, 4, 1)),
    ]
    assert {str(one["transp"]) for one in found} == {"TRANSPARENT"}
    follow_up, first, _ = found
    assert follow_up["summary"] == "Uppföljning av handlingsplanen: Påhittsby, hösten 2026"
    assert str(follow_up["description"]).splitlines()[2] == "3. Studiebesök om AI-verktyg"
    assert (
        first["summary"]
        == "Ska vara klart: Öva källkritik tillsammans en halvtimme varje månadsmöte"
    )
    assert "Ansvarig: Bibliotekarie AK" in first["description"]


def test_a_plan_that_is_saved_again_moves_its_events_instead_of_doubling_them() -> None:
    later = PLAN.model_copy(update={"version": 9, "follow_up": "2027-06-01"})
    before = events(plan_document(agreement()))
    after = events(plan_document(agreement(plan=later, day="2026-12-01")))
    assert [one["uid"] for one in before] == [one["uid"] for one in after]
    assert len({one["uid"] for one in before}) == 3
    assert all(new["sequence"] > old["sequence"] for old, new in zip(before, after, strict=True))


def test_the_follow_up_of_another_round_is_another_event() -> None:
    one, other = (
        events(plan_document(agreement(round_id=id_)))[0]["uid"] for id_ in ("one", "other")
    )
    assert one != other


def test_what_is_done_or_dropped_is_not_in_the_calendar() -> None:
    actions = tuple(one.model_copy(update={"mark": "done"}) for one in PLAN.actions)
    plan = PLAN.model_copy(update={"actions": actions})
    assert len(events(plan_document(agreement(plan=plan)))) == 1


@pytest.mark.parametrize(
    ("language", "sentence"), [("sv", "Det finns ingen dag"), ("en", "There is no day")]
)
def test_a_plan_without_days_makes_no_empty_calendar(language: str, sentence: str) -> None:
    plan = PLAN.model_copy(update={"actions": PLAN.actions[2:], "follow_up": None})
    with pytest.raises(KitError, match=sentence):
        write(plan_document(agreement(language, plan=plan)), "ics")


def test_lines_are_as_the_format_wants_them() -> None:
    data = ics_of(plan_document(filled_with(["å" * 80, "a;b,c\\d\ne"])))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 90))
def test_b01_naughty_strings_break_nothing(start: int) -> None:
    found = events(plan_document(filled_with(NAUGHTY[start : start + 90])))
    assert len(found) == 16  # every other action's day is none


@settings(max_examples=60)
@given(text=ANYTHING, more=ANYTHING)
@example(text="a;b,c\\d\\n:e", more="rad ett\r\nrad två")
@example(text="\x00\ud800", more="END:VEVENT\r\nEND:VCALENDAR")
@example(text="", more="")
def test_any_text_can_be_read_back(text: str, more: str) -> None:
    (event,) = events(everything(text, more))
    assert str(event["summary"]) == " ".join(settled(text).split())
    assert str(event.get("description", "")) == settled(more)
