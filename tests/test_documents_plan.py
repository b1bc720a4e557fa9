"""What a plan's document says, and what it leaves out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from agreements import BIBLIOTEK, EARLIER, PLAN, TABLES, agreement, id_
from rounds_of_two import earlier_of, table_of
from safe_tables import people

from kit.documents.blocks import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from kit.documents.formats import TYPES, file_name, write
from kit.documents.plan import plan_document
from kit.errors import KitError
from kit.group_change_words import SHIFT
from kit.language import say
from kit.plans import Gaps, Plan
from kit.weighing import GridResult, PointsResult


def part(document: Document, title: str) -> list[Block]:
    """Return the blocks below a heading of the first level."""
    found: list[Block] = []
    is_there = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            is_there = block.text == title
        elif is_there:
            found.append(block)
    return found


def said(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.text
            case Bullets():
                yield from block.items
            case Facts():
                yield from (f"{name}: {value}" for name, value in block.pairs)
            case Table():
                yield from (str(cell) for row in block.rows for cell in row)


def test_it_begins_with_what_was_agreed_for_whom_and_when() -> None:
    document = plan_document(agreement())
    assert (document.title, document.subtitle) == ("Handlingsplan", "Påhittsby, hösten 2026")
    lead, facts, *_ = document.blocks
    assert list(said([lead])) == [
        "Gruppen har kommit överens om 3 åtgärder. Uppföljningen är den 12 maj 2027."
    ]
    assert list(said([facts])) == [
        "Gäller: Påhittsby, hösten 2026",
        "Datum: 2026-11-12",
        "Uppföljning: 2027-05-12",
        "Workshop: Workshop på 90 minuter",
        "Självskattning: Digital kompetens på biblioteket, version 2026.1",
    ]


def test_each_action_has_all_that_was_agreed_and_what_was_not() -> None:
    blocks = part(plan_document(agreement()), "Det här ska vi göra")
    assert list(said(blocks[2:4])) == [
        "1. Öva källkritik tillsammans en halvtimme varje månadsmöte",
        "Ansvarig: Bibliotekarie AK",
        "Första steget: Anna samlar tre exempel till januarimötet",
        "Klart senast: 2027-02-15",
        "Så märker vi det: Alla vågar svara en besökare",
        "Mål: Alla som kommer till biblioteket kan få hjälp att ta del av det digitala.",
        "Kompetenser: Söka och granska information; Ordna och använda data",
        "Fortsätter på: Källkritik på mötet",
    ]
    assert "Ansvarig: inte bestämt" in said(blocks[4:6])


def test_the_reason_for_more_actions_stands_where_there_are_more() -> None:
    reason = "Därför är åtgärderna fler än workshoppen är tänkt för: Två av dem är små."
    assert reason in said(list(plan_document(agreement(most=2)).blocks))
    assert reason not in said(list(plan_document(agreement(most=3)).blocks))


def test_it_says_what_it_does_nothing_about() -> None:
    document = plan_document(agreement())
    (table,) = part(document, "Mål")
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["1", "2", "ingen åtgärd"]
    assert list(said(part(document, "Det som saknar åtgärd"))) == [
        "Det här lämnar planen till en annan gång:",
        "Mål: Vi har tid att dela kunskap och lär av varandra i vardagen.",
        "Behov: Värna integritet och trygghet",
        "Behov: Lösa tekniska problem",
        "Behov: Möta besökare digitalt",
    ]


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        (TABLES, "Alla mål och vart och ett av de största behoven har en åtgärd."),
        (None, "Alla mål har en åtgärd."),
    ],
)
def test_nothing_is_said_of_needs_that_are_not_known(tables: Any, sentence: str) -> None:
    document = plan_document(agreement(gaps=Gaps(), tables=tables))
    assert list(said(part(document, "Det som saknar åtgärd"))) == [sentence]


def test_it_tells_what_became_of_the_earlier_actions() -> None:
    counts, table = part(plan_document(agreement()), "Så gick det med förra planens åtgärder")
    assert list(said([counts])) == ["Klar: 1. Pågår: 1. Lagd åt sidan: 1."]
    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == ["Klar", "Pågår", "Lagd åt sidan"]
    assert [row[5] for row in table.rows] == ["", "åtgärd 1", ""]


def test_it_tells_how_the_group_weighed_with_ties_and_the_top_voter() -> None:
    blocks = part(plan_document(agreement()), "Så vägde gruppen idéerna")
    _, points, _, grid = blocks
    assert isinstance(points, Table)
    assert points.head[1:] == ("Plats", "Poäng", "Personer", "Mest från en person")
    assert [row[1:] for row in points.rows] == [
        ("1", 41, 9, 8),
        ("2–3", 30, 7, 6),
        ("2–3", 30, 6, 10),
    ]
    assert isinstance(grid, Table)
    assert grid.rows[0][1:] == ("4,5 (4–5)", "2 (1–2)", 10, "ja")
    assert grid.rows[1][1:] == ("", "", None, "")


def test_too_few_voters_are_a_sentence_and_no_table() -> None:
    few = PointsResult(voters=None, few=True)
    document = plan_document(agreement(points=few, grid=GridResult(voters=None, few=True)))
    blocks = part(document, "Så vägde gruppen idéerna")
    assert len(set(said(blocks))) == 1
    assert not any(isinstance(block, Table) for block in blocks)


def test_the_needs_are_those_of_the_protected_figures() -> None:
    sentence, table = part(plan_document(agreement()), "Gruppens behov")
    assert "Störst behov, i ordning: Värna integritet" in "".join(said([sentence]))
    assert isinstance(table, Table)
    assert len(table.rows) == len(list(BIBLIOTEK.competences()))
    assert "14\u00a0%" in table.rows[0]


def test_it_tells_what_has_changed_of_everybody_and_of_those_linked() -> None:
    then, now = people(BIBLIOTEK, 18, seed=1), people(BIBLIOTEK, 18, seed=2)
    earlier = earlier_of((BIBLIOTEK, then), now, {place: place for place in range(12)})
    tables = table_of(BIBLIOTEK, now, earlier=earlier)
    blocks = part(plan_document(agreement(tables=tables)), "Sedan förra gången")
    assert "Kopplade till sina egna svar från förra gången: 12 av 18" in said(blocks)
    found = {block.caption: block for block in blocks if isinstance(block, Table)}
    everybody = found["Områden: hela gruppen då och nu"]
    linked = found["Områden: hur samma personer har rört sig"]
    assert everybody.head[:3] == ("Område", "Svar förra gången", "Svar nu")
    assert linked.head == ("Område", "Kopplade personer", "Upp", "Lika", "Ner")
    assert not any(caption.startswith("Påståenden") for caption in found)
    assert all(len(table.head) <= 8 for table in found.values())
    assert say("sv", SHIFT) in said(blocks)


def test_it_says_how_to_read_it_and_how_it_was_protected() -> None:
    words = " ".join(said(part(plan_document(agreement()), "Om planen")))
    assert "inte ett prov" in words
    assert "minst 5 personer" in words
    assert "från 8" in words


def test_parts_without_content_have_no_heading() -> None:
    bare = agreement(
        plan=Plan(), gaps=Gaps(), tables=None, points=None, grid=None, cards=(), workshop=""
    )
    document = plan_document(bare)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["Mål", "Om planen"]
    assert document.blocks[0] == Paragraph(
        "Gruppen har inte kommit överens om någon åtgärd än.", "lead"
    )
    assert all(write(document, format_) for format_ in ("docx", "xlsx", "html", "csv"))


def test_goals_in_the_rounds_own_words_go_before_the_files() -> None:
    document = plan_document(agreement(goals={"g1": "Alla får hjälp här."}))
    (table,) = part(document, "Mål")
    assert isinstance(table, Table)
    assert table.rows == (("Alla får hjälp här.", "1"),)


def test_a_dropped_action_serves_no_goal() -> None:
    actions = (EARLIER[2].model_copy(update={"goal": "g1", "id": id_(99)}),)
    document = plan_document(agreement(plan=PLAN.model_copy(update={"actions": actions})))
    (table,) = part(document, "Mål")
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == ["ingen åtgärd"] * 3


def test_no_swedish_is_left_in_english() -> None:
    words = "\n".join(said(list(plan_document(agreement("en")).blocks)))
    swedish = ("åtgärd", "Ansvarig", "personer fördelade", "Planens")
    own = {cell for row in (*PLAN.actions, *PLAN.earlier) for cell in row.model_dump().values()}
    left = [line for line in words.splitlines() if any(one in line for one in swedish)]
    assert [line for line in left if not any(str(one) in line for one in own if one)] == []


@pytest.mark.parametrize("format_", sorted(TYPES))
def test_the_file_is_named_in_plain_letters(format_: str) -> None:
    named = agreement(name="../Ängslyckan: «Öst» \x00 😀 " + "x" * 200)
    name = file_name(plan_document(named), format_)
    assert name.startswith("handlingsplan-angslyckan-ost-xxx")
    assert name.endswith(f"-2026-11-12.{format_}")
    assert len(name) < 130


def test_an_unknown_format_is_refused_in_words() -> None:
    with pytest.raises(KitError, match="Ett dokument kan vara docx, xlsx, html, csv, ics"):
        write(plan_document(agreement()), "pdf")


@pytest.mark.parametrize(
    ("format_", "module", "library"),
    [
        ("docx", "docx", "python-docx"),
        ("xlsx", "openpyxl", "openpyxl"),
        ("ics", "icalendar", "icalendar"),
    ],
)
def test_a_missing_library_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, format_: str, module: str, library: str
) -> None:
    writers = ("kit.documents.docx_", "kit.documents.xlsx_", "kit.documents.ics_")
    loaded = [one for one in sys.modules if one.startswith(writers) or one.split(".")[0] == module]
    for name in loaded:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    document = plan_document(agreement())
    with pytest.raises(KitError, match=rf"{library}.*pip install 'kit\[documents\]'"):
        write(document, format_)
    assert write(document, "html")
    assert write(document, "csv")
