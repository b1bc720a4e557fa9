"""Write a response as a row, and read it back exactly as it was."""

from __future__ import annotations

import json
from typing import Any

from kit.questionnaire import Questionnaire
from kit.records import Day, Response
from kit.store import tables
from kit.store.seals import ascii_json, row_seal, seal

Values = dict[str, Any]
APART = frozenset({"round", "response_id"})
"""What the row's key says already."""

BESIDE = APART | {"day"}
"""What may differ between two sendings of the same answers."""


def row_of(round_id: str, response: Response, cohort: int) -> Values:
    """Return the row that keeps a response."""
    values: Values = {
        "round": round_id,
        "response_id": response.response_id,
        "seq": response.seq,
        "state": _state(response),
        "cohort": cohort,
        "body": ascii_json(response.model_dump(mode="json", exclude=set(APART))),
    }
    return {**values, "seal": row_seal(tables.responses, values)}


def row_of_joined(
    round_id: str, response_id: str, day: Day, questionnaire: Questionnaire
) -> Values:
    """Return the row of somebody who has joined and not sent anything yet."""
    identity = {name: getattr(questionnaire, name) for name in ("id", "version", "hash")}
    empty = Response.model_validate(
        {
            "response_id": response_id,
            "seq": 0,
            "questionnaire": identity,
            "language": questionnaire.language,
            "answers": {},
            "day": day,
            "status": "started",
        }
    )
    values = row_of(round_id, empty, 0) | {"seq": tables.NOT_YET, "state": tables.JOINED}
    return {**values, "seal": row_seal(tables.responses, values)}


def response_of(values: Values) -> Response:
    """Return the response that a row keeps."""
    kept = json.loads(values["body"])
    own = {"response_id": values["response_id"], "round": values["round"]}
    return Response.model_validate(kept | own)


def content_of(response: Response) -> Values:
    """Return what two sendings must share to be the same."""
    return response.model_dump(mode="json", exclude=set(BESIDE))


def receipt_of(values: Values) -> str:
    """Return a mark of exactly this content, in this round, by this person."""
    content = {key: part for key, part in json.loads(values["body"]).items() if key != "day"}
    return seal([values["round"], values["response_id"], content])


def _state(response: Response) -> int:
    if response.status == "finished":
        return tables.FINISHED
    return tables.STARTED if response.answers else tables.BLANK
