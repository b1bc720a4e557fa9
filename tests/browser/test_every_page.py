"""Every page that the kit serves, error pages too: which language it speaks, who may show it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from serving import Server

PAGES = [
    *("", "01-sjalvskattning", "02-reflektion", "03-gruppen", "05-uppfoljning", "06-region"),
    *("adapt", "ledare", "presentation"),
    *("anslut", "nothing", "01-sjalvskattning?round=abcdefghijkm"),
]
ENGLISH = r"\b(the|and|you|your|with|this|are|please|of|is|to)\b"
SWEDISH = r"\b(och|att|inte|du|dina?|som|det|på|är|för)\b"
STRANGE = """([english, swedish]) => {
    const foreign = { sv: new RegExp(english, "i"), en: new RegExp(swedish, "i") };
    const told = ["aria-label", "title", "placeholder", "alt"];
    const found = [];
    const look = (words, element, language) => {
        language = element.closest("[lang]")?.lang ?? language;
        if (foreign[language]?.test(words) ?? true) found.push([language, words.trim()]);
    };
    const read = (root, language) => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const { nodeValue, parentElement: parent } = walk.currentNode;
            if (parent.closest("noscript") && root.contains(parent.closest("noscript"))) {
                const inside = new DOMParser().parseFromString(nodeValue, "text/html").body;
                read(inside, parent.closest("[lang]").lang);
            } else if (!parent.closest("script, style, code, pre, template")) {
                look(nodeValue, parent, language);
            }
        }
        for (const name of told)
            for (const element of root.querySelectorAll(`[${name}]`))
                if (element.getAttribute(name)) look(element.getAttribute(name), element, language);
    };
    read(document.documentElement);
    return found;
}"""
"""What is said in another language than the nearest ``lang`` tells, also where no script runs."""
FRAMED = ["", "01-sjalvskattning", "anslut", "ledare", "nothing", "kit/api/health"]


@pytest.mark.parametrize("path", PAGES)
def test_u09_a_page_is_in_swedish_and_marks_what_is_in_english(
    page: Page, served: Server, path: str
) -> None:
    swedish_but_for_what_is_marked(page, served.address + path)


@pytest.mark.parametrize("path", ["mistake", "host", "nothing/at/all"])
def test_u09_a_page_that_went_wrong_is_so_too(page: Page, trial: Server, path: str) -> None:
    swedish_but_for_what_is_marked(page, trial.address + path)


def swedish_but_for_what_is_marked(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Sidan laddas")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("[lang=en]").first).to_be_attached()
    assert page.evaluate(STRANGE, [ENGLISH, SWEDISH]) == []


def test_u09_the_look_finds_what_is_not_marked(page: Page) -> None:
    page.set_content(
        "<html lang=sv><title>Sidan</title><p>Svara på <b lang=en>all of the questions</b>."
        "<p>Ladda the page<noscript>Slå på <i lang=en>du och</i></noscript><img alt='of it'>"
    )
    assert page.evaluate(STRANGE, [ENGLISH, SWEDISH]) == [
        *(["sv", "Ladda the page"], ["en", "du och"], ["sv", "of it"])
    ]


class Stranger(BaseHTTPRequestHandler):
    """A page of another origin with frames of its own and of the kit."""

    kit = ""

    def do_GET(self) -> None:
        """Answer with the page, or with what its own frame holds."""
        frames = [f"<iframe src='{self.kit}{path}'></iframe>" for path in FRAMED]
        page = f"<title>x</title><p>Mine<iframe src='/own'></iframe>{''.join(frames)}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((page if self.path == "/" else "<p>My own frame").encode())

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def stranger(served: Server) -> Iterator[str]:
    """Serve the stranger's page; the address ends with a slash."""
    handler = type("Handler", (Stranger,), {"kit": served.address})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a10_a_page_of_another_origin_shows_nothing_of_the_kit(page: Page, stranger: str) -> None:
    """A browser draws the frame of the stranger's own page, and none of the kit's."""
    refused: list[str] = []

    def note(message: ConsoleMessage) -> None:
        refused.extend([message.text] if "frame-ancestors 'none'" in message.text else [])

    page.on("console", note)
    page.goto(stranger)
    own, *frames = page.frames[1:]
    assert own.locator("body").inner_text() == "My own frame"
    assert len(frames) == len(FRAMED)
    assert {frame.url for frame in frames} == {"chrome-error://chromewebdata/"}
    while len(refused) < len(frames):
        page.wait_for_event("console")
