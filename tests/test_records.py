"""The participant's file comes back as it was given, or is refused with one sentence."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from participant_files import CASES, TABLE, Data, base, judge, signed
from pydantic import ValidationError

from kit.errors import ProblemsFound
from kit.language import say
from kit.plain_json import DEEPEST, LARGEST
from kit.records import (
    MOST_BYTES,
    SCHEMA,
    ParticipantFile,
    Response,
    checksum,
    participant_schema,
    read_participant,
    write_participant,
)


def sentence(case: Data) -> str | None:
    if case["refused"] is None:
        return None
    return say("en", TABLE["sentences"][case["refused"]], place=case.get("place", ""))


def edited(case: Data) -> bytes:
    content = base()
    if case.get("unsigned"):
        content["checksum"] = checksum(content)
    holder: Any = content
    for key in case["at"][:-1]:
        holder = holder[key]
    if case.get("remove"):
        del holder[case["at"][-1]]
    elif case["at"]:
        holder[case["at"][-1]] = case["to"]
    if case.get("unsigned"):
        return json.dumps(content).encode()
    try:
        return signed(content)
    except rfc8785.CanonicalizationError:  # such a number has no checksum
        return json.dumps({**content, "checksum": "crc32:00000000"}).encode()


@pytest.mark.parametrize("case", TABLE["checksums"], ids=lambda case: case["name"])
def test_checksums_are_the_same_everywhere(case: Data) -> None:
    assert checksum({"value": case["of"]}) == case["is"]


@pytest.mark.parametrize("case", TABLE["edits"], ids=lambda case: case["name"])
def test_an_edited_file(case: Data) -> None:
    assert judge(edited(case)) == sentence(case)


@pytest.mark.parametrize("case", TABLE["texts"], ids=lambda case: case["name"])
def test_a_text_that_is_no_file(case: Data) -> None:
    assert judge(case["text"].encode()) == sentence(case)


def test_a_refusal_names_the_file_and_speaks_swedish_first() -> None:
    with pytest.raises(ProblemsFound) as refusal:
        read_participant(b"", "min-skattning.json")
    assert str(refusal.value) == (
        "min-skattning.json: Filen är tom. Välj den fil som du sparade förra gången."
    )


HUGE = {
    "fifty megabytes": b" " * 50_000_000,
    "one byte too many": signed(base()) + b" " * (MOST_BYTES + 1),
    "ten thousand levels": b"[" * MOST_BYTES,
    "a million digits": b'{"x": ' + b"9" * 1_000_000 + b"}",
    "a million keys": b"{" + b'"a":0,' * 800_000 + b'"b":0}',
    "zeros": bytes(1000),
    "another encoding": json.dumps(TABLE["base"]).encode("utf-16"),
    "not UTF-8": b'{"format": "\xff"}',
}


@pytest.mark.parametrize("name", HUGE)
def test_a_huge_or_foreign_file_is_refused(name: str) -> None:
    key = "The file is larger" if name in {"fifty megabytes", "one byte too many"} else "The file c"
    assert str(judge(HUGE[name])).startswith(key)


def test_a_full_file_is_read() -> None:
    content = base()
    content["notes"] = [
        {**content["notes"][0], "id": f"r{number}", "text": "å" * 2000} for number in range(1000)
    ]
    data = signed(content)
    assert 4_000_000 < len(data) <= MOST_BYTES
    assert judge(data) is None


def test_a_byte_order_mark_before_a_good_file_does_not_matter() -> None:
    assert judge(b"\xef\xbb\xbf" + signed(base())) is None


def test_what_is_left_out_gets_its_default() -> None:
    content = base()
    for key in ("notes", "chosen", "steps"):
        del content[key]
    file = read_participant(signed(content), "file.json")
    assert (file.notes, file.chosen, file.steps) == ((), (), ())


def test_reading_and_writing_leave_the_bytes_and_the_records_alone() -> None:
    data = signed(base())
    before = bytes(data)
    file = read_participant(data, "file.json")
    write_participant(file)
    assert data == before
    with pytest.raises(ValidationError):
        file.saved = "2027-01-01"  # type: ignore[misc]  # that it is frozen is what is shown


def test_records_take_exact_types_only() -> None:
    good = base()["responses"][0]
    assert Response.model_validate(good).answers["q4"] == 2.5
    for change in ({"seq": "3"}, {"seq": True}, {"answers": {"q": None}}, {"day": "22/11"}):
        with pytest.raises(ValidationError):
            Response.model_validate(good | change)


def test_half_a_character_becomes_a_replacement_character() -> None:
    content = base()
    content["notes"][0]["text"] = "a\ud83d 😀"
    file = ParticipantFile.model_validate(content)
    again = read_participant(write_participant(file), "file.json")
    assert again.notes[0].text == "a\ufffd 😀"


# --- round trips ---------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NUMBER = st.integers(-LARGEST, LARGEST) | st.floats(
    -LARGEST, LARGEST, allow_nan=False, allow_infinity=False
)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)
DAY = st.dates().map(lambda day: day.isoformat())
ANSWER = (
    TEXT
    | NUMBER
    | st.lists(TEXT, max_size=3)
    | st.dictionaries(TEXT, st.integers(-LARGEST, LARGEST), max_size=3)
)


def record(
    may: dict[str, st.SearchStrategy[Any]] | None = None, **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[Data]:
    """Make a record with these fields, some that ``may`` be there, and a few that nobody knows."""
    named = {*fields, *(may or {}), "checksum"}
    known: st.SearchStrategy[Data] = st.fixed_dictionaries(fields, optional=may or {})
    unknown = st.dictionaries(TEXT.filter(lambda key: key not in named), JSON)
    return st.tuples(unknown, known).map(lambda both: both[0] | both[1])


FILES = record(
    format=st.just("kit-participant"),
    format_version=st.just(1),
    person_key=HEX,
    saved=DAY,
    responses=st.lists(
        record(
            {"earlier": HEX},
            response_id=HEX,
            round=st.none() | TEXT,
            seq=st.integers(0, LARGEST),
            questionnaire=record(id=TEXT, version=TEXT, hash=TEXT),
            language=TEXT,
            role=st.none() | TEXT,
            background=st.dictionaries(TEXT, TEXT, max_size=2),
            answers=st.dictionaries(TEXT, ANSWER, max_size=3),
            day=DAY,
            status=st.sampled_from(["started", "finished"]),
        ),
        max_size=2,
    ),
    notes=st.lists(record(id=TEXT, response_id=HEX, day=DAY, text=TEXT), max_size=2),
    chosen=st.lists(record(response_id=HEX, competences=st.lists(TEXT, max_size=3)), max_size=1),
    steps=st.lists(
        record(
            id=TEXT,
            response_id=HEX,
            text=TEXT,
            competence=st.none() | TEXT,
            day=DAY,
            done=st.booleans(),
        ),
        max_size=1,
    ),
)


@given(FILES)
@settings(deadline=None)
def test_everything_comes_back_unknown_fields_too(content: Data) -> None:
    written = write_participant(read_participant(signed(content), "file.json"))
    again = json.loads(written)
    assert again.pop("checksum") == checksum(content)
    assert rfc8785.dumps(again) == rfc8785.dumps(content)
    assert write_participant(read_participant(written, "file.json")) == written


def test_nasty_strings_come_back_byte_for_byte() -> None:
    strings = json.loads((CASES / "naughty-strings.json").read_text(encoding="utf-8"))["strings"]
    assert len(strings) >= 515
    content = base()
    content["notes"] = [
        {**content["notes"][0], "id": f"r{number}", "text": text}
        for number, text in enumerate(strings)
    ]
    file = read_participant(signed(content), "file.json")
    again = read_participant(write_participant(file), "file.json")
    assert [note.text.encode() for note in again.notes] == [text.encode() for text in strings]


# --- the schema ----------------------------------------------------------------------------


def test_the_published_schema_is_the_one_the_models_make() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == participant_schema(), (
        "write it anew: SCHEMA.write_text(json.dumps(participant_schema(), indent=2) + '\\n')"
    )


@pytest.mark.parametrize("case", TABLE["edits"], ids=lambda case: case["name"])
def test_the_schema_agrees_with_the_reader(case: Data) -> None:
    content = json.loads(edited(case))
    fits = jsonschema.Draft202012Validator(participant_schema()).is_valid(content)
    # A checksum that is wrong, and a number too large, are beyond what a schema can say.
    assert fits == (case["refused"] in {None, "unreadable"} or case["name"] == "changed by hand")


def test_the_depth_allowed_is_enough_and_no_more() -> None:
    def nested(levels: int) -> bytes:
        value: Any = 1
        for _ in range(levels):
            value = [value]
        return signed({**base(), "x": value})

    assert judge(nested(DEEPEST - 1)) is None
    assert str(judge(nested(DEEPEST))).startswith("The file cannot be read")
