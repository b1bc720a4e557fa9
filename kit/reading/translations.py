"""Check that every text is there in every language of the file."""

from __future__ import annotations

import re
from typing import Any

from kit.questionnaire import LANGUAGE_PATTERN
from kit.reading.contents import Contents
from kit.reading.findings import Findings, Path


def languages(contents: Contents, findings: Findings) -> None:
    """Refuse a language that is listed twice."""
    for place, language in enumerate(contents.languages):
        if language in contents.languages[:place]:
            what = 'The language "{name}" stands twice.'
            findings.add(("languages", place), what, "Delete one of them.", name=language)


def translations(contents: Contents, findings: Findings) -> None:
    """Name every text that lacks a language, and every language that the file does not list."""
    known = list(dict.fromkeys(contents.languages))
    wanted = [language for language in known if re.fullmatch(LANGUAGE_PATTERN, language)]
    for path, value in contents.texts:
        if isinstance(value, str) and value.strip():
            _missing(path, wanted[1:], contents, findings)
        if isinstance(value, dict):
            for name in value:
                if name not in known:
                    _unlisted((*path, name), name, known, findings)
            _missing(path, [one for one in wanted if one not in value], contents, findings)


def _unlisted(path: Path, name: str, known: list[str], findings: Findings) -> None:
    what = 'The language "{name}" is not among the languages of the file.'
    findings.unknown(path, what, name, known, "Languages: {names}.")


def _missing(path: Path, missing: list[str], contents: Contents, findings: Findings) -> None:
    if missing:
        findings.add(
            path,
            "{place} is not translated to {languages}.",
            "Write a text for each language, for example {example}.",
            place=_place(path, contents.raw),
            languages=", ".join(missing),
            example="{" + ", ".join(f'{one}: "…"' for one in contents.languages[:3]) + "}",
        )


def _place(path: Path, raw: Any) -> str:
    """Return a path of keys with ids in place of numbers, such as pages.p1.items.q111.text."""
    steps = []
    for step in path:
        raw = raw[step]
        name = raw.get("id") if isinstance(step, int) and isinstance(raw, dict) else step
        steps.append(name if isinstance(name, str) else str(step))
    return ".".join(steps)
