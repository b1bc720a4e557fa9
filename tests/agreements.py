"""Plans to write down: an invented one, and ones with anything at all in them."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from safe_tables import people, safe_table

from kit.documents.blocks import (
    Bullets,
    Document,
    Entry,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from kit.documents.plan_words import Agreement
from kit.ideas import BoardCard
from kit.plans import Action, Gaps, Plan, gaps
from kit.reading import read_questionnaire
from kit.weighing import CardPlace, CardPoints, GridResult, Placings, PointsResult

ROOT = Path(__file__).parents[1]
BIBLIOTEK = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
TABLES = safe_table(BIBLIOTEK, people(BIBLIOTEK, 22))
DAY = "2026-11-12"
NAUGHTY: list[str] = json.loads(
    (ROOT / "tests" / "cases" / "naughty-strings.json").read_text(encoding="utf-8")
)["strings"]
# Whatever a keyboard, a clipboard or a prank can give, halves of characters too.
ANYTHING = st.text(max_size=80) | st.sampled_from(NAUGHTY)


def id_(number: int) -> str:
    return f"{number:032x}"


ACTIONS = (
    Action(
        id=id_(1),
        text="Öva källkritik tillsammans en halvtimme varje månadsmöte",
        goal="g1",
        competences=("c11", "c12"),
        owner="Bibliotekarie AK",
        first_step="Anna samlar tre exempel till januarimötet",
        due="2027-02-15",
        sign="Alla vågar svara en besökare",
        carried=id_(12),
    ),
    Action(id=id_(2), text="En rutin för frågor om e-legitimation", goal="g2", due="2027-03-31"),
    Action(id=id_(3), text="Studiebesök om AI-verktyg", owner="Informationsgruppen"),
)
EARLIER = (
    Action(id=id_(11), text="Lathund för utskrifter", mark="done", learned="En sida räcker"),
    Action(id=id_(12), text="Källkritik på mötet", mark="under_way", why="Två möten ställdes in"),
    Action(id=id_(13), text="Kurs i kalkylprogram", mark="dropped", why="Ingen bad om den"),
)
PLAN = Plan(
    version=4,
    actions=ACTIONS,
    earlier=EARLIER,
    reason="Två av dem är små.",
    follow_up="2027-05-12",
)
CARDS = tuple(
    BoardCard(id=id_(20 + n), text=action.text, ideas=(id_(20 + n),), chosen=True)
    for n, action in enumerate(ACTIONS)
)
POINTS = PointsResult(
    voters=10,
    few=False,
    cards=(
        CardPoints(
            card=id_(20), total=41, givers=9, most=8, spread={0: 1}, place_from=1, place_to=1
        ),
        CardPoints(card=id_(21), total=30, givers=7, most=6, spread={}, place_from=2, place_to=3),
        CardPoints(card=id_(22), total=30, givers=6, most=10, spread={}, place_from=2, place_to=3),
    ),
)
GRID = GridResult(
    voters=10,
    few=False,
    cards=(
        CardPlace(
            card=id_(20),
            n=10,
            effect=Placings(median=4.5, low=4, high=5, counts=(0, 0, 1, 4, 5)),
            effort=Placings(median=2.0, low=1, high=2, counts=(3, 5, 2, 0, 0)),
            quick_win=True,
        ),
        CardPlace(card=id_(21), n=None, effect=None, effort=None),
    ),
)


def agreement(language: str = "sv", **other: Any) -> Agreement:
    """Return the invented plan of an invented place, with everything that can stand round it."""
    goals = [goal.id for goal in BIBLIOTEK.goals]
    usual: dict[str, Any] = {
        "questionnaire": BIBLIOTEK,
        "name": "Påhittsby, hösten 2026",
        "plan": PLAN,
        "gaps": gaps(PLAN, goals, TABLES["rows"]),
        "day": DAY,
        "language": language,
        "workshop": "Workshop på 90 minuter",
        "most": 2,
        "tables": TABLES,
        "cards": CARDS,
        "points": POINTS,
        "grid": GRID,
        "round_id": "abcdefghijkm",
    }
    return Agreement(**usual | other)


def filled_with(texts: list[str]) -> Agreement:
    """Return a plan with 30 actions of each kind, whose free texts are these in turn."""

    def action(number: int) -> Action:
        said = [texts[(number * 7 + place) % len(texts)][:80] for place in range(7)]
        names = ("text", "owner", "first_step", "sign", "why", "learned", "goal")
        fields: dict[str, Any] = dict(zip(names, said, strict=True))
        fields["text"] = fields["text"] or "x"
        return Action.model_construct(
            id=id_(number),
            card=None,
            carried=None,
            competences=(fields["goal"],),
            due="2027-02-28" if number % 2 else "2027-02-31",
            mark="under_way",
            **fields,
        )

    plan = Plan.model_construct(
        version=1,
        actions=tuple(action(n) for n in range(30)),
        earlier=tuple(action(n) for n in range(30, 60)),
        reason=texts[0],
        follow_up="2027-05-12",
    )
    cards = tuple(one.model_copy(update={"text": texts[-1]}) for one in CARDS)
    left = Gaps.model_construct(goals=(texts[0],), needs=(texts[-1],))
    return agreement(name=texts[0], plan=plan, gaps=left, workshop=texts[-1], cards=cards)


def everything(text: str, more: str) -> Document:
    """Return a document with every kind of block, and these texts in each place for words."""
    table = Table(text, (text, more), ((more, text), (text, more), ("", 2.5)))
    blocks = (
        Heading(text),
        Paragraph(more, "lead"),
        Paragraph(text, "note"),
        Bullets((text, more, "")),
        Facts(((text, more), (more, text))),
        table,
        table,
        Heading(more, 2),
        Picture(DOT, text, more),
        Paragraph(text, "small"),
    )
    entry = Entry("f308976c-6a75-5816-87c9-39fc88b17411", "2027-05-12", text, more)
    return Document(
        title=text, subtitle=more, language="sv", day=DAY, blocks=blocks, calendar=(entry,)
    )


def _dot() -> bytes:
    """Return the smallest PNG picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\x0c\x5a\x61")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


DOT = _dot()
