"""What the commands say when they are given something wrong: a sentence, a place, a remedy."""

from __future__ import annotations

import stat
from contextlib import ExitStack
from pathlib import Path

import pytest
from serving import ROOT
from test_store_faults import open_folder, unprivileged
from typer.testing import CliRunner, Result

from kit.cli.app import app
from kit.store import open_store

__all__ = ["open_folder"]

BOTH = pytest.mark.parametrize("language", ["sv", "en"])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Start in a folder that has a page of text, an empty file and a folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KIT_STORE", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    (tmp_path / "page.md").write_text("# A page\n" * 100)
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    return tmp_path


def kit(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(app, [*arguments, "--language", language])


def refusal(done: Result) -> str:
    """Return the one sentence that a command ended with."""
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert "Traceback" not in line
    assert "Errno" not in line
    return line


WRONG = {
    "a page restored": (
        ["restore", "page.md"],
        "page.md",
        "another backup",
        "annan säkerhetskopia",
    ),
    "nothing restored": (["restore", "gone"], "gone", "are kept in", "ligger i"),
    "a folder restored": (["restore", "folder"], "folder", "are kept in", "ligger i"),
    "nothing yet": (["restore", "empty"], "empty", "another backup", "annan säkerhetskopia"),
    "a folder as store": (
        ["rounds", "--store", "sqlite:///folder"],
        "folder",
        "is a folder",
        "mapp",
    ),
    "a page as store": (
        ["rounds", "--store", "sqlite:///page.md"],
        "page.md",
        "not a store",
        "rätta",
    ),
    "an empty store": (
        ["rounds", "--store", "sqlite:///empty"],
        "empty",
        "no store",
        "inget lager",
    ),
    "a store in a file": (
        ["purge", "--store", "sqlite:///page.md/kit.sqlite"],
        "page.md/kit.sqlite",
        "There is no store",
        "Det finns inget lager",
    ),
    "a key for a folder": (["key", "--store", "sqlite:///folder"], "folder", "is a folder", "mapp"),
    "a key for nonsense": (["key", "--store", "lager"], "sqlite:///", "cannot be read", "att läsa"),
    "a foreign database": (["backup", "--store", "mysql://x/y"], "sqlite:///", "write", "skriv"),
    "no questionnaire": (["summary", "lunch", "folder"], "lunch", "Start from", "Starta från"),
}


@BOTH
@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_done_is_said_with_place_and_remedy(wrong: str, language: str) -> None:
    arguments, place, english, swedish = WRONG[wrong]
    said = refusal(kit(*arguments, language=language))
    assert place in said
    assert (english if language == "en" else swedish) in said
    assert "kit restore" not in said or arguments[0] != "restore", "not the command just run"


def test_what_is_no_store_is_left_as_it_was(here: Path) -> None:
    (here / "page.md").chmod(0o644)
    before = {path: path.stat() for path in here.iterdir()}
    for name in ("page.md", "empty", "folder"):
        refusal(kit("rounds", "--store", f"sqlite:///{name}"))
    assert {path: path.stat() for path in here.iterdir()} == before


def test_an_empty_file_becomes_a_store_when_the_server_asks_for_one(here: Path) -> None:
    open_store("sqlite:///empty").close()
    assert stat.S_IMODE((here / "empty").stat().st_mode) == 0o600
    assert kit("rounds", "--store", "sqlite:///empty").exit_code == 0


@BOTH
@pytest.mark.parametrize("command", ["rounds", "purge", "backup"])
def test_a_folder_without_rights_is_named_in_the_language_asked_for(
    open_folder: Path, language: str, command: str
) -> None:
    url = f"sqlite:///{open_folder / 'data' / 'kit.sqlite'}"
    (open_folder / "data").chmod(0)
    with ExitStack() as stack:
        unprivileged(stack)
        said = refusal(kit(command, "--store", url, language=language))
    assert str(open_folder / "data") in said
    assert ("may not write" if language == "en" else "får inte skriva") in said


@BOTH
def test_a_backup_that_cannot_be_written_is_not_called_a_store(here: Path, language: str) -> None:
    url = f"sqlite:///{here / 'kit.sqlite'}"
    open_store(url).close()
    said = refusal(kit("backup", "--store", url, "--to", "page.md/b.sqlite", language=language))
    assert ("correct the path" if language == "en" else "rätta sökvägen") in said


@BOTH
def test_why_a_place_cannot_be_written_is_said_in_the_same_language(
    language: str,
) -> None:
    home = str(ROOT / "notebooks")
    said = refusal(kit("demo", "--files", "page.md/x", "--notebooks", home, language=language))
    english = "a part of the path is a file and no folder"
    assert (english if language == "en" else "en del av sökvägen är en fil") in said


def test_a_language_that_the_kit_has_not_is_refused_naming_those_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert refusal(kit("rounds", language="fr")) == "--language takes sv, en, not “fr”."
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    assert (
        refusal(kit("check", "page.md", language="fr")) == "--language kan vara sv, en, inte ”fr”."
    )


@BOTH
def test_files_that_do_not_count_are_told_of_to_whoever_collects(here: Path, language: str) -> None:
    (here / "folder" / "page.json").write_text("# A page")
    (here / "folder" / "list.json").write_text("[]")
    (here / "folder" / "none.json").touch()
    (here / "nothing").mkdir()
    questionnaire = str(ROOT / "questionnaires" / "bibliotek-24.yaml")
    done = kit("summary", questionnaire, "folder", "gone", "nothing", language=language)
    assert done.exit_code == 1
    *reasons, nothing = done.stderr.splitlines()
    assert [reason.split(":")[0] for reason in reasons] == [
        *("gone", "list.json", "none.json", "nothing", "page.json")
    ]
    assert "last time" not in done.stderr
    assert "förra gången" not in done.stderr
    assert ("no such file" if language == "en" else "ingen sådan fil") in reasons[0]
    assert ("at least 5" if language == "en" else "minst 5") in nothing
