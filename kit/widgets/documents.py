"""Answer a page that wants to save a plan or a report: the kernel writes the file, and keeps none.

The page hands over what it may see and has fetched itself. What writes files is imported with the
first one that is asked for.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kit.errors import KitError
from kit.questionnaire import Questionnaire
from kit.widgets.window import Message, Window

if TYPE_CHECKING:
    from kit.documents.blocks import Document

Ask = Callable[[], Questionnaire]
Report = Callable[[Message], Mapping[str, Any]]


def answer_documents(window: Window, questionnaire: Ask, report: Report | None = None) -> None:
    """Let a window's kernel write documents of what the browser hands it.

    ``report`` makes a region's report of a request, where the kernel itself holds what is in it;
    otherwise the page hands it over. The answer is the file's ``name``, ``type`` and ``base64``,
    or the ``problem`` in a sentence for the person.
    """

    def answer(message: Message) -> Message:
        request = message["request"]
        try:
            return _file(_document(request, questionnaire, report), str(request["format"]))
        except KitError as error:
            return {"problem": str(error)}

    window.answer("document", answer)


def _document(request: Message, questionnaire: Ask, report: Report | None) -> Document:
    if request["what"] == "region":
        from kit.documents.region import region_document

        data = report(request) if report else request["report"]
        return region_document(data, str(request["language"]))
    from kit.documents.plan import plan_document
    from kit.documents.plan_request import agreement_in

    return plan_document(agreement_in(request, questionnaire()))


def _file(document: Document, format_: str) -> Message:
    from kit.documents.formats import TYPES, file_name, write

    data = write(document, format_)
    return {
        "name": file_name(document, format_),
        "type": TYPES[format_],
        "base64": base64.b64encode(data).decode(),
        "problem": "",
    }
