"""What a page's address means: which notebook, which round, which questionnaire."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs

from tornado.web import HTTPError

from kit.server.drawing_page import Draughtsman, Visit
from kit.server.notebooks import Library, Notebook
from kit.server.round_papers import RoundPapers

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what an address asks for; ``variables`` is what a kernel is told of its round."""

    notebook: Notebook
    query: str
    api: str
    questionnaire: str
    variables: Mapping[str, str]

    def visit(self, languages: str) -> Visit:
        """Return what changes the page, for a browser with this Accept-Language."""
        if not self.variables:
            return Visit(self.notebook, asked=self.questionnaire, languages=languages)
        told = {**json.loads(self.variables["KIT_ROUND"]), "api": self.api}
        frozen = Path(self.variables["KIT_QUESTIONNAIRE"])
        return Visit(self.notebook, told, frozen, languages=languages)


@dataclass(frozen=True, slots=True)
class Site:
    """Hold what pages are drawn with and brought to life with, from the server's start on."""

    library: Library
    draughtsman: Draughtsman
    papers: RoundPapers
    page_config: dict[str, Any]
    base_url: str

    async def asked(self, name: str, query: str) -> Asked:
        """Read a page's address; 404 when there is no such page or no such round."""
        notebook = self.library.read(name)
        named = parse_qs(query, keep_blank_values=True)
        round_id = named.get("round", [None])[0]
        variables = NOTHING if round_id is None else await self._variables(round_id)
        questionnaire = named.get("questionnaire", [""])[0]
        return Asked(notebook, query, f"{self.base_url}kit/api/", questionnaire, variables)

    async def _variables(self, round_id: str) -> Mapping[str, str]:
        known = await self.papers.variables(round_id)
        if known is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return known
