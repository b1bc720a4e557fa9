"""The handbook: whole in both languages, true, and there where people are."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from serving import Server
from typer.testing import CliRunner
from visiting import ask

from kit.cli.app import app

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SISTERS = {
    "index": "en/index",
    "sv/leda": "en/lead",
    "sv/kommunen": "en/municipality",
    "sv/skalning": "scaling",
    "sv/dataskydd": "en/data-protection",
    "sv/information": "en/information",
    "sv/arkiv": "en/archive",
    "sv/tillganglighet": "en/accessibility",
    "sv/regionen": "en/region",
    "sv/metodlogg": "en/method-log",
}
EVERY = sorted([*SISTERS, *SISTERS.values()])
DIGG = 11
"""Points that the agency asks of an accessibility statement."""


class Links(HTMLParser):
    """Collect where a page leads, what it fetches, and its language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = told.get("lang", "")
        if tag == "a":
            self.links.append(told.get("href", ""))
        elif "src" in told or tag == "link":
            self.fetched.append(told.get("src", told.get("href", "")))


def source(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def shape(name: str) -> list[str]:
    """Return a page's headings, tables and lists by their kind, whatever the words."""
    marks = re.findall(r"^(#+ |\| |- |\d+\. |```|> )", source(name), re.MULTILINE)
    return [mark.strip() for mark in marks]


def test_every_file_of_the_handbook_has_a_sister() -> None:
    files = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    assert files == set(EVERY)


@pytest.mark.parametrize("swedish", sorted(set(SISTERS) - {"sv/skalning", "index"}))
def test_both_languages_say_as_much(swedish: str) -> None:
    assert shape(swedish) == shape(SISTERS[swedish])


@pytest.mark.parametrize("name", ["sv/tillganglighet", "en/accessibility"])
def test_u10_the_statement_has_all_points_and_leads_to_the_agency(name: str) -> None:
    text = source(name)
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(n + 1) for n in range(DIGG)]
    assert "https://www.digg.se/tdosanmalan" in text


@pytest.mark.parametrize("name", EVERY)
def test_a_page_is_served_and_its_links_lead_somewhere(served: Server, name: str) -> None:
    address = f"handbok/{'' if name == 'index' else name}"
    page = ask(served, address)
    assert page.status == 200
    read = Links(page.text)
    assert read.language == ("sv" if name == "index" or name.startswith("sv/") else "en")
    inside = [link for link in read.links if not urlsplit(link).netloc and link[:1] != "#"]
    paths = {urlsplit(urljoin(f"/{address}", link)).path for link in inside}
    assert {path: ask(served, path[1:]).status for path in paths} == dict.fromkeys(paths, 200)
    assert [link for link in read.fetched if urlsplit(link).netloc] == []


@pytest.mark.parametrize(
    "address",
    ["handbok/sv/nothing", "handbok/sv/../../README", "handbok/sv/%2e%2e/scaling", "handbok/en/"],
)
def test_other_addresses_lead_nowhere(served: Server, address: str) -> None:
    assert ask(served, address).status == 404


def test_u10_every_page_leads_to_the_statement(served: Server) -> None:
    for path in ("", "01-sjalvskattning", "03-gruppen", "ledare", "anslut", "handbok/sv/leda"):
        assert "/handbok/sv/tillganglighet" in ask(served, path).text


def test_without_a_handbook_beside_them_pages_do_not_speak_of_one(trial: Server) -> None:
    assert "handbok" not in ask(trial).text
    assert ask(trial, "handbok/").status == 404


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the handbook's own site, built as `make docs` builds it, without a warning."""
    folder = tmp_path_factory.mktemp("site")
    mkdocs = Path(sys.executable).with_name("mkdocs")
    build = [str(mkdocs), "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    return folder


def test_the_site_has_every_page_in_its_language_and_fetches_nothing_from_others(
    site: Path,
) -> None:
    for name in EVERY:
        file = site / (
            "index.html" if name == "index" else f"{name.removesuffix('/index')}/index.html"
        )
        read = Links(file.read_text(encoding="utf-8"))
        assert read.language == ("sv" if name == "index" or name.startswith("sv/") else "en")
        assert [link for link in read.fetched if urlsplit(link).netloc] == []


@pytest.mark.parametrize("name", sorted(set(EVERY) - {"scaling"}))  # which is for root
def test_commands_of_the_handbook_are_the_kits_own(name: str) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", source(name), re.MULTILINE | re.DOTALL)
    for line in [line for block in blocks for line in block.splitlines()]:
        words = line.split()
        if words[0] == "make":
            assert f"\n{words[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
            continue
        assert words[0] == ".venv/bin/kit"
        ran = CliRunner().invoke(app, [*words[1:], "--help"])
        assert ran.exit_code == 0, f"{line}\n{ran.stderr}"
