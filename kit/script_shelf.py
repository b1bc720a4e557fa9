"""Find the scripts of workshops: the files in ``questionnaires/workshops/`` here and above."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from kit.errors import KitError
from kit.language import say
from kit.scripts import FOLDER
from kit.shelf import QUESTIONNAIRE_PATTERN, SUFFIXES, folders


def find_script(name: str | Path, start: Path | None = None, *, language: str = "sv") -> Path:
    """Find a script by its id, or by its path; ``KitError`` with the ids there are otherwise."""
    start = start or Path.cwd()
    if isinstance(name, Path) or name.endswith(SUFFIXES):
        return start / name
    if re.fullmatch(QUESTIONNAIRE_PATTERN, name):
        for folder in folders(start):
            if (folder / FOLDER / f"{name}.yaml").is_file():
                return folder / FOLDER / f"{name}.yaml"
    raise KitError(_none_such(name, start, language))


def script_names(start: Path | None = None) -> list[str]:
    """Return the ids of all scripts here and above."""
    held = folders(start or Path.cwd())
    return sorted({file.stem for folder in held for file in (folder / FOLDER).glob("*.yaml")})


def _none_such(name: str, start: Path, language: str) -> str:
    known = script_names(start)
    near = get_close_matches(name[:100], known, n=1)
    sentences = [say(language, 'There is no script "{name}".', name=name[:100])]
    if near:
        sentences.append(say(language, 'Did you mean "{near}"?', near=near[0]))
    if known:
        sentences.append(say(language, "Scripts: {names}.", names=", ".join(known)))
    return " ".join(sentences)
