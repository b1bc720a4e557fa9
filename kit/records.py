"""What a person gives and keeps: responses, notes, next steps, and the file that holds them.

The browser writes and reads the same file (``static/participant.js``); both follow
``static/participant.schema.json``, which is made from the models here (``participant_schema``).

Unknown fields are kept at every level, so that a file from a newer or a foreign hand loses
nothing by being opened and saved here. Texts come back as they were written, byte for byte:
nothing is normalised. Halves of characters (lone surrogates), which UTF-8 cannot hold, become
U+FFFD on writing and are refused on reading.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kit.errors import Problem, ProblemsFound
from kit.language import msgid, say
from kit.plain_json import read_json, whole

FORMAT: Final = "kit-participant"
VERSION = 1
MOST_BYTES = 5_000_000
SCHEMA = Path(__file__).parent / "static" / "participant.schema.json"
_BRANCHES = frozenset({"str", "int", "float", "list[str]", "dict[str,int]"})

REFUSALS: Final = {
    "empty": msgid("The file is empty. Choose the file that you saved last time."),
    "too_large": msgid(
        "The file is larger than 5 MB, so it cannot be a self-assessment from here. "
        "Choose the file that you saved last time."
    ),
    "unreadable": msgid(
        "The file cannot be read: it is cut off, damaged or of another kind. "
        "Choose the file that you saved last time, or another copy of it."
    ),
    "foreign": msgid(
        "This is not a file with a self-assessment. "
        "Choose the file that you saved last time; its name ends with .json."
    ),
    "newer": msgid(
        "The file was saved by a newer version of this kit, so it cannot be opened here yet. "
        "Nothing is lost: open it where you saved it, or ask for the kit here to be updated."
    ),
    "changed": msgid(
        "The file has been changed or damaged since it was saved, "
        "so its figures cannot be trusted. Choose another copy of it."
    ),
    "misshapen": msgid(
        "One part of the file is not as it should be: {place}. "
        "Nothing was read. Choose another copy of the file."
    ),
}
"""Why a file is refused, in words for the participant whose file it is."""

RandomId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", max_length=32)]
Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", max_length=10),
]
Answer = str | int | float | list[str] | dict[str, int]


class Record(BaseModel):
    """Take exact types only, keep unknown fields, and never change."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow", allow_inf_nan=False)


class Identity(Record):
    """Which questionnaire was answered, and in which wording."""

    id: str
    version: str
    hash: str


class Response(Record):
    """One time that one person answered one questionnaire.

    ``answers`` maps an item's id (or ``item.facet``) to its value; an absent key is blank.
    ``seq`` rises by one with each change; the higher one is the later copy. ``earlier`` is the
    ``response_id`` that the same person has in the round that this one's round follows; it is
    there when the person has opened last time's file and said yes to being linked.
    """

    response_id: RandomId
    round: str | None = None
    seq: Annotated[int, Field(ge=0)]
    questionnaire: Identity
    language: str
    role: str | None = None
    background: dict[str, str] = {}
    answers: dict[str, Answer]
    day: Day
    status: Literal["started", "finished"]
    # Left out where there is none, so that a file from before stays as it was, byte for byte.
    earlier: RandomId | None = Field(None, exclude_if=lambda link: link is None)


class Note(Record):
    """A private note on one of the reflection prompts; ``id`` is the prompt's."""

    id: str
    response_id: RandomId
    day: Day
    text: str


class Chosen(Record):
    """The competences, three at most, that the person chose to grow in."""

    response_id: RandomId
    competences: Annotated[list[str], Field(max_length=3)]


class Step(Record):
    """A step of the person's own, done or not."""

    id: str
    response_id: RandomId
    text: str
    competence: str | None = None
    day: Day
    done: bool = False


class ParticipantFile(Record):
    """One person's own copy of everything they gave, oldest response first.

    ``person_key`` is random; it links the rounds when the person opens last time's file.
    """

    format: Literal["kit-participant"]
    format_version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    person_key: RandomId
    saved: Day
    responses: Annotated[tuple[Response, ...], Field(strict=False)]
    notes: Annotated[tuple[Note, ...], Field(strict=False)] = ()
    chosen: Annotated[tuple[Chosen, ...], Field(strict=False)] = ()
    steps: Annotated[tuple[Step, ...], Field(strict=False)] = ()


def read_participant(
    data: bytes, name: str, language: str = "sv", refusals: Mapping[str, str] | None = None
) -> ParticipantFile:
    """Read a participant's file, or refuse it.

    Raises ``ProblemsFound`` with one problem, in ``language``: what is wrong, why, and what to
    do. ``name`` is the file's name for that sentence. A byte order mark is skipped. ``refusals``
    are sentences by the keys of ``REFUSALS``, for others than the participant.
    """
    try:
        return _judge(_content(data))
    except _Refused as refused:
        sentence = say(language, (refusals or REFUSALS)[refused.kind], place=refused.place)
        raise ProblemsFound([Problem(name, None, sentence, "")]) from None


def write_participant(file: ParticipantFile) -> bytes:
    """Write a participant's file as JSON in UTF-8, with its checksum last."""
    content = whole(file.model_dump())
    content.pop("checksum", None)
    signed = {**content, "checksum": checksum(content)}
    return f"{json.dumps(signed, ensure_ascii=False, indent=1)}\n".encode()


def checksum(content: dict[str, Any]) -> str:
    """Return ``crc32:`` and eight hex digits over the canonical JSON (RFC 8785) of ``content``.

    It finds damage, not forgery. ``content`` must not hold its own checksum.
    """
    return f"crc32:{zlib.crc32(rfc8785.dumps(content)):08x}"


def participant_schema() -> dict[str, Any]:
    """Return the JSON Schema of the participant's file."""
    schema = ParticipantFile.model_json_schema()
    schema["properties"]["checksum"] = {
        "description": "CRC-32 of the RFC 8785 form of all other fields.",
        "pattern": "^crc32:[0-9a-f]{8}$",
        "title": "Checksum",
        "type": "string",
    }
    schema["required"].append("checksum")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _content(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise _Refused("too_large")
    try:
        if not data.decode("utf-8-sig").strip(" \t\r\n"):
            raise _Refused("empty")
        return read_json(data)
    except ValueError:
        raise _Refused("unreadable") from None


def _judge(content: Any) -> ParticipantFile:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _Refused("foreign")
    version = content.get("format_version")
    if isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION:
        raise _Refused("newer")
    rest = {key: value for key, value in content.items() if key != "checksum"}
    if content.get("checksum") != checksum(rest):
        raise _Refused("changed")
    try:
        return ParticipantFile.model_validate_json(rfc8785.dumps(rest))
    except ValidationError as error:
        raise _Refused("misshapen", _place(error)) from None


def _place(error: ValidationError) -> str:
    """Return the first wrong place in words that a person can count to: "responses 2 seq"."""
    parts = [part for part in error.errors()[0]["loc"] if part not in _BRANCHES]
    return " ".join(str(part + 1 if isinstance(part, int) else part) for part in parts)


class _Refused(Exception):
    def __init__(self, kind: str, place: str = "") -> None:
        super().__init__(kind)
        self.kind, self.place = kind, place
