"""Of ten thousand damaged files none is read wrongly, here or in the browser."""

from __future__ import annotations

import base64
import copy
import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types
import pytest
import rfc8785
from node import NODE
from participant_files import TABLE, base, judge, signed

from kit.plain_json import LARGEST
from kit.records import checksum, participant_schema

READER = Path(__file__).parent / "js" / "read-files.mjs"

VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2, 3, 0.5, 1e-7, 1e16, 1e308, LARGEST, LARGEST + 1, 10**400,
    "", "1", "3 ", "started", "finished", "2026-02-31", "2026-1-1", "0" * 32, "kit-participant",
    "\ud800", "\x00", "é", "🦐", [], ["a"], [1], [[]], {}, {"a": 1}, {"a": "1"}, {"a": 1.0},
]  # fmt: skip
TEXTS = [
    "NaN", "Infinity", "-0", "1.0", "1E400", "01", "1.", ".5", "+1", "0x10", "tru", "nul", ",", "}",
    "]", "{", "[", ":", '"', "\\", "\\u12", '"\\ud800"', "\ufeff", "\u00a0", "\x0b", "//", "'a'",
    '"a":1,', '"format":"kit-participant",', "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\u2028",
]  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return (holder, key) of every place in the data."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    here = [(value, key) for key in keys]
    inner = [value[key] for key in keys if isinstance(value[key], dict | list)]
    return here + [place for part in inner for place in places(part)]


def with_other_shape(dice: random.Random) -> bytes:
    content = base()
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        holder, key = dice.choice(places(content))
        match dice.randrange(5):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[dice.choice(["new", "", "__proto__", "constructor", "é"])] = copy.deepcopy(
                    dice.choice(VALUES)
                )
            case 2:
                other, place = dice.choice(places(base()))
                holder[key] = other[place]
            case _:
                holder[key] = copy.deepcopy(dice.choice(VALUES))
    try:
        return signed(content)
    except rfc8785.CanonicalizationError:
        return json.dumps({**content, "checksum": "crc32:00000000"}).encode()


def with_other_bytes(dice: random.Random) -> bytes:
    data = bytearray(signed(base()))
    for _ in range(dice.choice([1, 1, 2, 8, 100])):
        at = dice.randrange(len(data))
        match dice.randrange(5):
            case 0:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                data[at] = dice.randrange(256)
            case 2:
                del data[at : at + dice.randrange(1, 9)]
            case 3:
                data[at:at] = data[dice.randrange(len(data)) :][: dice.randrange(1, 60)]
            case _:
                data[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 5)))
    return bytes(data[: dice.randrange(len(data))] if dice.random() < 0.2 else data)


def with_other_text(dice: random.Random) -> bytes:
    text = signed(base()).decode()
    at = dice.randrange(len(text))
    text = text[:at] + dice.choice(TEXTS) + text[at + dice.randrange(3) :]
    return text.encode("utf-8", "surrogatepass")


def with_other_spaces(dice: random.Random) -> bytes:
    """Write the same data in another dress; it must still be read."""
    content = json.loads(signed(base()))
    keys = list(content)
    dice.shuffle(keys)
    return json.dumps(
        {key: content[key] for key in keys},
        ensure_ascii=dice.random() < 0.5,
        indent=dice.choice([None, 0, 1, "\t"]),
    ).encode()


def mutated(number: int) -> bytes:
    dice = random.Random(number)  # noqa: S311 - the same files every time are what is wanted
    ways: list[Callable[[random.Random], bytes]] = [
        with_other_shape,
        with_other_shape,
        with_other_bytes,
        with_other_text,
        with_other_spaces,
    ]
    return ways[number % len(ways)](dice)


@pytest.fixture(scope="module")
def damaged() -> list[bytes]:
    return [mutated(number) for number in range(12_000)]


@pytest.fixture(scope="module")
def verdicts(damaged: list[bytes]) -> list[str | None]:
    return [judge(data) for data in damaged]


def test_no_damaged_file_is_read_wrongly(damaged: list[bytes], verdicts: list[str | None]) -> None:
    known = {text.split("{")[0] for text in TABLE["sentences"].values()}
    schema = jsonschema.Draft202012Validator(participant_schema())
    original = checksum(base())
    read = 0
    for number, (data, verdict) in enumerate(zip(damaged, verdicts, strict=True)):
        if verdict is not None:
            assert verdict.startswith(tuple(known)), number
            continue
        read += 1
        content = json.loads(data.decode("utf-8-sig"))
        if number % 5 > 1:  # not signed anew: it must still say what it said
            assert content["checksum"] == original, number
            del content["checksum"]
            assert rfc8785.dumps(content) == rfc8785.dumps(base()), number
        assert schema.is_valid(json.loads(data.decode("utf-8-sig"))), number
    assert 2_500 < read < 6_000


def test_the_browser_reads_and_refuses_the_same_files(
    damaged: list[bytes], verdicts: list[str | None]
) -> None:
    lines = "\n".join(base64.b64encode(data).decode() for data in damaged)
    ran = subprocess.run([NODE, READER], input=lines, check=True, capture_output=True, text=True)
    theirs = [json.loads(line) for line in ran.stdout.splitlines()]
    differ = [
        (number, ours, other)
        for number, (ours, other) in enumerate(zip(verdicts, theirs, strict=True))
        if (ours or "").split(":")[0] != (other or "").split(":")[0]
    ]
    assert differ == []
