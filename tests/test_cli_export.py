"""``kit export`` and ``kit rounds``, as the municipality runs them."""

from __future__ import annotations

import csv
import json
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kit.cli.app import app
from kit.exchange.wide_reading import read_wide
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire
from kit.records import Response
from kit.rounds import RoundSettings, tailored
from kit.samples import read_samples
from kit.store import open_store

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Kept:
    """A store with one round in it, as it is on the municipality's server."""

    url: str
    round_id: str
    questionnaire: Questionnaire
    responses: list[Response]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    original = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    sample = read_samples(ROOT / "sample_data")["pahittsby-2026-05"]
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'kit.sqlite'}"
    store = open_store(url)
    made = store.create_round(sample.head.settings, sample.questionnaire(original))
    store.load(made.id, sample.responses(original))
    store.close()
    return Kept(url, made.id, sample.questionnaire(original), sample.responses(original))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KIT_STORE", raising=False)


def kit(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--language", "en"])


def test_the_answers_come_out_as_they_were_given(kept: Kept, tmp_path: Path) -> None:
    done = kit("export", kept.round_id, tmp_path / "out", "--store", kept.url, "--with", "ids,days")
    assert (done.exit_code, done.stderr) == (0, "")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {
        *("responses_wide.csv", "responses_long.csv", "scores.csv", "codebook.csv"),
        "datapackage.json",
    }
    data = (tmp_path / "out" / "responses_wide.csv").read_bytes()
    back = read_wide(data, "w.csv", kept.questionnaire, day="2026-05-11")
    assert {one.response_id: (one.answers, one.day, one.role) for one in back} == {
        one.response_id: (one.answers, one.day, one.role) for one in kept.responses
    }


def test_it_says_what_it_wrote_and_what_must_be_guarded(kept: Kept, tmp_path: Path) -> None:
    done = kit("export", kept.round_id, tmp_path / "out", "--store", kept.url)
    first, second, *_ = done.stdout.splitlines()
    assert first == f"Written to {tmp_path / 'out'}."
    assert second.startswith("These are personal data: the answers of 18 people")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_p11_nothing_in_it_leads_back_to_the_store(kept: Kept, tmp_path: Path) -> None:
    kit("export", kept.round_id, tmp_path / "out", "--store", kept.url)
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir()).decode()
    assert not any(one.response_id in written for one in kept.responses)
    assert "2026-05-1" not in written


def test_swedish_excel_gets_semicolons_and_decimal_commas(kept: Kept, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kit("export", kept.round_id, out, "--store", kept.url, "--excel-sv", "--what", "scores")
    assert {path.name for path in out.iterdir()} == {"scores.csv", "datapackage.json"}
    data = (out / "scores.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfrow_id;dimension;id;")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert any("," in row["mean"] for row in rows)
    assert not any("." in row["mean"] for row in rows)


def test_the_store_can_be_named_by_the_environment(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIT_STORE", kept.url)
    assert kept.round_id in kit("rounds").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuchround", "out"], "There is no round nosuchround in the store."),
        (["{round}", "out", "--what", "wide,all"], "--what takes wide, long, scores, codebook"),
        (["{round}", "out", "--what", ""], "--what takes wide, long, scores, codebook"),
        (["{round}", "out", "--with", "names"], "not “names”"),
        (["{round}", "."], ". is there already. Give the name of a new folder."),
        (["{round}", "out", "--store", "mysql://x"], "The store's address cannot be read"),
        (
            ["{round}", "out", "--store", "sqlite:///gone.sqlite"],
            "There is no store at gone.sqlite",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    kept: Kept, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    given = [one.format(round=kept.round_id) for one in arguments]
    done = kit("export", "--store", kept.url, *given)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_rounds_lists_what_there_is(kept: Kept) -> None:
    (line,) = kit("rounds", "--store", kept.url).stdout.splitlines()
    assert line.startswith(f"{kept.round_id}  ")
    assert "Påhittsby, våren 2026 (bibliotek-24), deleted after" in line
    (one,) = json.loads(kit("rounds", "--json", "--store", kept.url).stdout)
    assert (one["id"], one["name"]) == (kept.round_id, "Påhittsby, våren 2026")


def test_an_empty_store_has_no_rounds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    open_store(url).close()
    assert kit("rounds", "--store", url).stdout == "There are no rounds in the store yet.\n"


ODD = [
    *("../x", "..", "/etc/x", "C:\\x", "..\\x", "~/x", "CON", "nul.txt", "😀", "%2e%2e%2fx"),
    *("a\u202eb", "file:///x", "x" * 80),
]


@pytest.mark.parametrize("odd", ODD)
def test_b08_a_name_never_becomes_a_path(tmp_path: Path, odd: str) -> None:
    """Round, unit and municipality are words in files, which the kit names itself."""
    within = tmp_path / "data"
    within.mkdir()
    url = f"sqlite:///{within / 'kit.sqlite'}"
    original = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")
    wish = {"name": odd, "questionnaire": "bibliotek-24", "languages": ["sv"]}
    chosen = RoundSettings.model_validate({**wish, "units": [odd[:60], "Annan"]})
    store = open_store(url)
    made = store.create_round(chosen, tailored(original, chosen))
    store.close()
    assert kit("rounds", "--store", url).exit_code == 0
    done = kit("export", made.id, within / "out", "--store", url)
    assert (done.exit_code, "Traceback" in done.output) == (0, False), done.output
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    assert {path.name.removesuffix(".lock") for path in within.iterdir()} == {"kit.sqlite", "out"}


@pytest.mark.parametrize("round_id", ["../x", "/etc/passwd", "\0", "x" * 300, "CON", "😀", ""])
def test_b08_what_is_no_round_is_looked_for_nowhere(
    kept: Kept, tmp_path: Path, round_id: str
) -> None:
    done = kit("export", round_id, tmp_path / "out", "--store", kept.url)
    assert done.exit_code != 0
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["x" * 300, "a\0b"])
def test_b08_a_folder_that_cannot_be_is_refused_in_words(
    kept: Kept, tmp_path: Path, folder: str
) -> None:
    done = kit("export", kept.round_id, tmp_path / folder, "--store", kept.url)
    assert done.exit_code in {1, 2}
    assert done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert list(tmp_path.iterdir()) == []
