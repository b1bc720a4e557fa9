"""The sample files are what the seeded script writes, can be opened, and look like real rounds."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kit.answers import check_answers
from kit.errors import ProblemsFound
from kit.reading import read_questionnaire
from kit.records import read_participant, write_participant
from kit.samples import Sample, read_samples
from kit.scoring import score

FOLDER = Path(__file__).parents[1] / "sample_data"


@pytest.fixture(scope="module")
def make() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FOLDER)
        return importlib.import_module("make")


@pytest.fixture(scope="module")
def samples() -> dict[str, Sample]:
    return read_samples(FOLDER)


ORIGINAL = read_questionnaire(FOLDER.parent / "questionnaires" / "bibliotek-24.yaml")


def test_the_sample_file_is_fresh_and_can_be_opened(make: Any) -> None:
    fresh = make.participant(ORIGINAL)
    assert make.PARTICIPANT.read_bytes() == write_participant(fresh)
    opened = read_participant(make.PARTICIPANT.read_bytes(), make.PARTICIPANT.name)
    assert len(opened.responses[0].answers) == 23


def test_the_files_are_byte_for_byte_what_the_script_writes(make: Any) -> None:
    written = dict(make.sample_files(ORIGINAL))
    there = {path.name for path in FOLDER.iterdir() if path.suffix in {".json", ".jsonl", ".zip"}}
    assert there == written.keys()
    assert {name: (FOLDER / name).read_bytes() for name in there} == written


def test_the_sample_says_that_it_is_invented(samples: dict[str, Sample]) -> None:
    assert "invented" in (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all("Invented" in one.head.about for one in samples.values())


def test_three_places_answer_twice_half_a_year_apart(samples: dict[str, Sample]) -> None:
    assert {name: len(one.people) for name, one in samples.items()} == {
        "exempelkoping-2026-05": 120,
        "exempelkoping-2026-11": 120,
        "latsasvik-2026-05": 46,
        "latsasvik-2026-11": 46,
        "pahittsby-2026-05": 18,
        "pahittsby-2026-11": 18,
    }
    for place in ("exempelkoping", "latsasvik", "pahittsby"):
        spring, autumn = (
            {one.person for one in samples[f"{place}-2026-{month}"].people}
            for month in ("05", "11")
        )
        assert 0.7 < len(spring & autumn) / len(spring) < 1


def test_every_answer_could_have_been_given(samples: dict[str, Sample]) -> None:
    for sample in samples.values():
        asked = sample.questionnaire(ORIGINAL)
        for response in sample.responses(ORIGINAL):
            assert check_answers(asked, response) == []
            assert response.questionnaire.hash == asked.hash


def test_the_rounds_look_like_real_ones(samples: dict[str, Sample]) -> None:
    marks = Counter(
        mark
        for one in samples.values()
        for person in one.people
        for mark in person.marks.split(" ")
    )
    assert set(marks) == {*"1234567", "na", "-"}
    assert all(marks[apart] > 100 for apart in ("na", "-"))
    for place in ("exempelkoping", "latsasvik", "pahittsby"):
        spring, autumn = (samples[f"{place}-2026-{month}"] for month in ("05", "11"))
        units = Counter(person.background["unit"] for person in spring.people)
        assert min(units.values()) == 3
        assert {person.role for person in spring.people} == {"all", "guide"}
        before, after = means(spring), means(autumn)
        assert before["legal"] < min(before[area] for area in ("a1", "a2", "a4", "a5"))
        assert -0.1 < sum(after[key] - before[key] for key in before) / len(before) < 1
    everybody = [person for one in samples.values() for person in one.people]
    assert any(person.status == "started" for person in everybody)
    assert any("years" not in person.background for person in everybody)


def means(sample: Sample) -> dict[str, float]:
    table = score(sample.questionnaire(ORIGINAL), sample.responses(ORIGINAL))
    rows = table[table["dimension"] != "competence"]
    return {
        str(id_): float(mean)
        for id_, mean in rows.groupby("id", observed=True)["mean"].mean().items()
    }


def test_the_order_of_the_lines_says_nothing(samples: dict[str, Sample]) -> None:
    for sample in samples.values():
        ids = [person.id for person in sample.people]
        assert ids == sorted(ids)


def test_everybodys_own_file_can_be_written_for_a_facilitator_without_a_server(
    make: Any, tmp_path: Path
) -> None:
    make.main(["files", str(tmp_path)])
    folders = {path.name: len(list(path.iterdir())) for path in tmp_path.iterdir()}
    assert folders["exempelkoping-2026-11"] == 120
    assert sum(folders.values()) == 2 * (18 + 46 + 120)
    rounds: Counter[int] = Counter()
    for path in (tmp_path / "pahittsby-2026-11").iterdir():
        opened = read_participant(path.read_bytes(), path.name)
        rounds[len(opened.responses)] += 1
        for response in opened.responses:
            assert check_answers(ORIGINAL, response) == []
    assert rounds[2] > rounds[1] > 0


@pytest.mark.parametrize("lines", ["", "{}\n", '{"format":"kit-sample"}\n', "\xff\n"])
def test_a_damaged_sample_is_named(tmp_path: Path, lines: str) -> None:
    (tmp_path / "x.jsonl").write_text(lines, encoding="latin-1")
    with pytest.raises(ProblemsFound, match=r"x\.jsonl: The sample round cannot be read"):
        read_samples(tmp_path, "en")


def test_a_folder_without_samples_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="There are no sample rounds here"):
        read_samples(tmp_path, "en")
