"""The same pages where Voila is a guest in Jupyter Server, as on Binder and JupyterHub."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from guest import install_template, jupyter
from playwright.sync_api import Page, expect
from serving import ROOT, TRIAL, ended

BASE = "/user/visitor/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out what an installed kit is for Jupyter Server: a template, its files, voila.json."""
    root = tmp_path_factory.mktemp("binder")
    install_template(root)
    shutil.copytree(TRIAL, root / "work" / "notebooks")
    shutil.copy(ROOT / "voila.json", root / "work")
    return root


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[tuple[psutil.Process, str]]:
    """Start Jupyter Server on a free port; the address ends with a slash."""
    with jupyter(folder, "jupyter_server", f"--ServerApp.base_url={BASE}") as (server, address):
        yield server, f"{address}{BASE}"


@pytest.fixture
def arrived(page: Page, host: tuple[psutil.Process, str]) -> Page:
    """Come in with the token, the way Binder sends its visitors."""
    page.goto(f"{host[1]}voila/render/notebooks/widgets.ipynb?token=door")
    expect(page.get_by_text("Hej från kärnan")).to_be_visible()
    return page


def test_windows_come_to_life(arrived: Page) -> None:
    expect(arrived).to_have_title("Fönster & <tecken>")
    expect(arrived.get_by_text("Sidan laddas")).to_have_count(0)
    arrived.get_by_role("button", name="Tryck").click()
    expect(arrived.get_by_role("button", name="Tryckt")).to_be_visible()
    assert arrived.locator("main").count() == 1
    assert arrived.locator("html").get_attribute("lang") == "sv"
    assert "Bara för den" not in arrived.content()


def test_leaving_ends_the_kernel(arrived: Page, host: tuple[psutil.Process, str]) -> None:
    server, address = host
    arrived.wait_for_function("document.cookie.includes('_xsrf=')")
    config = json.loads(arrived.locator("#jupyter-config-data").text_content() or "")
    kernels = [one for one in server.children() if config["kernelId"] in "".join(one.cmdline())]
    assert len(kernels) == 1
    arrived.goto(f"{address}voila/render/notebooks/index.ipynb")
    expect(arrived.get_by_role("heading", name="Provsida")).to_be_visible()
    assert ended(kernels)


def test_a_missing_page_is_told_in_the_kits_words(
    arrived: Page, host: tuple[psutil.Process, str]
) -> None:
    answer = arrived.goto(f"{host[1]}voila/render/notebooks/nothing.ipynb")
    assert answer is not None
    assert answer.status == 404
    expect(arrived.get_by_role("heading", name="Sidan finns inte")).to_be_visible()
    arrived.get_by_role("link", name="Till startsidan").click()
    arrived.get_by_role("link", name="notebooks").click()
    expect(arrived.get_by_role("link", name="widgets.ipynb")).to_be_visible()


def test_the_settings_name_the_kits_template_and_nothing_to_choose() -> None:
    settings = json.loads((ROOT / "voila.json").read_text())["VoilaConfiguration"]
    assert settings["template"] == "kit"
    assert settings["allow_template_override"] == settings["allow_theme_override"] == "NO"
