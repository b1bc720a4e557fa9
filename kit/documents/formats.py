"""Which files a document can become; a writer and its library are imported when they are asked for.

The libraries come with the extra ``documents``. A page and a CSV file need none of them.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from kit.documents.blocks import Document
from kit.errors import KitError
from kit.language import say

TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "csv": "text/csv",
    "ics": "text/calendar",
}
LIBRARIES: Final = {"docx": "python-docx", "openpyxl": "openpyxl", "icalendar": "icalendar"}
LONGEST_NAME: Final = 100


def write(document: Document, format_: str) -> bytes:
    """Return the document as the bytes of a file in one of ``TYPES``.

    Raises ``KitError``, in the document's language, when the format is unknown, when the library
    for it is not installed, and when there is no day to put in a calendar.
    """
    language = document.language
    if format_ not in TYPES:
        known = ", ".join(TYPES)
        raise KitError(say(language, "A document can be {known}.", known=known))
    if format_ == "ics" and not document.calendar:
        raise KitError(
            say(
                language,
                "There is no day to put in a calendar. Say when you follow up, or when an action "
                "is to be done, and save again.",
            )
        )
    return _writer(format_, language)(document)


def file_name(document: Document, format_: str) -> str:
    """Name a file in plain letters: "handlingsplan-pahittsby-2026-11-12.docx"."""
    words = f"{document.title} {document.subtitle}"
    letters = unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_NAME].strip("-")
    return "-".join(filter(None, (plain, document.day))) + f".{format_}"


def _writer(format_: str, language: str) -> Callable[[Document], bytes]:
    try:
        return _WRITERS[format_]()
    except ModuleNotFoundError as missing:
        library = LIBRARIES.get((missing.name or "").partition(".")[0])
        if library is None:
            raise
        raise KitError(
            say(
                language,
                "To make this file, the server needs one more library, {library}: run "
                "pip install 'kit[documents]' where the kit is installed. Until then, save as a "
                "web page or as CSV.",
                library=library,
            )
        ) from None


def _docx() -> Callable[[Document], bytes]:
    from kit.documents.docx_file import docx_of

    return docx_of


def _xlsx() -> Callable[[Document], bytes]:
    from kit.documents.xlsx_file import xlsx_of

    return xlsx_of


def _ics() -> Callable[[Document], bytes]:
    from kit.documents.ics_file import ics_of

    return ics_of


def _html() -> Callable[[Document], bytes]:
    from kit.documents.html_page import html_of

    return html_of


def _csv() -> Callable[[Document], bytes]:
    from kit.documents.csv_file import csv_of

    return csv_of


_WRITERS: Final = {"docx": _docx, "xlsx": _xlsx, "html": _html, "csv": _csv, "ics": _ics}
