"""``kit reliability``, as whoever looks after a questionnaire runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from people import SMALL, response
from typer.testing import CliRunner, Result

from kit.cli.app import app
from kit.records import Response
from kit.rounds import RoundSettings
from kit.statistics import reliability
from kit.store import open_store

SETTINGS = RoundSettings(name="Ekhult", questionnaire="small", languages=("sv", "en"))


def kit(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(app, ["reliability", *arguments, "--language", language])


@pytest.fixture
def rounds(tmp_path: Path) -> tuple[str, str, str]:
    """Return a store's address, a round of forty people and one of twenty."""
    url = f"sqlite:///{tmp_path / 'kit.sqlite'}"
    store = open_store(url)
    large, small = (store.create_round(SETTINGS, SMALL).id for _ in range(2))
    for id_, people in ((large, 40), (small, 20)):
        store.load(id_, [_person(number) for number in range(people)])
    store.close()
    return url, large, small


def _person(number: int) -> Response:
    sure = number % 7 + 1
    marks = [sure, 8 - (number * 3) % 7 - 1, sure, max(sure - 1, 1), 8 - sure, *[sure] * 4]
    return response("".join(map(str, marks)), number)


def test_each_line_has_its_figures_and_its_statements(rounds: tuple[str, str, str]) -> None:
    url, forty, _ = rounds
    done = kit(forty, "--store", url)
    assert (done.exit_code, done.stderr) == (0, "")
    area = next(line for line in done.stdout.splitlines() if line.startswith("Information (en)"))
    found = reliability(SMALL, [_person(number) for number in range(40)])[0]
    figures = [f"{figure:.2f}" for figure in (found.alpha, found.low, found.high)]
    assert area.split()[-3:] == ["40", figures[0], f"{figures[1]}–{figures[2]}"]
    item = next(line for line in done.stdout.splitlines() if line.startswith("  q112"))
    fit = found.items[1]
    assert item.split() == ["q112", f"{fit.rest:.2f}", f"{fit.alpha_without:.2f}"]
    assert "A low alpha is no fault" in done.stdout


def test_json_has_null_for_what_there_is_none_of(rounds: tuple[str, str, str]) -> None:
    url, forty, _ = rounds
    lines = json.loads(kit(forty, "--store", url, "--json").stdout)
    assert [line["id"] for line in lines][:2] == ["a1", "c11"]
    assert lines[0]["people"] == 40
    assert {line["alpha"] for line in lines if line["people"] < 30} == {None}


def test_a_small_round_is_refused_in_words(rounds: tuple[str, str, str]) -> None:
    url, _, twenty = rounds
    done = kit(twenty, "--store", url, language="sv")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "bara 20 har svarat" in done.stderr


def test_a_round_that_there_is_not_is_refused_in_words(rounds: tuple[str, str, str]) -> None:
    done = kit("abcdefghijkm", "--store", rounds[0])
    assert done.exit_code == 1
    assert "There is no round" in done.stderr
