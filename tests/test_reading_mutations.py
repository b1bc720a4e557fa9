"""Break a questionnaire in thousands of ways: it is refused in plain words, or it is sound.

``make test`` reads the first 2,500 of them, ``make faults`` all ten thousand.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from invariants import assert_sound

from kit.errors import Problem, ProblemsFound
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire

SEED = (Path(__file__).parent / "data" / "small.yaml").read_bytes()
COUNT = int(os.environ.get("KIT_BROKEN_FILES", "2500"))
WORD = re.compile(rb"[\w.\"']+")
TOKENS = (
    *(
        b"&a ",
        b"*a",
        b"!!str ",
        b"!!python/object:os.x ",
        b"- ",
        b": ",
        b", ",
        b"{",
        b"}",
        b"[",
        b"]",
    ),
    *(
        b'"',
        b"'",
        b"#",
        b" # ",
        b"\t",
        b"\0",
        b"\r",
        b"\n",
        b"---\n",
        b"...\n",
        b"? ",
        b"<<: ",
        b"| ",
    ),
    *(
        b"> ",
        b"%YAML 1.1\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe5",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"\x07",
    ),
    *(
        b"null",
        b"~",
        b"no",
        b"true",
        b"9",
        b"-1",
        b"1e309",
        b".nan",
        b"0",
        b"q9",
        b"na",
        b"q1",
        b"",
    ),
)

Mutation = Callable[[random.Random, bytes], bytes]


def flip(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(1, len(data))]


def insert(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(TOKENS) + data[at:]


def drop(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 20) :]


def move_line(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if chance.random() < 0.3:
        lines.insert(other, lines[one])
    elif chance.random() < 0.3:
        del lines[one]
    else:
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def indent(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = b" " + lines[at] if chance.random() < 0.5 else lines[at].removeprefix(b" ")
    return b"".join(lines)


def change_word(chance: random.Random, data: bytes) -> bytes:
    words = list(WORD.finditer(data))
    if not words:
        return data
    old = chance.choice(words)
    new = chance.choice([*(word[0] for word in words), *TOKENS])
    return data[: old.start()] + new + data[old.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, truncate, insert, drop, move_line, indent),
    *(change_word, change_word, change_word),
)


def mutated(chance: random.Random, seed: bytes = SEED) -> bytes:
    data = seed
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        data = chance.choice(MUTATIONS)(chance, data) or b"#"
    return data


def verdict(path: Path) -> Questionnaire | tuple[Problem, ...]:
    try:
        return read_questionnaire(path, language="en")
    except ProblemsFound as found:
        return found.problems


def assert_plain(problems: tuple[Problem, ...], lines: int) -> None:
    assert problems
    for problem in problems:
        assert problem.what.endswith((".", "?"))
        assert "\n" not in str(problem)
        assert "Error" not in problem.what
        assert problem.line is None or 1 <= problem.line <= lines + 1


def words_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(words_in, value.values())) if value else set()
    if isinstance(value, list | tuple):
        return set().union(*map(words_in, value)) if value else set()
    return {value} if isinstance(value, str) else set()


def test_b09_broken_questionnaires_are_refused_in_words_or_sound(tmp_path: Path) -> None:
    chance = random.Random(2026)  # noqa: S311 - the same ones every time
    path = tmp_path / "broken.yaml"
    # One in six is the twin of another, and the same bytes get the same answer.
    broken = Counter(mutated(chance) for _ in range(COUNT))
    accepted = 0
    for data, times in broken.items():
        path.write_bytes(data)
        answer = verdict(path)
        if isinstance(answer, Questionnaire):
            accepted += times
            assert_sound(answer)
            # Another reader of YAML finds no word in the file that the model has lost or changed.
            other = yaml.load(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
            assert words_in(other) <= words_in(answer.model_dump(by_alias=True))
        else:
            assert_plain(answer, len(re.split(rb"\r\n|\r|\n|\xc2\x85|\xe2\x80[\xa8\xa9]", data)))
    assert COUNT / 20 < accepted < COUNT / 2, "the mutations have become too weak or too strong"
