"""Read a questionnaire file and report every problem at once."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kit.errors import KitError, Problem, ProblemsFound
from kit.questionnaire import Questionnaire


def read_questionnaire(path: Path | str, *, language: str = "sv") -> Questionnaire:
    """Read a questionnaire; ProblemsFound with every problem when it cannot be used."""
    text = Path(path).read_text(encoding="utf-8")
    questionnaire, problems = check_text(text, str(path), language=language)
    if questionnaire is None or problems:
        raise ProblemsFound(problems)
    return questionnaire


def check_text(
    text: str, name: str, *, language: str = "sv"
) -> tuple[Questionnaire | None, list[Problem]]:
    """Check a questionnaire's text; the questionnaire (if it can be used) and all problems."""
    _ = language
    try:
        raw = YAML(typ="safe", pure=True).load(text)
        context = {"language": raw["languages"][0]}
        return Questionnaire.model_validate(raw, context=context), []
    except ValidationError as error:
        return None, [Problem(name, None, str(e["loc"]), e["msg"]) for e in error.errors()]
    except (YAMLError, TypeError, KeyError) as error:
        return None, [Problem(name, None, str(error), "")]


def find_questionnaire(name: str | Path, start: Path | None = None) -> Path:
    """Find a questionnaire by id in ``questionnaires/`` here or above, or by its path."""
    start = start or Path.cwd()
    if str(name).endswith((".yaml", ".yml")):
        return start / name
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", str(name)):
        raise KitError(f"No questionnaire {name}.")
    for folder in (start, *start.parents):
        found = folder / "questionnaires" / f"{name}.yaml"
        if found.is_file():
            return found
    raise KitError(f"No questionnaire {name}.")
