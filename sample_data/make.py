"""Write the sample files: invented people, the same ones at every run.

``python sample_data/make.py`` writes the files here anew; a test holds them to what this writes.
``python sample_data/make.py files FOLDER`` writes each invented person's own file, one folder for
each round, as participants would hand them to a facilitator who has no server.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from invented import PLACES, STARTS, samples
from plans import packages

from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import (
    FORMAT,
    VERSION,
    Chosen,
    Identity,
    Note,
    ParticipantFile,
    Response,
    Step,
    write_participant,
)
from kit.samples import SUFFIX, everybodys_files, read_samples, write_sample

HERE = Path(__file__).parent
QUESTIONNAIRE = HERE.parent / "questionnaires" / "bibliotek-24.yaml"
PARTICIPANT = HERE / "deltagare-2026-05-20.json"
DAY = "2026-05-20"


def participant(questionnaire: Questionnaire, seed: int = 24) -> ParticipantFile:
    """Return the file of an invented librarian who assessed herself half a year ago."""
    random = Random(seed)  # noqa: S311 - invented answers need no secrecy
    response_id, person_key = (f"{random.getrandbits(128):032x}" for _ in range(2))
    items = [item.id for item in questionnaire.items() if item.kind == "rate"]
    answers = {item: str(random.choice([2, 3, 3, 4, 4, 5, 6])) for item in items}
    del answers["q223"]
    answers["q322"] = "na"
    response = Response(
        response_id=response_id,
        seq=len(answers),
        questionnaire=Identity(
            id=questionnaire.id, version=questionnaire.version, hash=questionnaire.hash
        ),
        language="sv",
        role="guide",
        background={"work": "meet"},
        answers=answers,
        day=DAY,
        status="finished",
    )
    note = "Jag är säkrare på att söka än jag trodde. AI-frågorna får jag ofta vid disken."
    step = "Sitta med Mirjam en kvart när hon visar hur hon granskar AI-svar."
    return ParticipantFile(
        format=FORMAT,
        format_version=VERSION,
        person_key=person_key,
        saved=DAY,
        responses=(response,),
        notes=(
            Note(id=questionnaire.reflection[0].id, response_id=response_id, day=DAY, text=note),
        ),
        chosen=(Chosen(response_id=response_id, competences=["c11", "c42"]),),
        steps=(
            Step(id="s1", response_id=response_id, text=step, competence="c11", day=DAY, done=True),
        ),
    )


def sample_files(questionnaire: Questionnaire) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file in this folder that is made."""
    yield PARTICIPANT.name, write_participant(participant(questionnaire))
    made = {
        f"{place.key}-{start[:7]}": sample
        for place in PLACES
        for start, sample in zip(STARTS, samples(questionnaire, place), strict=True)
    }
    for name, sample in made.items():
        yield f"{name}{SUFFIX}", write_sample(sample)
    yield from packages(made, questionnaire)


def main(arguments: list[str]) -> None:
    """Do what the module's text says."""
    questionnaire = read_questionnaire(QUESTIONNAIRE)
    folder, files = HERE, sample_files(questionnaire)
    if arguments[:1] == ["files"]:
        folder, files = Path(arguments[1]), everybodys_files(read_samples(HERE), questionnaire)
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
