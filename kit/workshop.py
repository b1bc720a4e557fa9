"""The one door for notebooks: a workshop on one questionnaire, one verb a cell.

A participant's kernel imports as little as possible: what a verb needs is imported by the verb, so
that a page opens with the form alone, and pandas comes with the first profile that is asked for.
"""
# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import json
import os
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from kit.shelf import State, find_questionnaire, remembered
from kit.widgets.form import Form
from kit.widgets.window import Message, Window

if TYPE_CHECKING:
    from kit.questionnaire import Questionnaire
    from kit.widgets.adapt import Adaptation

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Workshop:
    """Open a questionnaire and show the steps of a self-assessment.

    ``questionnaire`` is an id from the ``questionnaires/`` folder beside the notebooks or above
    them, or a path to a file. A page's own address may name another one
    (``?questionnaire=puls-10``), so that one set of notebooks serves every questionnaire. Served
    with a round in the address, it is that round's own questionnaire, and ``round`` is the
    round's ``id``, its ``name`` and where its ``api`` is; elsewhere it is None.
    Raises ``KitError`` when there is no such questionnaire and ``ProblemsFound`` when the file
    has problems; both say what to do.
    """

    def __init__(self, questionnaire: str | Path = "bibliotek-24") -> None:
        """Find the questionnaire, and read it if it is new."""
        self.round = round_asked_for()
        self.path = find_questionnaire(
            Path(os.environ["KIT_QUESTIONNAIRE"]) if self.round else asked_for() or questionnaire
        )
        self._state = remembered(self.path, self._read) | {"round": self.round}

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire itself, with everything the file says."""
        from kit.opening import read_frozen
        from kit.reading import read_questionnaire

        return read_frozen(self.path) if self.round else read_questionnaire(self.path)

    def form(self) -> Form:
        """Show the self-assessment."""
        return Form(self._shown())

    def profile(self, following: str | None = None) -> Window:
        """Show the visitor's own profile, and a link to the step that follows it."""
        state = self._shown() | {"following": following}
        window = Window("profile", state)
        window.answer("ask", self._profile)
        return window

    def reflection(self, assessment: str | None = None, following: str | None = None) -> Window:
        """Show the private prompts for reflection.

        ``assessment`` is the page with the form, ``following`` the one with the group's result,
        which only those who answer in a round are led to.
        """
        state = self._shown() | {"assessment": assessment, "following": following}
        return Window("reflection", state)

    def file(self, assessment: str | None = None) -> Window:
        """Show how to take the result home and open it again.

        ``assessment`` names the page with the form, where that is another page.
        """
        state = self._shown() | {"assessment": assessment}
        window = Window("file", state)
        # The page to print has the profile in it, also where no profile is shown.
        window.answer("ask", self._profile)
        return window

    def group(self) -> Window:
        """Show the group's result: the round's, or that of files that have been collected."""
        from kit.widgets.group import Group

        return Group(self._state, lambda: self.questionnaire)

    def actions(self, assessment: str | None = None, reflection: str | None = None) -> Window:
        """Show the round's workshop: follow its steps, propose actions, weigh them, see the plan.

        ``assessment`` is the page with the form, ``reflection`` the one with the private prompts.
        """
        from kit.widgets.documents import answer_documents
        from kit.widgets.group import answer_drawing

        state = self._shown() | {"assessment": assessment, "reflection": reflection}
        window = Window("together", state)
        window.answer("ask", self._profile)
        answer_drawing(window, lambda: self.questionnaire)
        answer_documents(window, lambda: self.questionnaire)
        return window

    def follow_up(self, assessment: str | None = None) -> Window:
        """Show what was agreed on last time and how it went, and what has changed since.

        ``assessment`` names the page with the form, for those who have not answered yet.
        """
        from kit.widgets.documents import answer_documents
        from kit.widgets.group import answer_drawing

        window = Window("followup", self._state | {"assessment": assessment})
        window.answer("ask", self._profile)
        answer_drawing(window, lambda: self.questionnaire)
        answer_documents(window, lambda: self.questionnaire)
        return window

    def console(self) -> Window:
        """Show the page from which a facilitator starts a round and leads it."""
        return self._for_the_room("console")

    def presenter(self) -> Window:
        """Show the page for the projector: what has been revealed, and nothing to press."""
        return self._for_the_room("presenter")

    def region(self) -> Window:
        """Put the packages of many municipalities together and see what they share."""
        from kit.language import words
        from kit.widgets.documents import answer_documents
        from kit.widgets.region import Region

        spoken = {language: words(language) for language in ("sv", "en")}
        window = Region(self._state | {"words": self._state["words"] | spoken})
        answer_documents(window, lambda: self.questionnaire)
        return window

    def adapt(self) -> Adaptation:
        """Change the questionnaire's words and see the form at once; for JupyterLab."""
        from kit.widgets.adapt import Adaptation

        return Adaptation(self.path)

    def _shown(self) -> State:
        """Return what a window is drawn from.

        A page that was drawn from this very questionnaire has it already: then only what tells
        one questionnaire from another goes over the wire, which is a fifth of a kernel's work.
        """
        view = self._state["questionnaire"]
        if os.environ.get("KIT_DRAWN") != view["hash"]:
            return self._state
        known = {name: view[name] for name in ("id", "version", "hash")}
        return {"questionnaire": known, "round": self.round}

    def _for_the_room(self, kind: str) -> Window:
        """Return a window that speaks every language of the kit, whatever the questionnaire's are.

        Who may see the round is between the browser and the collector; nothing of it comes here.
        """
        from kit.language import words
        from kit.widgets.documents import answer_documents
        from kit.widgets.group import answer_drawing
        from kit.widgets.region import answer_packing
        from kit.widgets.script_paper import answer_papers

        spoken = {language: words(language) for language in ("sv", "en")}
        window = Window(kind, self._state | {"words": self._state["words"] | spoken})
        answer_drawing(window, lambda: self.questionnaire)
        answer_documents(window, lambda: self.questionnaire)
        answer_packing(window, lambda: self.questionnaire)
        answer_papers(window)
        return window

    def _read(self) -> State:
        from kit.opening import window_state

        return window_state(self.questionnaire)

    def _profile(self, message: Message) -> Message:
        from kit.records import Response
        from kit.reports import profile_state

        request = message["request"]
        return profile_state(
            self.questionnaire,
            Response.model_validate(request["response"]),
            [Response.model_validate(earlier) for earlier in request["earlier"]],
            [str(competence) for competence in request["interest"]],
            str(request["language"]),
        )


def round_asked_for() -> State | None:
    """Return the round that the server has laid out for this page, if there is one."""
    told = os.environ.get("KIT_ROUND")
    if not told or "KIT_QUESTIONNAIRE" not in os.environ:
        return None
    base = os.environ.get("VOILA_BASE_URL", "/")
    return {**json.loads(told), "api": f"{base}kit/api/"}


def asked_for() -> str | None:
    """Return the questionnaire that the page's address names, if it names one properly."""
    named = parse_qs(os.environ.get("QUERY_STRING", "")).get("questionnaire", [""])[0]
    return named if ID.fullmatch(named) else None
