"""Refusals: a number for programs, a machine word for scripts, and a sentence for people.

What a client gets is a problem by RFC 9457, in the language that its browser asks for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from kit.errors import Problem
from kit.language import LOCALE, msgid, say
from kit.server.collector.keys import Cookie

SENTENCES = {
    "address": (404, msgid("There is nothing at this address.")),
    "method": (405, msgid("This cannot be done here.")),
    "origin": (403, msgid("The request came from another site, so nothing was done.")),
    "key": (403, msgid("This link does not work any longer. Ask for a new one.")),
    "not_allowed": (
        403,
        msgid("This needs a link that you have not opened here. Open your link once more."),
    ),
    "code": (
        404,
        msgid(
            "The code leads to no open round. Compare it with the one that is shown, "
            "or ask the person leading the workshop."
        ),
    ),
    "slow": (429, msgid("Too many attempts just now. Wait {seconds} seconds and try again.")),
    "round": (404, msgid("There is no such round. It may have been deleted.")),
    "unknown": (
        404,
        msgid("The round does not have these answers. They may have been deleted. Join again."),
    ),
    "deleted": (
        404,
        msgid(
            "These answers were deleted from the round, and stay deleted. To take part anew, join "
            "with the code that is shown in the workshop."
        ),
    ),
    "closed": (
        409,
        msgid(
            "The round is closed, so nothing more can be changed. Your answers are on this device."
        ),
    ),
    "questionnaire": (
        409,
        msgid("The questions have been changed since the page was opened. Reload the page."),
    ),
    "answers": (422, msgid("Some of this cannot be an answer. Nothing of it was saved.")),
    "settings": (422, msgid("The round cannot have these settings. Nothing was changed.")),
    "frozen": (
        409,
        msgid(
            "Somebody has answered, so the questions and the protection of small groups can no "
            "longer change: start a new round for that. The name, the last day and the weights "
            "may change."
        ),
    ),
    "too_late": (
        409,
        msgid("The last day to answer has passed: set a later day, then open the round."),
    ),
    "no_workshop": (
        404,
        msgid("The round has no workshop script. Whoever leads the workshop chooses one."),
    ),
    "script": (422, msgid("This script cannot be used. Choose another one.")),
    "contribution": (422, msgid("Some of this cannot be taken. Nothing of it was saved.")),
    "sorting": (422, msgid("The cards cannot lie like this. Nothing was changed.")),
    "plan": (422, msgid("Some of the plan cannot be kept. Nothing of it was saved.")),
    "changed": (
        409,
        msgid("Somebody else has changed this meanwhile. Look at the newest and try again."),
    ),
    "refused": (409, msgid("This cannot be done now.")),
    "shape": (422, msgid("A part of what was sent is not as it should be: {place}.")),
    "json": (400, msgid("What was sent cannot be read. Reload the page and try again.")),
    "type": (415, msgid("What was sent is of another kind than expected.")),
    "size": (413, msgid("What was sent is too large. Shorten the longest text and try again.")),
    "store": (
        503,
        msgid(
            "Nothing can be saved just now. What you have answered is still on your device, "
            "and is sent as soon as it works again."
        ),
    ),
    "broken": (500, msgid("The fault is ours, not yours. What you have answered is still there.")),
}


@dataclass
class Refusal(Exception):
    """Say no: ``code`` is one of ``SENTENCES``; ``after`` is how many seconds to wait.

    ``detail`` replaces the sentence, where somebody else has a better one already.
    """

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    after: float = 0.0
    detail: str = ""
    cookies: tuple[Cookie, ...] = ()

    @property
    def status(self) -> int:
        """Return the number that HTTP knows it by."""
        return SENTENCES[self.code][0]

    def as_problem(self, language: str) -> dict[str, Any]:
        """Return the problem as it is sent."""
        status, sentence = SENTENCES[self.code]
        params = {"seconds": math.ceil(self.after), **self.params}
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": self.detail or say(language, sentence, **params),
            "code": self.code,
        }
        if self.problems:
            told["problems"] = [
                {"place": one.file, "what": one.what, "remedy": one.remedy} for one in self.problems
            ]
        return told


def wished(header: str, languages: Sequence[str] = ()) -> str:
    """Return the language that an Accept-Language header likes best; the first one if none.

    Without ``languages`` they are those that the kit speaks, Swedish first.
    """
    ours = languages or ["sv", "en", *(folder.name for folder in LOCALE.iterdir())]
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        name, _, weight = part.strip().partition(";")
        language = name.strip().lower().split("-")[0]
        liking = _weight(weight)
        if language in ours and liking > 0:
            wishes.append((-liking, place, language))
    return min(wishes)[2] if wishes else ours[0]


def _weight(text: str) -> float:
    name, _, number = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(max(float(number), 0.0), 1.0) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
