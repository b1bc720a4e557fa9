"""Read a questionnaire file and report every problem at once, each with line and remedy.

One road: the file's bytes -> text -> plain values with lines -> the model, and beside it the
rules that no single place can show. Whatever is in the file, the answer is a ``Questionnaire``
or problems in plain words.
"""

from __future__ import annotations

from pathlib import Path

from kit.errors import Problem, ProblemsFound
from kit.questionnaire import Questionnaire
from kit.reading import flow, names, rules, translations
from kit.reading.checking import Rule, checked
from kit.reading.files import load
from kit.reading.findings import Findings

__all__ = ["check_text", "read_questionnaire"]

RULES: tuple[Rule, ...] = (
    names.unique_ids,
    names.reserved_ids,
    names.known_names,
    rules.wanted_levels,
    rules.one_scale,
    rules.reversible,
    rules.labelled_ends,
    rules.ascending_levels,
    rules.used_competences,
    rules.ordered_limits,
    translations.languages,
    translations.translations,
    flow.conditions,
)


def read_questionnaire(path: Path | str, *, language: str = "sv") -> Questionnaire:
    """Read a questionnaire file.

    Raises ``ProblemsFound`` with every problem, said in ``language`` (sv or en), when the file
    is not there, is no text, or breaks any rule.
    """
    findings = Findings(str(path), language)
    text = load(Path(path), findings)
    questionnaire = None if text is None else checked(text, Questionnaire, RULES, findings)
    if questionnaire is None:
        raise ProblemsFound(findings.problems())
    return questionnaire


def check_text(
    text: str, name: str, *, language: str = "sv"
) -> tuple[Questionnaire | None, list[Problem]]:
    """Check a questionnaire's text as it is being written.

    Returns the questionnaire, None while there are problems, and the problems with the file
    called ``name``, said in ``language``.
    """
    findings = Findings(name, language)
    return checked(text, Questionnaire, RULES, findings), findings.problems()
