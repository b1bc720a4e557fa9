"""``kit summary``: many files' result in a terminal, protected as in a round."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from random import Random

import pytest
from serving import ROOT
from typer.testing import CliRunner, Result

from kit.cli.app import app
from kit.collecting import Collection
from kit.exchange.folder import export
from kit.exchange.tables import Plan
from kit.group_files import safe_table_of
from kit.reading import read_questionnaire
from kit.samples import everybodys_files, read_samples

BIBLIOTEK = read_questionnaire(ROOT / "questionnaires" / "bibliotek-24.yaml")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for name, content in everybodys_files(read_samples(ROOT / "sample_data"), BIBLIOTEK):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def kit(*arguments: str | Path) -> Result:
    command = ["summary", "bibliotek-24", *map(str, arguments), "--language", "en"]
    return CliRunner().invoke(app, command)


def test_a_folder_of_files_becomes_a_table(files: Path) -> None:
    done = kit(files / "latsasvik-2026-11")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "People whose answers count: 46. Files: 46."
    head = next(line for line in lines if line.startswith("Area "))
    area = next(line for line in lines if line.startswith("Safety"))
    assert head.split()[1] == "Answers"
    assert area.split()[1] == "46"
    assert len(head) == len(area)


@pytest.mark.parametrize(
    ("by", "line"),
    [
        ("competence", "Searching and checking information"),
        ("item", "I can help a visitor"),
        ("need", "place 1"),
        ("tag", "Legal competence"),
        ("role", "Guides visitors digitally"),
    ],
)
def test_lines_are_about_what_was_asked_for(files: Path, by: str, line: str) -> None:
    done = kit(files / "pahittsby-2026-11", "--by", by)
    assert done.exit_code == 0
    assert line in done.stdout


def test_programs_get_the_safe_table(files: Path) -> None:
    done = kit(files / "pahittsby-2026-05", "--json")
    table = json.loads(done.stdout)
    assert {row["n"] for row in table["rows"] if row["dimension"] == "area"} <= {None, 18}
    responses = read_samples(ROOT / "sample_data")["pahittsby-2026-05"].responses(BIBLIOTEK)
    expected = safe_table_of(BIBLIOTEK, responses)
    assert expected is not None
    assert table["rows"] == json.loads(json.dumps(expected["rows"]))


def test_p01_too_few_people_show_nothing(files: Path) -> None:
    some = sorted((files / "pahittsby-2026-05").iterdir())[:4]
    done = kit(*some)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "at least 5 people" in done.stderr


def test_what_does_not_count_is_named_with_its_reason(files: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text("{")
    (tmp_path / "odd.csv").write_bytes("å;b\r\n".encode("latin-1"))
    done = kit(files / "pahittsby-2026-05", tmp_path, tmp_path / "gone.json")
    assert done.exit_code == 0
    told = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in told] == ["gone.json", "odd.csv", "odd.json"]
    assert "save it as “CSV UTF-8”" in told[1]


def spreadsheet_bomb() -> bytes:
    """Return two megabytes that become two hundred: a sheet, entities in it, and a link away."""
    sheet, packed = io.BytesIO(), zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(sheet, "w", packed) as archive:
        entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        archive.writestr("xl/styles.xml", f'<!DOCTYPE x [<!ENTITY a0 "x">{entities}]><x>&a9;</x>')
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 33_000_000)
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "../../../../etc/passwd")
        archive.writestr("../../outside", "x")
        archive.writestr("media", Random(7).randbytes(1_800_000), zipfile.ZIP_STORED)  # noqa: S311 - filling
        for number in range(1_000):
            archive.writestr(f"xl/{number}", b"")
    return sheet.getvalue()


def test_b07_a_spreadsheet_bomb_is_refused_by_name_and_never_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = spreadsheet_bomb()
    assert 2_000_000 < len(bomb) < 4_000_000
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["a.csv", "b.json", "c.xlsx"]
    for name in names:
        (folder / name).write_bytes(bomb)

    def unpack(*_: object, **__: object) -> None:
        raise AssertionError("it is unpacked")

    monkeypatch.setattr(zipfile, "ZipFile", unpack)
    tracemalloc.start()
    done = kit(*(folder / name for name in names))
    collection = Collection(BIBLIOTEK, "en")
    collection.take(bomb, "d.xlsx")
    (refused,) = collection.gather().refused
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50_000_000
    assert (done.exit_code, done.stdout) == (1, "")
    told = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in told[:3]] == names
    assert refused.file == "d.xlsx"
    checked = CliRunner().invoke(app, ["check", str(folder / "c.xlsx"), "--language", "en"])
    assert checked.exit_code == 1
    assert "c.xlsx" in checked.output
    assert "Traceback" not in done.output + checked.output
    assert {path.name for path in tmp_path.rglob("*")} == {"in", *names}


def test_b12_an_exported_table_gives_the_same_result_as_the_files(
    files: Path, tmp_path: Path
) -> None:
    sample = read_samples(ROOT / "sample_data")["pahittsby-2026-05"]
    finished = [one for one in sample.responses(BIBLIOTEK) if one.status == "finished"]
    export(BIBLIOTEK, finished, tmp_path / "out", Plan("x", what=("wide",)))
    (tmp_path / "out" / "datapackage.json").unlink()
    from_table, from_files = kit(tmp_path / "out"), kit(files / "pahittsby-2026-05")
    assert from_table.exit_code == 0
    assert from_table.stdout.splitlines()[1:] == from_files.stdout.splitlines()[1:]


def test_an_unknown_questionnaire_is_said_in_words() -> None:
    done = CliRunner().invoke(app, ["summary", "bibliotek-25", "x.json", "--language", "en"])
    assert done.exit_code == 1
    assert 'There is no questionnaire "bibliotek-25". Did you mean "bibliotek-24"?' in done.stderr
