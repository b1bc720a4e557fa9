"""A region's report: what the region says is laid out whole, whatever it holds."""

from __future__ import annotations

import base64
import io
from typing import Any

import docx
import pytest
from agreements import ANYTHING, DOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.documents.blocks import Bullets, Facts, Heading, Paragraph, Picture, Table
from kit.documents.formats import file_name, write
from kit.documents.region import region_document

REPORT: dict[str, Any] = {
    "title": "Regionens rapport",
    "subtitle": "Hösten 2026",
    "day": "2026-12-01",
    "lead": "Tre kommuner har lämnat in sina resultat.",
    "facts": [["Kommuner", 3]],
    "sections": [
        {
            "title": "Gemensamma behov",
            "text": ["Så här ser det ut."],
            "list": ["Exempelköping", "Låtsasvik"],
            "tables": [
                {
                    "caption": "Behov",
                    "head": ["Kompetens", "Behov"],
                    "rows": [["Källkritik", 12], ["AI", None], ["Text och bild", 2.5]],
                }
            ],
            "pictures": [{"png": base64.b64encode(DOT).decode(), "alt": "En prick"}],
        },
        {"title": "Åtgärder", "level": 2, "text": ["Ingen än."]},
    ],
    "closing": ["Ingen rangordning."],
}


def test_everything_stands_in_its_order() -> None:
    document = region_document(REPORT, "sv")
    kinds = [type(block) for block in document.blocks]
    assert kinds == [
        *(Paragraph, Facts, Heading, Paragraph, Bullets, Table, Picture),
        *(Heading, Paragraph, Paragraph),
    ]
    assert (document.day, document.language) == ("2026-12-01", "sv")
    assert file_name(document, "docx") == "regionens-rapport-hosten-2026-2026-12-01.docx"


@pytest.mark.parametrize("format_", ["docx", "html", "xlsx"])
def test_it_becomes_every_file_that_a_region_asks_for(format_: str) -> None:
    assert len(write(region_document(REPORT, "sv"), format_)) > 2_000


def test_figures_are_written_as_the_language_does() -> None:
    file = docx.Document(io.BytesIO(write(region_document(REPORT, "sv"), "docx")))
    (table,) = file.tables
    assert [cell.text for cell in table.columns[1].cells] == ["Behov", "12", "–", "2,5"]


def test_rows_are_as_long_as_the_header() -> None:
    table = {"caption": "T", "head": ["A", "B"], "rows": [["1"], ["1", "2", "3"]]}
    report = {"title": "R", "sections": [{"title": "S", "tables": [table]}]}
    (made,) = region_document(report, "sv").tables()
    assert made.rows == (("1", None), ("1", "2"))


@pytest.mark.parametrize(
    "change",
    [{"title": 3}, {"sections": "x"}, {"day": "2026-02-31"}, {"sections": [{"text": []}]}],
)
def test_what_is_no_report_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        region_document(REPORT | change, "sv")


@settings(max_examples=25)
@given(texts=st.lists(ANYTHING, min_size=1, max_size=5))
@example(texts=[""])
def test_any_text_can_stand_in_it(texts: list[str]) -> None:
    table = {"caption": texts[0], "head": texts, "rows": [texts, texts[:1]]}
    section = {"title": texts[-1], "text": texts, "list": texts, "tables": [table]}
    facts = [[text, text] for text in texts]
    report = {"title": texts[0], "facts": facts, "sections": [section], "closing": texts}
    document = region_document(report, "sv")
    for format_ in ("docx", "html", "xlsx"):
        assert write(document, format_)
