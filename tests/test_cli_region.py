"""``kit region``: packages in a terminal, and the report as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kit.cli.app import app

SAMPLES = Path(__file__).parents[1] / "sample_data"
FILES = sorted(map(str, SAMPLES.glob("*.zip")))


def run(*arguments: str | Path) -> tuple[int, str, str]:
    ran = CliRunner().invoke(app, ["region", *map(str, arguments), "--language", "sv"])
    return ran.exit_code, ran.stdout.replace("\xa0", " "), ran.stderr


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_packages_are_put_together_and_the_report_is_written(tmp_path: Path, ending: str) -> None:
    report = tmp_path / f"rapport.{ending}"
    code, out, error = run(*FILES, "--report", report)
    assert (code, error) == (0, "")
    assert "Kommuner som räknas: 3." in out
    assert "32 % (55 av 173)" in out
    assert report.stat().st_size > 5_000
    assert f"Rapporten finns i {report}." in out


def test_a_folder_of_packages_is_read_whole() -> None:
    assert run(SAMPLES)[0] == 0


def test_bad_files_are_named_and_the_others_read(tmp_path: Path) -> None:
    bad = tmp_path / "trasig.zip"
    bad.write_bytes(b"PK")
    code, out, error = run(*FILES, bad, tmp_path / "borta.zip")
    assert code == 1
    assert "Kommuner som räknas: 3." in out
    assert "trasig.zip: Filen går inte att läsa." in error
    assert "borta.zip: Filen går inte att öppna" in error


@pytest.mark.parametrize("name", ["rapport.pdf", "rapport"])
def test_a_report_of_another_kind_is_refused_before_anything_is_read(
    tmp_path: Path, name: str
) -> None:
    code, out, error = run(*FILES, "--report", tmp_path / name)
    assert (code, out) == (1, "")
    assert error.strip() == f"En rapports namn slutar med .docx, .html, inte som i {name}."


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    code, _, error = run(*FILES, "--report", tmp_path / "borta" / "rapport.html")
    assert code == 1
    assert "kunde inte skrivas" in error
