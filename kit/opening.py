"""What the windows draw from: a questionnaire's view and the interface's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.language import words
from kit.questionnaire import Questionnaire


def read_frozen(path: Path) -> Questionnaire:
    """Return a round's own copy of a questionnaire, which the server has laid out as JSON."""
    return Questionnaire.model_validate_json(path.read_bytes())


def window_state(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return ``questionnaire`` (its view), ``words`` per language, and the first ``language``."""
    languages = questionnaire.languages
    return {
        "questionnaire": questionnaire.view(),
        "words": {language: words(language) for language in languages},
        "language": languages[0],
    }
