"""A person at the keyboard: nothing here touches a mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80
FIRST_VALUE, NOT_RELEVANT = 1, 8


class Person:
    """Use a page by keyboard alone, as somebody who reads what has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, target: Locator) -> None:
        """Press Tab until the target has the focus, and see that the focus shows."""
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                seen = target.evaluate(
                    "element => { const box = element.getBoundingClientRect();"
                    " return box.bottom > 0 && box.top < innerHeight; }"
                )
                assert seen, f"{target} has the focus out of sight"
                return
            self.page.keyboard.press("Tab")
        focused = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"Tab never reached {target}; the focus is at {focused}")

    def press(self, name: str, *, role: str = "button", exact: bool = False) -> None:
        """Go to a button or a link and press Enter."""
        target = self.page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]  # any role
        self.tab_to(target)
        self.page.keyboard.press("Enter")

    def rate(self, item: str, value: int) -> None:
        """Choose step ``value`` of a statement, or ``NOT_RELEVANT``, with the arrow keys."""
        radios = self.page.locator(f"fieldset[data-key={item}] input[type=radio]")
        first = radios.nth(0)
        self.tab_to(first)
        self.page.keyboard.press("Space")
        for _ in range(value - FIRST_VALUE):
            self.page.keyboard.press("ArrowRight")
        expect(radios.nth(value - 1)).to_be_checked()

    def heading(self, name: str) -> None:
        """Wait for the page whose heading this is, and see that it has the focus."""
        expect(self.page.get_by_role("heading", name=name, exact=True).first).to_be_focused()


def widths(page: Page) -> tuple[int, int]:
    """Return how wide the page is, and how wide the window."""
    measured: list[int] = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return measured[0], measured[1]


# Words of one picture must not stand on each other; a halo is the same words twice.
OVERLAPS = """() => [...document.querySelectorAll("figure svg")].flatMap((svg) => {
  const texts = [...svg.querySelectorAll("text")];
  const boxes = texts.map((text) => [text, text.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
    .filter(([other, b]) => one.textContent !== other.textContent
      && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
    .map(([other]) => `${one.textContent} / ${other.textContent}`));
})"""
