"""Answer a window's messages: pack a municipality's figures, or put packages together.

Nothing is remembered between messages: the browser holds the files, so that a kernel that ends
costs nobody anything.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from kit.errors import KitError
from kit.language import say
from kit.plans import Plan
from kit.questionnaire import Questionnaire

Message = dict[str, Any]
MOST_FILES = 300


def pack_for_region(questionnaire: Questionnaire, request: Mapping[str, Any]) -> Message:
    """Return the package as a file, with notes to read first, or what is missing (``problem``)."""
    from kit.region.notes import notes  # noqa: PLC0415 - only those who export need pandas
    from kit.region.writing import Origin, file_name, make_package, write_package  # noqa: PLC0415

    language = str(request["language"])
    try:
        choices = _choices(request["choices"], language)
        plan = Plan.model_validate(request.get("plan") or {})
        origin = Origin(
            round=str(request["round"]),
            release=max(int(request["release"]), 1),
            day=str(request["day"]),
        )
        whole = make_package(
            questionnaire, request["tables"], plan, choices, origin=origin, language=language
        )
    except KitError as error:
        return {"problem": str(error)}
    except ValidationError:
        return {"problem": _unusable(language)}
    return {
        "name": file_name(whole),
        "type": "application/zip",
        "base64": b64encode(write_package(whole)).decode(),
        "problem": "",
        "notes": notes(whole, request["tables"], language),
    }


def _choices(given: Mapping[str, Any], language: str) -> Any:
    from kit.region.writing import Choices  # noqa: PLC0415 - likewise

    try:
        return Choices.model_validate(dict(given))
    except ValidationError as error:
        fields = {str(one["loc"][0]) for one in error.errors()}
        raise KitError(_missing(fields, language)) from None


def _missing(fields: set[str], language: str) -> str:
    said = []
    if "name" in fields:
        said.append(say(language, "Write the municipality's name, at most 80 characters."))
    if "title" in fields:
        said.append(say(language, "Write what the round is called, at most 80 characters."))
    if "contact" in fields:
        said.append(say(language, "The contact line may have at most 120 characters."))
    return " ".join(said or [_unusable(language)])


def _unusable(language: str) -> str:
    return say(language, "The choices for the package are not as they should be.")


def show_region(request: Mapping[str, Any]) -> Message:
    """Return what files show together: ``files`` have a name and their content in base64.

    Beside the state of ``kit.region.report`` it has ``report``, for the document.
    """
    from kit.region.paper import report_of  # noqa: PLC0415 - drawing is asked for, if at all
    from kit.region.report import region_state  # noqa: PLC0415 - likewise

    files = [
        (str(one["name"])[:300], _content(one["base64"])) for one in request["files"][:MOST_FILES]
    ]
    state = region_state(files, str(request["language"]))
    return state | {"report": report_of(state, _today())}


def _content(coded: Any) -> bytes:
    try:
        return b64decode(str(coded), validate=True)
    except binascii.Error:
        return b""


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
