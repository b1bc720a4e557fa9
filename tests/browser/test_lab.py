"""The facilitator's page in JupyterLab: change words, see the form, be told, save."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from guest import install_template, jupyter
from playwright.sync_api import Locator, Page, expect
from serving import ROOT

QUIET = [
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.expose_app_in_browser=True",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a copy of the notebooks and questionnaires that may be changed."""
    root = tmp_path_factory.mktemp("lab")
    install_template(root)
    for name in ("notebooks", "questionnaires"):
        shutil.copytree(ROOT / name, root / "work" / name)
    return root


@pytest.fixture(scope="module")
def lab(folder: Path) -> Iterator[str]:
    """Start JupyterLab on a free port; the address ends with a slash."""
    with jupyter(folder, "jupyterlab", *QUIET) as (_, address):
        yield f"{address}/"


def run_all(page: Page, lab: str, notebook: str) -> Locator:
    """Open a notebook, run its cells, and return what they show."""
    page.goto(f"{lab}lab/tree/notebooks/{notebook}?token=door&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.evaluate(
        """async () => {
          const notebook = jupyterapp.shell.currentWidget;
          await notebook.context.ready;
          await notebook.sessionContext.ready;
          await jupyterapp.commands.execute("notebook:run-all-cells");
        }"""
    )
    return page.locator(".jp-Notebook")


def test_a_facilitator_changes_words_and_sees_the_form(page: Page, lab: str, folder: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 2400})
    shown = run_all(page, lab, "adapt.ipynb")
    title = shown.locator("textarea:visible").first
    title.fill("Våra egna frågor")
    title.blur()
    expect(shown.get_by_role("heading", name="Våra egna frågor")).to_be_visible()
    expect(shown.get_by_text("förhandsvisning")).to_be_visible()

    shown.get_by_label("Del", exact=True).select_option("Hela filen (YAML)")
    whole = shown.locator("textarea:visible").first
    expect(whole).to_have_value(re.compile("schema: 1"))
    source = whole.input_value()
    whole.fill(source.replace("competence: c11", "competence: c99", 1))
    whole.blur()
    line = source.split("competence: c11")[0].count("\n") + 1
    expect(shown.locator("table").get_by_role("cell", name=str(line), exact=True)).to_be_visible()
    whole.fill(source)
    whole.blur()
    expect(shown.get_by_text("Inga problem")).to_be_visible()

    shown.get_by_label("Filnamn", exact=True).fill("egna-ord")
    shown.get_by_label("Filnamn", exact=True).blur()
    shown.get_by_role("button", name="Spara", exact=True).click()
    expect(shown.get_by_text("egna-ord.yaml").last).to_be_visible()
    saved = (folder / "work" / "questionnaires" / "egna-ord.yaml").read_text(encoding="utf-8")
    assert "Våra egna frågor" in saved
    assert saved.count("\n") == source.count("\n")
    assert shown.get_by_role("link", name=re.compile("Ladda ne")).get_attribute("download")


def test_the_same_form_works_in_the_notebook(page: Page, lab: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    shown = run_all(page, lab, "01-sjalvskattning.ipynb")
    shown.get_by_role("button", name="Börja", exact=True).click()
    first = shown.locator("fieldset[data-key=q111] input").nth(4)
    first.check(force=True)
    expect(shown.get_by_text("Besvarade: 1 av 24")).to_be_visible()
