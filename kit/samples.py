"""Invented rounds for trying out, one compact file each: ``sample_data/<place>-<month>.jsonl``.

The first line says what the round was; each line after it is one invented person's response, its
marks in the order of the items: a point's id, another option's id, or ``-`` for blank. The person
is the random key that links the same person's rounds, as it does in a participant's own file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kit.errors import Problem, ProblemsFound
from kit.items import Frozen
from kit.language import say
from kit.questionnaire import Questionnaire
from kit.records import (
    FORMAT,
    VERSION,
    Day,
    Identity,
    ParticipantFile,
    RandomId,
    Response,
    write_participant,
)
from kit.rounds import UNIT, RoundSettings, tailored

SUFFIX = ".jsonl"
BLANK = "-"


class Head(Frozen):
    """The first line: what the round was, and which items the marks are for."""

    format: Literal["kit-sample"] = "kit-sample"
    about: str
    created: Day
    settings: RoundSettings
    items: tuple[str, ...]


class Person(Frozen):
    """One line: what an invented person answered.

    ``earlier`` is the id of the same person's line in the round before, for those who opened last
    time's file.
    """

    person: RandomId
    id: RandomId
    earlier: RandomId | None = None
    day: Day
    language: str
    role: str
    background: dict[str, str]
    status: Literal["started", "finished"]
    marks: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A whole invented round."""

    head: Head
    people: tuple[Person, ...]

    def following(self, round_id: str | None) -> Sample:
        """Return the sample as a round that goes on from another one."""
        settings = self.head.settings.model_copy(update={"follows": round_id})
        return replace(self, head=self.head.model_copy(update={"settings": settings}))

    def questionnaire(self, original: Questionnaire) -> Questionnaire:
        """Return the round's own copy of the questionnaire."""
        return tailored(original, self.head.settings)

    def responses(self, original: Questionnaire) -> list[Response]:
        """Return the responses as the round's store holds them."""
        identity = identity_of(self.questionnaire(original))
        return [response_of(self.head, person, identity) for person in self.people]


def identity_of(questionnaire: Questionnaire) -> Identity:
    """Return which questionnaire, and in which wording."""
    return Identity(id=questionnaire.id, version=questionnaire.version, hash=questionnaire.hash)


def response_of(head: Head, person: Person, identity: Identity) -> Response:
    """Return a person's line as a response to the questionnaire named."""
    marks = zip(head.items, person.marks.split(" "), strict=True)
    answers = {item: mark for item, mark in marks if mark != BLANK}
    return Response(
        response_id=person.id,
        earlier=person.earlier,
        seq=len(answers),
        questionnaire=identity,
        language=person.language,
        role=person.role,
        background=person.background,
        answers=dict(answers),
        day=person.day,
        status=person.status,
    )


def read_samples(folder: Path, language: str = "sv") -> dict[str, Sample]:
    """Read every sample in a folder, by the file's name without its ending, in order.

    Raises ``ProblemsFound``, in ``language``, when there is none or one cannot be read.
    """
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    if not paths:
        what = say(language, "There are no sample rounds here.")
        remedy = say(language, "Give the folder sample_data of the kit.")
        raise ProblemsFound([Problem(str(folder), None, what, remedy)])
    return {path.stem: _read(path, language) for path in paths}


def write_sample(sample: Sample) -> bytes:
    """Write a sample, the people by their random ids so that their order says nothing."""
    people = sorted(sample.people, key=lambda person: person.id)
    lines = [sample.head.model_dump(mode="json"), *(one.model_dump(mode="json") for one in people)]
    text = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return "".join(f"{line}\n" for line in text).encode()


def everybodys_files(
    samples: Mapping[str, Sample], original: Questionnaire
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each person's own file: one folder for each round, by its name.

    The file holds the rounds up to that one, as somebody has it who opened it each time. Outside
    a round nobody asks for the unit, so the files do not have it.
    """
    for name in samples:
        place = name.rsplit("-", 2)[0]
        rounds = [samples[one] for one in sorted(samples) if f"{place}-" <= one <= name]
        for number, person in enumerate(rounds[-1].people, start=1):
            file = _file(person, rounds, identity_of(original))
            yield f"{name}/deltagare-{number:03}.json", write_participant(file)


def _file(person: Person, rounds: Sequence[Sample], identity: Identity) -> ParticipantFile:
    return ParticipantFile(
        format=FORMAT,
        format_version=VERSION,
        person_key=person.person,
        saved=person.day,
        responses=tuple(
            response_of(one.head, _without_unit(mine), identity)
            for one in rounds
            for mine in one.people
            if mine.person == person.person
        ),
    )


def _without_unit(person: Person) -> Person:
    background = {key: value for key, value in person.background.items() if key != UNIT}
    return person.model_copy(update={"background": background})


def _read(path: Path, language: str) -> Sample:
    try:
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        people = tuple(Person.model_validate_json(line) for line in rest)
        return Sample(Head.model_validate_json(first), people)
    except (OSError, ValueError):
        what = say(language, "The sample round cannot be read.")
        remedy = say(language, "Make it again: python sample_data/make.py.")
        raise ProblemsFound([Problem(str(path), None, what, remedy)]) from None
