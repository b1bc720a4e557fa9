"""Invent plans for the places of ``invented.py``, and the packages that they hand to a region.

Nobody has agreed on any of it; what is real is that some things get done and some do not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kit.group_files import safe_table_of
from kit.plans import Action, Plan
from kit.questionnaire import Questionnaire
from kit.region.writing import Choices, Origin, make_package, write_package
from kit.samples import Sample

TITLE: Final = "Hösten 2026"
DAY: Final = "2026-11-23"
EARLIER: Final[Mapping[str, tuple[dict[str, Any], ...]]] = {
    "pahittsby": (
        {
            "text": "Fem minuter om ett AI-svar på varje måndagsmöte",
            "goal": "g2",
            "competences": ["c11"],
            "first_step": "Den som öppnar på måndagen visar det första",
            "sign": "Vi kan säga varför vi litar på ett svar eller inte",
            "mark": "done",
            "learned": "Korta tillfällen blir av. Ta med ett svar som var fel.",
        },
        {
            "text": "Skriva om anvisningen för utskrift från mobilen",
            "competences": ["c52"],
            "mark": "dropped",
            "why": "Skrivaren byts ut till våren",
            "learned": "Fråga IT innan vi skriver anvisningar",
        },
    ),
    "latsasvik": (
        {
            "text": "Dela mapp med svar på frågor om upphovsrätt",
            "goal": "g3",
            "competences": ["c42", "c31"],
            "first_step": "Samla de tio vanligaste frågorna från disken",
            "sign": "Färre frågor skickas vidare",
            "mark": "done",
            "learned": "En person behöver äga mappen, annars somnar den.",
        },
        {
            "text": "Gå två och två i handledningspasset på torsdagar",
            "goal": "g1",
            "competences": ["c21", "c51"],
            "sign": "Alla har varit med minst en gång",
            "mark": "under_way",
            "why": "Filialerna har inte kunnat vara med än",
            "learned": "Börja med dem som vill",
        },
    ),
    "exempelkoping": (
        {
            "text": "Repetera vad som gäller för personuppgifter vid disken",
            "goal": "g3",
            "competences": ["c42"],
            "first_step": "Juristen kommer till ett arbetsplatsmöte",
            "sign": "Vi frågar inte efter mer än vi behöver",
            "mark": "done",
            "learned": "Egna exempel från disken fungerade bättre än lagtexten.",
        },
        {
            "text": "Öva på att hjälpa till med e-legitimation",
            "goal": "g1",
            "competences": ["c22", "c21"],
            "mark": "under_way",
            "why": "Halva personalen är kvar",
        },
    ),
}
NOW: Final[Mapping[str, tuple[dict[str, Any], ...]]] = {
    "pahittsby": (
        {
            "text": "Gå igenom vad vi får visa från andras sajter",
            "goal": "g1",
            "competences": ["c42"],
            "owner": "biblioteksrådet",
            "first_step": "Boka en timme med Låtsasvik",
            "due": "2027-03-01",
            "sign": "Vi vågar svara utan att ringa någon",
        },
    ),
    "latsasvik": (
        {
            "carried": 1,
            "text": "Gå två och två i handledningspasset på torsdagar, nu också i filialerna",
            "goal": "g1",
            "competences": ["c21", "c51"],
            "owner": "samordnaren",
            "due": "2027-04-15",
        },
        {
            "text": "Träffa Exempelköping om AI-frågor vid disken",
            "goal": "g2",
            "competences": ["c11", "c42"],
            "owner": "samordnaren",
            "first_step": "Ringa före jul",
            "due": "2027-02-01",
            "sign": "Vi har tre övningar att dela",
        },
    ),
    "exempelkoping": (
        {
            "text": "Öva på AI-verktyg i grupper om fyra, en gång i månaden",
            "goal": "g2",
            "competences": ["c11"],
            "owner": "utvecklingsgruppen",
            "first_step": "Välja tre frågor som besökare har ställt",
            "due": "2027-01-20",
            "sign": "Alla har prövat och kan visa en kollega",
        },
    ),
}
SOUGHT: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "pahittsby": (("c42",), "biblioteket@pahittsby.example"),
    "latsasvik": (("c42", "c11"), "digitalt@latsasvik.example"),
    "exempelkoping": ((), ""),
}


def plan_of(place: str) -> Plan:
    """Return an invented place's plan, with what became of the one before."""
    earlier = tuple(_action(place, "earlier", n, one) for n, one in enumerate(EARLIER[place]))
    now = tuple(_action(place, "now", n, one) for n, one in enumerate(NOW[place]))
    return Plan(version=1, actions=now, earlier=earlier, follow_up="2027-05-20")


def packages(samples: Mapping[str, Sample], original: Questionnaire) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the package of each place's latest round."""
    for name, sample in samples.items():
        place, _, month = name.partition("-")
        if month == DAY[:7]:
            asked, (competences, contact) = sample.questionnaire(original), SOUGHT[place]
            choices = Choices(
                name=sample.head.settings.name.partition(",")[0],
                title=TITLE,
                competences=competences,
                contact=contact,
                weights={area: float(one) for area, one in sample.head.settings.weights.items()},
            )
            origin = Origin(round=f"{place}2026", release=1, day=DAY)
            safe = safe_table_of(asked, sample.responses(original))
            if safe is None:
                raise ValueError(f"{name} shows nothing")
            whole = make_package(asked, safe, plan_of(place), choices, origin=origin)
            yield f"{name}.zip", write_package(whole)


def _action(place: str, part: str, number: int, told: Mapping[str, Any]) -> Action:
    carried = told.get("carried")
    rest = {key: value for key, value in told.items() if key != "carried"}
    ids = {
        "id": _id(place, part, number),
        "carried": None if carried is None else _id(place, "earlier", carried),
    }
    return Action.model_validate({**rest, **ids})


def _id(place: str, part: str, number: int) -> str:
    return hashlib.sha256(f"{place} {part} {number}".encode()).hexdigest()[:32]
