"""The one door for notebooks: a workshop on one questionnaire, one verb a cell."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import parse_qs

from kit.questionnaire import Questionnaire
from kit.reading import find_questionnaire, read_questionnaire
from kit.records import Response
from kit.widgets.adapt import Adaptation
from kit.widgets.form import Form
from kit.widgets.window import Message, Window, window_state

ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Workshop:
    """Open a questionnaire and show the steps of a self-assessment.

    ``questionnaire`` is an id from the ``questionnaires/`` folder beside the notebooks or above
    them, or a path to a file. A page's own address may name another one
    (``?questionnaire=puls-10``), so that one set of notebooks serves every questionnaire.
    Raises ``KitError`` when there is no such questionnaire and ``ProblemsFound`` when the file
    has problems; both say what to do.
    """

    def __init__(self, questionnaire: str | Path = "bibliotek-24") -> None:
        """Read the questionnaire."""
        self.path = find_questionnaire(asked_for() or questionnaire)
        self.questionnaire: Questionnaire = read_questionnaire(self.path)

    def form(self) -> Form:
        """Show the self-assessment."""
        return Form(self.questionnaire)

    def profile(self, following: str | None = None) -> Window:
        """Show the visitor's own profile, and a link to the step that follows it."""
        state = window_state(self.questionnaire) | {"following": following}
        window = Window("profile", state)
        window.answer("ask", self._profile)
        return window

    def reflection(self, assessment: str | None = None) -> Window:
        """Show the private prompts for reflection; ``assessment`` is the page with the form."""
        state = window_state(self.questionnaire) | {"assessment": assessment}
        return Window("reflection", state)

    def file(self, assessment: str | None = None) -> Window:
        """Show how to take the result home and open it again.

        ``assessment`` names the page with the form, where that is another page.
        """
        state = window_state(self.questionnaire) | {"assessment": assessment}
        window = Window("file", state)
        # The page to print has the profile in it, also where no profile is shown.
        window.answer("ask", self._profile)
        return window

    def adapt(self) -> Adaptation:
        """Change the questionnaire's words and see the form at once; for JupyterLab."""
        return Adaptation(self.path)

    def _profile(self, message: Message) -> Message:
        # pandas comes with the first profile that is asked for, never with the page.
        from kit.reports import profile_state  # noqa: PLC0415

        request = message["request"]
        return profile_state(
            self.questionnaire,
            Response.model_validate(request["response"]),
            [Response.model_validate(earlier) for earlier in request["earlier"]],
            [str(competence) for competence in request["interest"]],
            str(request["language"]),
        )


def asked_for() -> str | None:
    """Return the questionnaire that the page's address names, if it names one properly."""
    named = parse_qs(os.environ.get("QUERY_STRING", "")).get("questionnaire", [""])[0]
    return named if ID.fullmatch(named) else None
