"""The sample files are what the seeded script writes, and can be opened."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from kit.reading import read_questionnaire
from kit.records import read_participant, write_participant

FOLDER = Path(__file__).parents[1] / "sample_data"
spec = importlib.util.spec_from_file_location("make", FOLDER / "make.py")
assert spec is not None
assert spec.loader is not None
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)


def test_the_sample_file_is_fresh_and_can_be_opened() -> None:
    fresh = make.participant(read_questionnaire(make.QUESTIONNAIRE))
    assert make.PARTICIPANT.read_bytes() == write_participant(fresh)
    opened = read_participant(make.PARTICIPANT.read_bytes(), make.PARTICIPANT.name)
    assert len(opened.responses[0].answers) == 23


def test_the_sample_says_that_it_is_invented() -> None:
    assert "invented" in (FOLDER / "README.md").read_text(encoding="utf-8")
