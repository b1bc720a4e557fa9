"""Set up a Word document: paper, language, type, and a footer with the page's number.

The type is one that every office has, or has a double of the same widths for (Liberation Sans for
Arial). Space stands before and after paragraphs in their styles: never as empty paragraphs, which
are read aloud as "blank".
"""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from kit.documents.docx_template import bare
from kit.theme import COLOURS

FONT: Final = "Arial"
LOCALES: Final = {"sv": "sv-SE", "en": "en-GB"}
WIDTH: Final = Cm(21)
HEIGHT: Final = Cm(29.7)
EDGE: Final = Cm(2.3)
TEXT: Final = Length(WIDTH - 2 * EDGE)
"""How wide the lines are."""

FACTS: Final = "Facts"
LABELS: Final = Cm(4.6)
"""Room for the names of facts, beside which their values stand."""

LEAD, NOTE, SMALL, CELL = "Lead", "Note", "Small Print", "Table Text"
# size, space before, space after, lines, colour, bold, stays with what follows
_STYLES: Final[dict[str, tuple[float, float, float, float, str, bool, bool]]] = {
    "Normal": (10.5, 0, 6, 1.25, "ink", False, False),
    "Title": (26, 0, 4, 1.05, "accent-strong", True, True),
    "Subtitle": (14, 0, 14, 1.15, "ink-soft", False, True),
    "Heading 1": (16, 18, 5, 1.1, "accent-strong", True, True),
    "Heading 2": (12, 12, 3, 1.15, "ink", True, True),
    "List Bullet": (10.5, 0, 3, 1.25, "ink", False, False),
    "Caption": (9.5, 8, 4, 1.2, "ink-soft", True, True),
    FACTS: (10.5, 0, 3, 1.2, "ink", False, False),
    LEAD: (12, 4, 8, 1.35, "ink", False, False),
    NOTE: (10.5, 6, 8, 1.25, "ink", False, False),
    SMALL: (9.5, 0, 4, 1.25, "ink-soft", False, False),
    CELL: (9.5, 2, 2, 1.15, "ink", False, False),
    "Footer": (8.5, 0, 0, 1.0, "ink-soft", False, False),
}


def blank(language: str) -> File:
    """Return a document without any content, in the kit's look."""
    file = bare(_STYLES)
    _paper(file)
    _locale(file, LOCALES.get(language, language))
    for name in _STYLES:
        _style(file, name)
    styles = {name: _paragraph_style(file, name) for name in (FACTS, NOTE, "Title")}
    styles[FACTS].paragraph_format.left_indent = LABELS
    styles[FACTS].paragraph_format.first_line_indent = Length(-LABELS)
    styles[FACTS].paragraph_format.tab_stops.add_tab_stop(LABELS)
    _line(styles["Title"].element.get_or_add_pPr(), "bottom", "accent", 12, 6)
    styles[NOTE].paragraph_format.left_indent = Cm(0.4)
    _line(styles[NOTE].element.get_or_add_pPr(), "left", "warn", 24, 8)
    shade(styles[NOTE].element.get_or_add_pPr(), "warn-soft")
    return file


def colour(name: str) -> str:
    """Return a colour of the look as it is on paper, in hex digits."""
    return COLOURS[name].light.removeprefix("#")


def part(tag: str, **attributes: str) -> Any:
    """Make an element of the format's own, such as ``w:shd``."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def shade(properties: Any, name: str) -> None:
    """Put a ground in a colour of the look under a paragraph or a cell."""
    put(properties, part("w:shd", val="clear", color="auto", fill=colour(name)))


def put(properties: Any, element: Any) -> None:
    """Put a property among a paragraph's, a cell's or a table's, where the format wants it."""
    order = _ORDERS[properties.tag]
    for old in properties.findall(element.tag):
        properties.remove(old)
    after = {qn(tag) for tag in order[order.index(_short(element.tag)) + 1 :]}
    follower = next((one for one in properties if one.tag in after), None)
    if follower is None:
        properties.append(element)
    else:
        follower.addprevious(element)


def footer(file: File, words: str, page: str) -> None:
    """Write a footer: what the document is, and "Page 1 of 3" to the right.

    ``page`` has ``{page}`` and ``{pages}`` where the numbers go.
    """
    paragraph = file.sections[0].footer.paragraphs[0]
    stops = _paragraph_style(file, "Footer").paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(TEXT, WD_TAB_ALIGNMENT.RIGHT)
    _line(paragraph._p.get_or_add_pPr(), "top", "hair", 6, 6)  # noqa: SLF001 - the library has no other way to borders
    paragraph.add_run(f"{words}\t")
    before, _, rest = page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    if after:
        paragraph.add_run(after)


def _paper(file: File) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.left_margin = section.right_margin = EDGE
    section.top_margin = Cm(2)
    section.bottom_margin = Cm(2)
    section.footer_distance = Cm(1)


def _locale(file: File, locale: str) -> None:
    """Say which language the document is in, so that it is read aloud and spelled in it."""
    (language,) = file.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    language.set(qn("w:val"), locale)
    for said in file.settings.element.findall(qn("w:themeFontLang")):
        said.attrib.clear()
        said.set(qn("w:val"), locale)


def _paragraph_style(file: File, name: str) -> ParagraphStyle:
    style = file.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - for the type checker; all of ours are
    return style


def _style(file: File, name: str) -> None:
    if name not in file.styles:
        file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
    style = _paragraph_style(file, name)
    size, before, after, lines, ink, bold, follows = _STYLES[name]
    style.quick_style = True
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour(ink).upper())
    _type(style)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), lines
    form.keep_with_next, form.widow_control = follows, True


def _type(style: ParagraphStyle) -> None:
    """Name the type for every script; a theme's would take over again."""
    style.font.name = FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for name in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)


def _line(properties: Any, side: str, ink: str, thick: int, space: int) -> None:
    """Draw a line at one side of a paragraph, in eighths of a point."""
    borders = part("w:pBdr")
    borders.append(
        part(f"w:{side}", val="single", sz=str(thick), space=str(space), color=colour(ink))
    )
    put(properties, borders)


def _field(paragraph: Paragraph, code: str) -> None:
    """Put in a number that the word processor fills in."""
    field = part("w:fldSimple", instr=code)
    run = part("w:r")
    text = part("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields


def _short(tag: str) -> str:
    return "w:" + tag.rpartition("}")[2]


# The order that the format wants properties in; only those that come before or after ours.
_ORDERS: Final = {
    qn("w:pPr"): (
        *("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr"),
        *("w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs"),
        *("w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct"),
        *("w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd"),
        *("w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
        *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:outlineLvl"),
        *("w:rPr", "w:sectPr"),
    ),
    qn("w:tcPr"): (
        *("w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar"),
        *("w:textDirection", "w:tcFitText", "w:vAlign"),
    ),
    qn("w:tblPr"): (
        *("w:tblStyle", "w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblStyleRowBandSize"),
        *("w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd"),
        *("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"),
        *("w:tblDescription",),
    ),
    qn("w:trPr"): ("w:cantSplit", "w:trHeight", "w:tblHeader"),
    qn("w:rPr"): (
        *("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs"),
        *("w:rtl", "w:cs", "w:lang"),
    ),
}
