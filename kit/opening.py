"""What the windows draw from: a questionnaire's view and the interface's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.language import words
from kit.questionnaire import Questionnaire
from kit.reading import read_questionnaire


def read_state(path: Path) -> dict[str, Any]:
    """Read a questionnaire for its windows; raises ``ProblemsFound`` as the reader does."""
    return window_state(read_questionnaire(path))


def window_state(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return ``questionnaire`` (its view), ``words`` per language, and the first ``language``."""
    languages = questionnaire.languages
    return {
        "questionnaire": questionnaire.view(),
        "words": {language: words(language) for language in languages},
        "language": languages[0],
    }
