"""Say what has changed since the round before: the whole group then and now, and those linked.

The pictures' words and figures come from the same view as the pages'; on paper a table has the
columns of one picture only, for all of them would not fit on its width.
"""

from __future__ import annotations

from typing import Any, Final

from kit.documents.blocks import Block, Heading, Paragraph, Table
from kit.documents.plan_words import Agreement
from kit.group_report import group_state

LINKED: Final = "Linked people"
"""The column of the change's tables from which on only the linked people are counted."""

LEFT_OUT: Final = "-item"
"""Statements are many; the table that is saved from the page has them."""


def changes(of: Agreement) -> list[Block]:
    """Return the part about what has changed; nothing where no round is compared."""
    if of.tables is None:
        return []
    state = group_state(of.questionnaire, of.tables, of.language, ["change"])
    return [block for view in state["views"] for block in _view(of, view)]


def _view(of: Agreement, view: dict[str, Any]) -> list[Block]:
    charts = [chart for chart in view["charts"] if not chart["id"].endswith(LEFT_OUT)]
    said = [Paragraph(words) for words in (view["answers"], view["hidden"]) if words]
    drawn = [block for chart in charts for block in _chart(of, chart)]
    notes = dict.fromkeys(chart["note"] for chart in charts if chart.get("note"))
    return [Heading(view["title"]), *said, *drawn, *(Paragraph(note, "note") for note in notes)]


def _chart(of: Agreement, chart: dict[str, Any]) -> list[Paragraph | Table]:
    head, rows = chart["table"]["head"], chart["table"]["rows"]
    linked = of.say(LINKED)
    parted = head.index(linked) if linked in head else len(head)
    about_linked = "-moves-" in chart["id"]
    kept = [0, *range(parted, len(head))] if about_linked else list(range(parted))
    table = Table(
        chart["title"],
        tuple(head[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        sheet=chart["title"],
    )
    return [Paragraph(chart["sentence"]), table]
