"""``kit plan``: what the group agreed on, from the store, as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from agreements import PLAN, ROOT, TABLES
from icalendar import Calendar
from typer.testing import CliRunner, Result

from kit.cli.app import app
from kit.reading import read_questionnaire
from kit.samples import read_samples
from kit.store import open_store


@dataclass(frozen=True)
class Kept:
    """A store with two rounds: one has a plan, the other has none."""

    url: str
    planned: str
    bare: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    original = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    sample = read_samples(ROOT / "sample_data")["pahittsby-2026-05"]
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'kit.sqlite'}"
    with closing(open_store(url)) as store:
        planned, bare = (
            store.create_round(sample.head.settings, sample.questionnaire(original))
            for _ in range(2)
        )
        store.load(planned.id, sample.responses(original))
        store.release(planned.id, TABLES)
        assert store.put_plan(planned.id, PLAN.model_copy(update={"version": 0}))
    return Kept(url, planned.id, bare.id)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KIT_STORE", raising=False)


def kit(*arguments: str | Path, language: str = "sv") -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--language", language])


def _docx(file: Path) -> str:
    return "\n".join(one.text for one in docx.Document(str(file)).paragraphs)


def _csv(file: Path) -> str:
    rows = csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";")
    return "\n".join(" ".join(row) for row in rows)


def _ics(file: Path) -> str:
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return "\n".join(str(event["summary"]) for event in events)


def _html(file: Path) -> str:
    return file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "read"),
    [("plan.docx", _docx), ("plan.HTML", _html), ("plan.csv", _csv), ("plan.ics", _ics)],
)
def test_the_ending_says_what_it_becomes(
    kept: Kept, name: str, read: Callable[[Path], str]
) -> None:
    done = kit("plan", kept.planned, "--out", name, "--store", kept.url)
    assert (done.exit_code, done.stdout) == (0, f"Planen finns i {name}.\n"), done.output
    assert PLAN.actions[0].text in read(Path(name))


def test_it_holds_what_has_been_released_and_nobodys_answers(kept: Kept) -> None:
    kit("plan", kept.planned, "--out", "plan.docx", "--store", kept.url)
    read = _docx(Path("plan.docx"))
    assert "Störst behov, i ordning: Värna integritet" in read
    assert "Så vägde gruppen idéerna" not in read


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuchround", "--out", "p.docx"], "There is no round nosuchround in the store."),
        (["{bare}", "--out", "p.docx"], "The round {bare} has no plan yet."),
        (["{planned}", "--out", "p.pdf"], "p.pdf has none of the endings .docx, .xlsx, .html"),
        (["{planned}", "--out", "p"], "p has none of the endings"),
        (["{planned}", "--out", "there.csv"], "there.csv is there already: choose another name."),
        (["{planned}", "--out", "no/p.csv"], "no/p.csv could not be written: there is no such"),
        (["{planned}", "--out", "x" * 300 + ".csv"], "could not be written: the name is too long"),
        (["{planned}", "--out", "p.csv", "--store", "sqlite:///gone"], "There is no store at gone"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    kept: Kept, arguments: list[str], sentence: str
) -> None:
    Path("there.csv").write_text("mine")
    given = [one.format(planned=kept.planned, bare=kept.bare) for one in arguments]
    done = kit("plan", "--store", kept.url, *given, language="en")
    assert done.exit_code == 1
    assert sentence.format(bare=kept.bare) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert Path("there.csv").read_text() == "mine"
    assert [one.name for one in Path().iterdir()] == ["there.csv"]
