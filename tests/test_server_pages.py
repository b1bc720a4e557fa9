"""Pages as a visitor meets them: words first, one visitor a kernel, calm words on failure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from serving import TRIAL, Server, ended
from visiting import ask, asking, goodbye, kernel_of


def test_the_first_page_says_what_it_is(trial: Server) -> None:
    page = ask(trial)
    assert page.status == 200
    assert '<html lang="sv">' in page.text
    assert "<title>Provsida</title>" in page.text
    assert page.text.count("<main") == 1
    assert 'href="#kit-content"' in page.text
    assert "<strong>fet text</strong>" in page.text


def test_a_page_with_words_only_starts_no_python(trial: Server) -> None:
    before = trial.kernels()
    page = ask(trial)
    assert trial.kernels() == before
    assert "<script" not in page.text


@pytest.mark.parametrize("path", ["widgets", "widgets.ipynb", "voila/render/widgets.ipynb"])
def test_a_page_has_several_addresses(trial: Server, path: str) -> None:
    page = ask(trial, path)
    assert "<title>Fönster &amp; &lt;tecken&gt;</title>" in page.text
    assert goodbye(trial, kernel_of(page.text)) == 204


def test_a_page_shows_words_before_scripts(trial: Server) -> None:
    page = ask(trial, "widgets").text
    goodbye(trial, kernel_of(page))
    first_script = page.index("<script")
    for words in ("Sida med", "Sidan laddas", "Sidan behöver JavaScript"):
        assert page.index(words) < first_script


def test_cells_for_the_host_are_left_out(trial: Server) -> None:
    page = ask(trial, "widgets").text
    goodbye(trial, kernel_of(page))
    assert "Bara för den som håller i workshoppen" not in page + ask(trial).text


def test_a_page_may_be_english(trial: Server) -> None:
    page = ask(trial, "english").text
    goodbye(trial, kernel_of(page))
    assert '<html lang="en">' in page
    assert page.index("The page is loading") < page.index("Sidan laddas")


def test_the_page_arrives_while_its_cells_still_run(
    serve: Callable[..., Server], tmp_path: Path
) -> None:
    shutil.copytree(TRIAL, tmp_path, dirs_exist_ok=True)
    server = serve("--notebooks", tmp_path)
    with asking(server, "waiting") as response:
        seen = b""
        while b"Sidan laddas" not in seen:
            seen += response.read1()
        assert b"Rubriken kommer" in seen
        assert b"Klart" not in seen
        (tmp_path / "go").touch()
        assert b"Klart" in response.read()


def test_a_visitor_who_leaves_takes_the_kernel_along(
    serve: Callable[..., Server], tmp_path: Path
) -> None:
    shutil.copytree(TRIAL, tmp_path, dirs_exist_ok=True)
    server = serve("--notebooks", tmp_path)
    with asking(server, "waiting") as response:
        while b"jupyter-config-data" not in response.read1():
            pass
        (kernel,) = server.kernels()
    assert ended([kernel])
    assert server.kernels() == []


@pytest.mark.parametrize("path", ["nothing", "nothing/at/all", "voila/render/nothing.ipynb", "%00"])
def test_an_address_that_leads_nowhere_says_so(trial: Server, path: str) -> None:
    page = ask(trial, path)
    assert page.status == 404
    assert '<html lang="sv">' in page.text
    assert "<title>Sidan finns inte</title>" in page.text
    assert "There is no such page" in page.text
    assert page.text.count("<main") == 1


def test_a_notebook_for_the_host_is_not_shown(trial: Server) -> None:
    page = ask(trial, "host")
    assert page.status == 403
    assert "JupyterLab" in page.text
    assert "<h1>För värden" not in page.text


def test_a_mistake_in_a_cell_is_told_calmly(trial: Server) -> None:
    page = ask(trial, "mistake").text
    goodbye(trial, kernel_of(page))
    assert "Före" in page
    assert "Den här delen av sidan kunde inte visas" in page
    assert "This part of the page could not be shown" in page
    for secret in ("ett hemligt meddelande", "ValueError", "Traceback", "Efter"):
        assert secret not in page


def test_a_kernel_that_dies_is_told_calmly(trial: Server) -> None:
    before = trial.kernels()
    page = ask(trial, "lost").text
    goodbye(trial, kernel_of(page))
    assert "kunde inte visas" in page
    assert "Traceback" not in page
    assert page.rstrip().endswith("</html>")
    assert trial.kernels() == before


def test_a_kernel_that_cannot_start_is_told_calmly(
    serve: Callable[..., Server], tmp_path: Path
) -> None:
    server = serve("--notebooks", TRIAL, JUPYTER_RUNTIME_DIR=str(tmp_path))
    for folder in tmp_path.iterdir():
        shutil.rmtree(folder)
    page = ask(server, "widgets")
    assert page.status == 500
    assert "<title>Sidan kunde inte visas</title>" in page.text
    assert "Felet är vårt, inte ditt" in page.text
    assert "Traceback" not in page.text
    assert ask(server).status == 200, "the other pages are still there"
