"""The codebook: what every column and every code means, in all the questionnaire's languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.exchange.answers import Asked, asked
from kit.exchange.cells import Cell
from kit.exchange.tables import Column, Kind, Table
from kit.exchange.wide import person_columns
from kit.items import RateItem
from kit.language import msgid, say
from kit.questionnaire import Questionnaire

WORDS = {
    "question": msgid("Column of the wide table"),
    "item": msgid("Id of the question"),
    "part": msgid("Second rating or option"),
    "kind": msgid("Kind of question"),
    "page": msgid("Page of the question"),
    "area": msgid("Area"),
    "competence": msgid("Competence"),
    "tags": msgid("Tags, with spaces between"),
    "reverse": msgid("1 where agreeing means less, so that scores turn the answer; otherwise 0"),
    "when": msgid("Asked only when this is true"),
    "scale": msgid("Scale of the answers"),
    "code": msgid("Code in the cell"),
    "value": msgid("Number that counts; blank beside the scale"),
}
NUMBERS: dict[str, Kind] = {"reverse": "integer", "value": "number"}


def codebook(questionnaire: Questionnaire, language: str) -> Table:
    """Return one row for each code of each column, one for a column without codes."""
    cells = [*_people(questionnaire), *_questions(questionnaire)]
    return Table(
        "codebook",
        say(language, "Codebook"),
        say(language, "What the columns and codes mean."),
        tuple(_columns(questionnaire, language)),
        cells,
        personal=False,
    )


def _columns(questionnaire: Questionnaire, language: str) -> Iterator[Column]:
    for name, words in WORDS.items():
        yield Column(name, NUMBERS.get(name, "string"), say(language, words))
    for one in questionnaire.languages:
        title = say(language, "Words of the question ({spoken})", spoken=one)
        yield Column(f"question_{one}", "string", title)
    for one in questionnaire.languages:
        title = say(language, "Words of the code ({spoken})", spoken=one)
        yield Column(f"code_{one}", "string", title)


def _people(questionnaire: Questionnaire) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the role and of the background questions."""
    spoken = [person_columns(questionnaire, language) for language in questionnaire.languages]
    for columns in zip(*spoken, strict=True):
        about: dict[str, Cell] = {"item": columns[0].name, "kind": "background"}
        yield from _codes(columns, about, {})


def _questions(questionnaire: Questionnaire) -> Iterator[Sequence[Cell]]:
    pages = {item.id: page.id for page in questionnaire.pages for item in page.items}
    spoken = [asked(questionnaire, language) for language in questionnaire.languages]
    for things in zip(*spoken, strict=True):
        one = things[0]
        about = _about(questionnaire, one) | {"page": pages[one.item.id]}
        values = one.scale.values if one.scale else {}
        yield from _codes([thing.column for thing in things], about, values)


def _about(questionnaire: Questionnaire, one: Asked) -> dict[str, Cell]:
    about: dict[str, Cell] = {
        "item": one.item.id,
        "part": one.part or None,
        "kind": one.item.kind,
        "when": one.item.when,
    }
    if isinstance(one.item, RateItem):
        competence = one.item.competence
        facets = {facet.facet: facet.scale for facet in one.item.also}
        about |= {
            "competence": competence,
            "area": questionnaire.area_of(competence).id if competence else None,
            "tags": " ".join(one.item.tags) or None,
            "reverse": int(one.item.reverse and not one.part),
            "scale": facets.get(one.part, one.item.scale),
        }
    return about


def _codes(
    columns: Sequence[Column], about: Mapping[str, Cell], values: Mapping[str, float]
) -> Iterator[Sequence[Cell]]:
    """Yield a column's rows; ``columns`` is the same column in each language."""
    first = columns[0]
    titles = [column.title for column in columns]
    meanings = [dict(column.categories) for column in columns]
    for code, _ in first.categories or ((None, ""),):
        row: dict[str, Cell] = {**about, "question": first.name, "code": code}
        row["value"] = values.get(code or "")
        words = [meaning.get(code) if code else None for meaning in meanings]
        yield [*(row.get(name) for name in WORDS), *titles, *words]
