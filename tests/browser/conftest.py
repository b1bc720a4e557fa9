"""A browser, a guard against foreign requests, axe, and the kit's static files without Jupyter."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from drawn import drawn_page
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from round_house import arriving, opened, round_site

from kit.language import words
from kit.reading import read_questionnaire

# Fixtures of their own file, known to all tests here by being named.
__all__ = ["arriving", "opened", "round_site"]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HOME = {"127.0.0.1", "localhost"}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--hide-scrollbars",
]
# As strict as a page of the kit can be: no inline script, no inline style, nobody else's address.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
)
KINDS = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
}
FOLDERS = {"static": ROOT / "kit" / "static", "page": HERE}
VIEWS = {"kinds": ROOT / "tests" / "data" / "kinds.yaml"}
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

# A state is waited for as long as a busy machine may need; no test is about how long that is.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)


def installed_chromium() -> str | None:
    """Return the machine's own Chromium; None means Playwright's.

    The one without windows of its own opens a page with a fifth of the work.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    started = playwright.chromium.launch(executable_path=installed_chromium(), args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browsers that know nothing of each other; a request to any other host fails the test."""
    opened: list[BrowserContext] = []
    foreign: list[str] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in HOME:
            foreign.append(request.url)

    def new(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"locale": "sv-SE", **options})
        context.on("request", note)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()
    assert foreign == [], "the page asks other hosts"


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """Open one fresh browser."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open one page in a fresh browser."""
    return context.new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Hold a page to WCAG 2.2 AA, the size of targets included."""
    examiner = Axe()

    def examine(page: Page) -> None:
        found = examiner.run(page, options=AXE).response["violations"]
        faults = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
        assert faults == []

    return examine


@cache
def made(path: str) -> str | None:
    """Return what is not a file: the words, and questionnaires as the browser gets them."""
    if path == "/words.json":
        return json.dumps({"sv": words("sv"), "en": words("en")})
    if path.startswith("/drawn/"):
        return drawn_page(*path.removeprefix("/drawn/").split("/"))
    name = path.removeprefix("/view/").removesuffix(".json")
    file = VIEWS.get(name, ROOT / "questionnaires" / f"{name}.yaml")
    return json.dumps(read_questionnaire(file).view()) if path.startswith("/view/") else None


class Files(BaseHTTPRequestHandler):
    """Serve the static half of the kit, and the tests' own page."""

    def do_GET(self) -> None:
        """Answer with a file, or with JSON that is made for the tests."""
        path = urlsplit(self.path).path
        folder, _, name = path.lstrip("/").partition("/")
        file = FOLDERS.get(folder, HERE) / name
        body = made(path) or (file.read_text(encoding="utf-8") if folder in FOLDERS else None)
        self.send_response(200 if body is not None else 404)
        kind = "text/html" if folder == "drawn" else KINDS.get(Path(path).suffix, "text/plain")
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="session")
def static_site() -> Iterator[str]:
    """Serve the kit's static files without any kernel; the address ends without a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(static_site: str) -> Callable[..., Page]:
    """Open the form that the tests' own page mounts, on one of VIEWS or a questionnaire."""

    def visited(page: Page, view: str = "kinds", more: str = "") -> Page:
        page.goto(f"{static_site}/page/form.html?view={view}{more}")
        page.wait_for_selector("html[data-ready]")
        return page

    return visited


@pytest.fixture
def form(page: Page, visit: Callable[..., Page]) -> Page:
    """Open the form of every kind in a fresh browser."""
    return visit(page)
