"""The interface's words, from the files ``locale/<language>/*.po``, one for each part of the kit.

A message's id is its English sentence, so English needs no file. Texts of a questionnaire stand
in the questionnaire itself; here are only the words round it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def words(language: str) -> dict[str, str]:
    """Return English sentence -> translation; empty for English and for unknown languages."""
    return dict(_catalogue(language))


def say(language: str, msgid: str, **params: object) -> str:
    """Return the sentence in ``language``, its ``{name}`` placeholders filled from ``params``.

    What is filled in stays as it is: braces in it are not read again. A placeholder without a
    value raises ``KeyError``.
    """
    sentence = _catalogue(language).get(msgid, msgid)
    return PLACEHOLDER.sub(lambda found: str(params[found[1]]), sentence)


def msgid(sentence: str) -> str:
    """Mark a sentence that is kept in a table or a constant and said later."""
    return sentence


@cache
def _catalogue(language: str) -> dict[str, str]:
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return {}
    files = sorted((LOCALE / language).glob("*.po"))
    return {id_: text for file in files for id_, text in _read(file, language)}


def _read(file: Path, language: str) -> Iterator[tuple[str, str]]:
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=language, abort_invalid=True)
    return ((str(entry.id), str(entry.string)) for entry in catalogue if entry.id and entry.string)
