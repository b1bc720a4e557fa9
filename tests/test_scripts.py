"""The shipped scripts: what their files promise, and how their words sound."""

from __future__ import annotations

import re
from functools import cache

import pytest
from test_questionnaires import BANNED, FOLDER, LONGEST, sentences, texts

from kit.reading import read_questionnaire
from kit.reading.scripts import read_script
from kit.scripts import Script

FILES = sorted((FOLDER / "workshops").glob("*.yaml"))
SHIPPED = [file.stem for file in FILES]
METHOD = ["answer", "look", "reflect", "circles", "ideas", "sort", "points", "plan", "close"]
NUMBERS = {
    "sv": {1: "en", 2: "två", 3: "tre", 5: "fem", 8: "åtta", 10: "tio"},
    "en": {1: "one", 2: "two", 3: "three", 5: "five", 8: "eight", 10: "ten"},
}
every = pytest.mark.parametrize("name", SHIPPED)


@cache
def shipped(name: str) -> Script:
    return read_script(FOLDER / "workshops" / f"{name}.yaml")


def words_of(name: str) -> list[dict[str, str]]:
    return list(texts(shipped(name).model_dump()))


def kinds(name: str) -> list[str]:
    return [step.kind for step in shipped(name).steps]


def told(name: str, kind: str, language: str) -> str:
    """Return all that is said at the steps of a kind."""
    steps = [step for step in shipped(name).steps if step.kind == kind]
    return " ".join(
        shipped(name).text(text, language)
        for step in steps
        for text in (step.title, step.room, step.facilitator)
    )


def test_these_three_are_shipped() -> None:
    assert SHIPPED == ["halvdag", "personalmote-30", "workshop-90"]


@pytest.mark.parametrize(
    ("name", "minutes", "breaks"),
    [("workshop-90", 90, 0), ("halvdag", 210, 2), ("personalmote-30", 30, 0)],
)
def test_they_take_the_time_that_they_promise(name: str, minutes: int, breaks: int) -> None:
    assert shipped(name).id == name
    assert shipped(name).minutes == minutes
    assert kinds(name).count("break") == breaks


@every
def test_they_follow_the_method_in_its_order(name: str) -> None:
    order = [kind for kind in dict.fromkeys(kinds(name)) if kind in METHOD]
    assert order == METHOD
    assert kinds(name)[-1] == "close"
    if name != "personalmote-30":
        assert kinds(name).index("points") < kinds(name).index("grid") < kinds(name).index("plan")


def test_nobody_sits_for_two_hours_without_a_break() -> None:
    for name in SHIPPED:
        since = 0
        for step in shipped(name).steps:
            since = 0 if step.kind == "break" else since + step.minutes
            assert since <= 105, (name, step.id)


def test_the_longest_questionnaire_has_time_to_be_answered() -> None:
    items = len(list(read_questionnaire(FOLDER / "bibliotek-24.yaml").rated()))
    for name in ("workshop-90", "halvdag"):
        (answer,) = [step for step in shipped(name).steps if step.kind == "answer"]
        assert answer.minutes * 60 / items >= 25


@every
def test_swedish_comes_first_and_every_text_stands_in_both_languages(name: str) -> None:
    assert shipped(name).languages == ("sv", "en")
    assert [text for text in words_of(name) if set(text) != {"sv", "en"}] == []
    same = [t["sv"] for t in words_of(name) if t["sv"] == t["en"]]
    assert same == []


@every
def test_sentences_are_short_and_in_plain_words(name: str) -> None:
    long = [
        sentence
        for text in words_of(name)
        for language, limit in LONGEST.items()
        for sentence in sentences(re.sub("[”“]", "", text[language]))
        if len(sentence.split()) > limit
    ]
    assert long == []
    assert [t["sv"] for t in words_of(name) if re.search(BANNED, t["sv"], re.IGNORECASE)] == []
    assert [t for t in words_of(name) if any(re.search(r"^\s|\s$|  ", w) for w in t.values())] == []


@every
def test_it_is_called_a_test_only_to_say_that_it_is_none(name: str) -> None:
    for text in words_of(name):
        swedish = text["sv"].replace("inget prov", "")
        assert not re.search(r"\b(test|prov)(et|en|a)?\b", swedish, re.IGNORECASE)
        assert not re.search(r"\b(test|quiz)", text["en"], re.IGNORECASE)


@every
def test_who_leads_can_tell_what_is_protected_and_promises_no_more(name: str) -> None:
    welcome = shipped(name).steps[0].facilitator
    assert "Ingen uppger sitt namn" in welcome["sv"]
    assert "färre än fem" in welcome["sv"]
    assert "Lova inte" in welcome["sv"]
    assert "fewer than five" in welcome["en"]
    assert "Do not promise" in welcome["en"]
    assert "utan namn" in told(name, "ideas", "sv")
    assert "stannar hos dig" in told(name, "reflect", "sv")


@every
def test_who_leads_knows_what_to_do_when_nothing_is_shown_or_the_network_goes(name: str) -> None:
    assert "Visas inget resultat" in told(name, "look", "sv")
    assert "If no result is shown" in told(name, "look", "en")
    assert "nätet försvinner" in told(name, "answer", "sv")
    assert "network is lost" in told(name, "answer", "en")


@every
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_numbers_in_the_words_are_those_of_the_limits(name: str, language: str) -> None:
    limits, number = shipped(name).limits, NUMBERS[language]
    assert number[limits.points] in told(name, "points", language).split(".")[0]
    assert re.search(rf"\b{number[limits.actions]}\b", told(name, "plan", language))
    if "grid" in kinds(name):
        assert number[limits.shortlist] in told(name, "points", language)


@every
def test_the_words_are_free_to_use_and_the_structure_is_credited(name: str) -> None:
    credit = shipped(name).credit
    assert credit is not None
    assert credit.licence == "CC BY 4.0"
    for words in credit.text.values():
        assert "1-2-4-All" in words
        assert "Liberating Structures" in words
        assert "Lipmanowicz" in words
    (circles,) = [step for step in shipped(name).steps if step.kind == "circles"]
    for language, words in circles.title.items():
        assert f"{words}”" in credit.text[language]


@every
def test_the_circles_grow(name: str) -> None:
    (circles,) = [step for step in shipped(name).steps if step.kind == "circles"]
    order = ["alone", "pairs", "fours", "all"]
    assert [phase.circle for phase in circles.phases] == order[: len(circles.phases)]


def test_half_a_day_has_words_for_the_first_time_and_for_coming_back() -> None:
    words = told("halvdag", "review", "sv")
    assert "förra gången" in words
    assert "första gången" in words
