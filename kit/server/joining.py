"""The page where a participant writes the code of a round."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kit.language import words
from kit.server.handbook import footing
from kit.server.pages import WordsOnError
from kit.server.statics import Statics
from kit.shelf import KIT

FIRST_PAGE = "01-sjalvskattning"
LANGUAGES = ("sv", "en")


class JoinPage(WordsOnError):
    """Show the page; everything else on it is between the browser and the collector."""

    kit_page = True

    def initialize(self, statics: Statics, notebooks: Path) -> None:
        """Take what the route says; the handbook stands beside the notebooks."""
        self.statics = statics
        self.notebooks = notebooks

    async def get(self) -> None:
        """Draw the page with its words; no kernel is started."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        template = self.settings["voila_jinja2_env"].get_template("join.html")
        told: dict[str, Any] = {"base_url": self.base_url, "config": config(self.base_url)}
        told |= {"handbook": footing(self.notebooks)}
        sheet = self.statics.sheet()
        self.finish(template.render(**told, sheet=sheet, static=self.statics.root))

    head = get


def config(base_url: str) -> dict[str, Any]:
    """Return what the page's script needs to know; it holds no secret."""
    return {
        "api": f"{base_url}kit/api/",
        "base": base_url,
        "page": FIRST_PAGE,
        "words": {language: spoken(language) for language in LANGUAGES},
    }


@cache
def spoken(language: str) -> dict[str, str]:
    """Return the words that the page's own script says, and no others."""
    names = ("join.js", "form-frame.js")
    source = "".join((KIT / "static" / name).read_text(encoding="utf-8") for name in names)
    return {said: word for said, word in words(language).items() if said in source}
