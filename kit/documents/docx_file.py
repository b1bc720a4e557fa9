"""Write a document for Word and LibreOffice, and for the archive.

It can be read aloud and moved about in: headings are headings, header rows come again on each
page, pictures have words, and the language is said. Nobody's name stands in its properties.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time

from docx.document import Document as File

from kit import figures
from kit.documents.blocks import Document
from kit.documents.docx_page import LOCALES, blank, footer
from kit.documents.docx_parts import words, write_blocks
from kit.documents.settled import in_a_line
from kit.language import say


def docx_of(document: Document) -> bytes:
    """Return the bytes of a .docx file."""
    file = blank(document.language)
    _properties(file, document)
    words(file.add_paragraph(style="Title"), document.title)
    if document.subtitle:
        words(file.add_paragraph(style="Subtitle"), document.subtitle)
    write_blocks(file, document.blocks, document.language)
    named = (document.title, document.subtitle, figures.day(document.day, document.language))
    known = {"page": "{page}", "pages": "{pages}"}
    footer(
        file,
        " · ".join(in_a_line(one) for one in named if one),
        say(document.language, "Page {page} of {pages}", **known),
    )
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _properties(file: File, document: Document) -> None:
    about = file.core_properties
    midnight = datetime.combine(date.fromisoformat(document.day), time(), UTC)
    # The format holds at most 255 characters of each.
    about.title = in_a_line(": ".join(filter(None, (document.title, document.subtitle))))[:255]
    about.language = LOCALES.get(document.language, document.language)
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = midnight
    about.revision = max(document.revision, 1)
