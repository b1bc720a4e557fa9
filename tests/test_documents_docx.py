"""The Word file: what a person who hears it read needs, and that no text can break it."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any

import docx
import pytest
from agreements import ANYTHING, NAUGHTY, agreement, everything, filled_with
from docx.document import Document as File
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.documents.blocks import Document
from kit.documents.docx_file import docx_of
from kit.documents.docx_page import TEXT
from kit.documents.plan import plan_document
from kit.documents.settled import settled

LANGUAGES = pytest.mark.parametrize("language", ["sv", "en"])


@cache
def made(language: str = "sv") -> File:
    return opened(plan_document(agreement(language)))


def opened(document: Document) -> File:
    return docx.Document(io.BytesIO(docx_of(document)))


def texts(file: File) -> list[str]:
    """Return the text of every paragraph, those in tables too, in order."""
    paragraphs = file.element.body.iter(qn("w:p"))
    return ["".join(_pieces(paragraph)) for paragraph in paragraphs]


def _pieces(paragraph: Any) -> list[str]:
    signs = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:drawing"): "[picture]"}
    found = [one for one in paragraph.iter(*signs) if one.getparent().tag == qn("w:r")]
    return [one.text or "" if signs[one.tag] is None else str(signs[one.tag]) for one in found]


@LANGUAGES
def test_it_says_which_language_it_is_in(language: str) -> None:
    file = made(language)
    (said,) = file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    assert said == {"sv": "sv-SE", "en": "en-GB"}[language]
    assert file.core_properties.language == said
    # No part of it claims another one.
    assert file.element.xpath("//w:lang") == []
    assert file.styles.element.xpath("w:style//w:lang") == []


def test_its_properties_have_a_title_and_nobodys_name() -> None:
    about = made().core_properties
    assert about.title == "Handlingsplan: Påhittsby, hösten 2026"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created.date().isoformat() == "2026-11-12"


def test_headings_are_headings_and_skip_no_level() -> None:
    styles = [one.style.name for one in made().paragraphs if one.style]
    assert styles[0] == "Title"
    levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(level - before <= 1 for before, level in pairwise(levels))
    headings = [
        one.text for one in made().paragraphs if one.style and one.style.name == "Heading 1"
    ]
    assert headings == [
        *("Det här ska vi göra", "Mål", "Det som saknar åtgärd"),
        *("Så gick det med förra planens åtgärder", "Så vägde gruppen idéerna"),
        *("Gruppens behov", "Om planen"),
    ]


def test_header_rows_come_again_on_each_page_and_no_row_is_split() -> None:
    tables = made().tables
    assert len(tables) == 6
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert look.get(qn("w:firstRow")) == "1"
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_tables_are_simple_and_as_wide_as_the_lines() -> None:
    for table in made().tables:
        assert table._tbl.xpath(".//w:gridSpan|.//w:vMerge|.//w:tbl") == []
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        assert sum(widths) * 635 == pytest.approx(TEXT, rel=0.01)


def test_space_is_never_made_of_empty_paragraphs() -> None:
    assert [text for text in texts(made()) if not text.strip()] == []


def test_pictures_have_words_for_those_who_do_not_see_them() -> None:
    file = opened(everything("Behov i ordning", "Påhittad bild"))
    (picture,) = file.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Behov i ordning"


def test_the_type_is_one_that_offices_have_and_no_theme_takes_over() -> None:
    styles = made().styles.element
    used = [style for style in styles.xpath("w:style[@w:type='paragraph']") if _is_used(style)]
    assert len(used) > 8
    for style in used:
        assert set(style.xpath("w:rPr/w:rFonts/@w:ascii")) == {"Arial"}
        assert style.xpath("w:rPr/w:rFonts/@w:asciiTheme") == []


def _is_used(style: Any) -> bool:
    body = made().element.body
    return bool(body.xpath(f".//w:pStyle[@w:val='{style.get(qn('w:styleId'))}']"))


def test_the_paper_is_a4_and_pages_are_numbered() -> None:
    section = made().sections[0]
    assert section.page_width == pytest.approx(Mm(210), abs=Mm(0.1))
    assert section.page_height == pytest.approx(Mm(297), abs=Mm(0.1))
    (foot,) = section.footer.paragraphs
    fields = foot._p.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    said = "".join(str(one.text) for one in foot._p.iter(qn("w:t")))
    assert said == "Handlingsplan · Påhittsby, hösten 2026 · 12 november 2026Sida 1 av 1"


def test_word_opens_it_without_its_mode_for_old_files() -> None:
    settings_ = made().settings.element
    assert settings_.xpath("w:compat/w:compatSetting/@w:val") == ["15"]


def test_the_same_plan_is_the_same_file() -> None:
    one, other = (
        zipfile.ZipFile(io.BytesIO(docx_of(plan_document(agreement())))) for _ in range(2)
    )
    assert {name: one.read(name) for name in one.namelist()} == {
        name: other.read(name) for name in other.namelist()
    }


def test_what_is_written_from_the_right_stands_so() -> None:
    file = opened(everything("مرحبا بكم في المكتبة", "Hej"))
    turned = [line for line in file.paragraphs if line._p.xpath("w:pPr/w:bidi")]
    assert {line.text for line in turned} == {"مرحبا بكم في المكتبة"}


@pytest.mark.parametrize("start", range(0, len(NAUGHTY), 45))
def test_b01_naughty_strings_break_nothing(start: int) -> None:
    file = opened(plan_document(filled_with(NAUGHTY[start : start + 45])))
    assert len(file.tables[0].rows) == 31
    read = "\n".join(texts(file))
    assert [text for text in texts(file) if not text.strip()] == []
    for text in NAUGHTY[start : start + 30]:
        shown = settled(text[:80]).replace("\t", " ").strip()
        assert shown in read, repr(shown)


@settings(max_examples=40)
@given(text=ANYTHING, more=ANYTHING)
@example(text="\x00\x0b\x1b\ud800\ufffe", more="\u202eabc\u2066")
@example(text="", more=" \t\n ")
@example(text="a" * 20_000, more="\n" * 50)
def test_any_text_can_be_read_back(text: str, more: str) -> None:
    file = opened(everything(text, more))
    shown = settled(text).replace("\t", " ").strip() or "–"
    assert texts(file)[0] == shown
    assert texts(file).count(shown) >= 6
    assert [one for one in texts(file) if not one] == []


@given(st.text(alphabet="ab\n\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", max_size=40))
def test_turned_writing_ends_with_its_line(text: str) -> None:
    for line in settled(text).split("\n"):
        open_: list[str] = []
        for mark in line:
            if mark in "\u202a\u202b\u202d\u202e":
                open_.append("\u202c")
            elif mark in "\u2066\u2067\u2068":
                open_.append("\u2069")
            elif mark == "\u2069" and mark in open_:  # ends what was turned within it, too
                while open_.pop() != mark:
                    pass
            elif mark == "\u202c" and open_[-1:] == [mark]:
                open_.pop()
        assert open_ == []
