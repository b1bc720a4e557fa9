"""Ask, in a round that follows another, where people think they were the last time.

Whoever has learnt a lot may find that they knew less than they believed, and answer lower than
before. A look back, beside the answers of then, shows that. It is one question for each area, on
the scale of the statements; it belongs to no competence and is never scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from kit.dimensions import items_of
from kit.errors import Problem
from kit.items import RateItem
from kit.language import msgid, say
from kit.questionnaire import Area, Questionnaire

PAGE: Final = "lookback"
"""Id of the page that asks; its questions are back1, back2, ..., one for each area."""
TITLE: Final = msgid("Look back")
INTRO: Final = msgid(
    "Think of half a year ago, with what you know today. There is no right answer, and you may "
    "leave any of these out."
)
QUESTION: Final = msgid("{area}: where do you think you were half a year ago?")


def look_backs(questionnaire: Questionnaire) -> dict[str, str]:
    """Return which question looks back on which area: item id -> area id, {} when not asked."""
    asked = [item.id for page in questionnaire.pages if page.id == PAGE for item in page.items]
    return dict(zip(asked, [area.id for area in _measured(questionnaire)], strict=False))


def look_back_page(questionnaire: Questionnaire, languages: Sequence[str]) -> dict[str, Any]:
    """Return the page that asks, as a questionnaire's file has it."""
    return {
        "id": PAGE,
        "title": {language: say(language, TITLE) for language in languages},
        "intro": {language: say(language, INTRO) for language in languages},
        "items": [
            {
                "id": f"back{number}",
                "kind": "rate",
                "scale": _scales(questionnaire)[0],
                "text": {
                    language: say(language, QUESTION, area=questionnaire.text(area.label, language))
                    for language in languages
                },
            }
            for number, area in enumerate(_measured(questionnaire), start=1)
        ],
    }


def why_not(questionnaire: Questionnaire, language: str) -> Iterator[Problem]:
    """Yield what keeps a questionnaire from looking back."""
    remedy = say(language, "Start the round without looking back.")
    taken = {page.id for page in questionnaire.pages} | {one.id for one in questionnaire.items()}
    asked = {f"back{number}" for number, _ in enumerate(_measured(questionnaire), start=1)}
    if not asked:
        what = say(language, "The questionnaire has no areas to look back on.")
        yield Problem("look_back", None, what, remedy)
    elif len(_scales(questionnaire)) > 1:
        what = say(
            language,
            "The questionnaire's areas stand on several scales, so there is no one scale to look "
            "back on.",
        )
        yield Problem("look_back", None, what, remedy)
    for id_ in sorted(taken & ({PAGE} | asked)):
        what = say(language, "Something in the questionnaire has the id “{id}” already.", id=id_)
        yield Problem("look_back", None, what, remedy)


def _measured(questionnaire: Questionnaire) -> list[Area]:
    return [area for area in questionnaire.areas if items_of(questionnaire, "area", area.id)]


def _scales(questionnaire: Questionnaire) -> list[str]:
    """Return the scales that the areas' statements stand on."""
    rated = [item for item in questionnaire.rated() if _counts(item)]
    return list(dict.fromkeys(item.scale for item in rated))


def _counts(item: RateItem) -> bool:
    return item.competence is not None
