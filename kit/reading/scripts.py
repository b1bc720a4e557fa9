"""Read a workshop's script and report every problem at once, as for a questionnaire.

A script stands in the folder ``workshops``, or is known by its steps.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kit.errors import Problem, ProblemsFound
from kit.reading import check_text, script_steps, translations
from kit.reading.checking import Rule, checked
from kit.reading.files import load
from kit.reading.findings import Findings
from kit.scripts import FOLDER, Script

RULES: Final[tuple[Rule, ...]] = (
    script_steps.step_ids,
    script_steps.views,
    script_steps.no_view_before_answers,
    script_steps.phases,
    script_steps.order,
    script_steps.room_to_choose,
    translations.languages,
    translations.translations,
)
INSTEAD: Final = {
    "A questionnaire is a text file that ends in .yaml.": (
        "A script is a text file that ends in .yaml."
    ),
    "A questionnaire is far smaller; is it the right file?": (
        "A script is far smaller; is it the right file?"
    ),
    "The file is no questionnaire: it does not begin with keys such as id and title.": (
        "The file is no script: it does not begin with keys such as id and title."
    ),
    "Begin with a copy of a questionnaire that works.": "Begin with a copy of a script that works.",
    "A file holds one questionnaire: delete the line with ---, or split the file.": (
        "A file holds one script: delete the line with ---, or split the file."
    ),
    "A questionnaire needs far fewer: split it, or look for what is repeated.": (
        "A script needs far fewer: look for what is repeated."
    ),
    "Compare with a questionnaire that works.": "Compare with a script that works.",
}
_STEPS = re.compile(r"^steps\s*:", re.MULTILINE)
_PAGES = re.compile(r"^pages\s*:", re.MULTILINE)


def read_script(path: Path | str, *, language: str = "sv") -> Script:
    """Read a script file.

    Raises ``ProblemsFound`` with every problem, said in ``language`` (sv or en), when the file
    is not there, is no text, or breaks any rule.
    """
    findings = Findings(str(path), language, INSTEAD)
    text = load(Path(path), findings)
    script = None if text is None else checked(text, Script, RULES, findings)
    if script is None:
        raise ProblemsFound(findings.problems())
    return script


def check_script(
    text: str, name: str, *, language: str = "sv"
) -> tuple[Script | None, list[Problem]]:
    """Check a script's text as it is being written, as ``kit.reading.check_text`` does."""
    findings = Findings(name, language, INSTEAD)
    return checked(text, Script, RULES, findings), findings.problems()


def problems_of(path: Path, *, language: str = "sv") -> list[Problem]:
    """Return what is wrong with a file, be it a questionnaire or a script."""
    findings = Findings(str(path), language, INSTEAD if _is_placed(path) else None)
    text = load(path, findings)
    if text is None:
        return findings.problems()
    if is_script(path, text):
        return check_script(text, str(path), language=language)[1]
    return check_text(text, str(path), language=language)[1]


def is_script(path: Path, text: str) -> bool:
    """Tell a script from a questionnaire, also while its YAML cannot be read."""
    if _PAGES.search(text):
        return False
    return _is_placed(path) or bool(_STEPS.search(text))


def _is_placed(path: Path) -> bool:
    return path.absolute().parent.name == FOLDER
