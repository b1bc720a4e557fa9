"""The shipped questionnaires: what their files promise, and how their words sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kit.items import RateItem, Scale
from kit.questionnaire import Competence, Questionnaire
from kit.reading import read_questionnaire

FOLDER = Path(__file__).parent.parent / "questionnaires"
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SHIPPED = ["bibliotek-24", "digcomp-21", "puls-10", "utvardering"]
WITH_NEXT_STEPS = ["bibliotek-24", "digcomp-21", "puls-10"]

AREAS = [
    "Analysera och bearbeta data och information",
    "Kommunikation och samarbete",
    "Skapa digitalt innehåll",
    "Säkerhet",
    "Problemlösning",
]
BANNED = (
    r"\b(erhåll|nyttj|resurs|content\b|tool|betyg|implementer|kompetenshöj|prestation|godkän"
    r"|underkän|medelst|härvid|därest|vederbörande|tillse|beakta|inneha\b|avseende\b)"
)
LONGEST = {"sv": 22, "en": 26}  # words in a sentence; English takes a few more for the same thing


@cache
def shipped(name: str) -> Questionnaire:
    return read_questionnaire(FOLDER / f"{name}.yaml")


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Walk every text of the questionnaire, wherever it stands."""
    if isinstance(value, dict):
        if "sv" in value:
            yield value
        else:
            for part in value.values():
                yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def words_of(name: str) -> list[dict[str, str]]:
    return list(texts(shipped(name).model_dump()))


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def ends(scale: Scale, language: str) -> tuple[str, str]:
    first, last = scale.points[0].label, scale.points[-1].label
    assert first is not None
    assert last is not None
    return first[language], last[language]


def competence_of(item: RateItem) -> str:
    assert item.competence is not None
    return item.competence


def test_these_four_are_shipped() -> None:
    assert set(SHIPPED) <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_file_reads_without_a_problem_and_is_named_after_its_id(name: str) -> None:
    assert shipped(name).id == name


@pytest.mark.parametrize("name", SHIPPED)
def test_swedish_comes_first_and_every_text_stands_in_both_languages(name: str) -> None:
    assert shipped(name).languages == ("sv", "en")
    assert [text for text in words_of(name) if set(text) != {"sv", "en"}] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_was_left_untranslated(name: str) -> None:
    same = [t["sv"] for t in words_of(name) if t["sv"] == t["en"] and len(t["sv"]) > 12]
    assert same == []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_words_are_free_to_use_and_groups_are_protected(name: str) -> None:
    questionnaire = shipped(name)
    assert questionnaire.credit is not None
    assert questionnaire.credit.licence == "CC BY 4.0"
    privacy = questionnaire.privacy
    assert (privacy.min_group, privacy.min_distribution, privacy.keep_months) == (5, 8, 14)


@pytest.mark.parametrize("name", SHIPPED)
def test_sentences_are_short(name: str) -> None:
    long = [
        sentence
        for text in words_of(name)
        for language, limit in LONGEST.items()
        for sentence in sentences(text[language])
        if len(sentence.split()) > limit
    ]
    assert long == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_office_words_and_no_unexplained_english(name: str) -> None:
    found = [t["sv"] for t in words_of(name) if re.search(BANNED, t["sv"], re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_text_has_stray_spaces(name: str) -> None:
    stray = [w for t in words_of(name) for w in t.values() if re.search(r"^\s|\s$|  | \n|\n ", w)]
    assert stray == []


@pytest.mark.parametrize("name", WITH_NEXT_STEPS)
def test_every_competence_has_a_next_step_of_its_own_on_every_level(name: str) -> None:
    questionnaire = shipped(name)
    levels = {level.id for level in questionnaire.levels}
    for competence in questionnaire.competences():
        assert set(competence.recommend) == levels, competence.id
    for language in questionnaire.languages:
        steps = Counter(text[language] for c in questionnaire.competences() for text in steps_of(c))
        assert [text for text, times in steps.items() if times > 1] == []


def steps_of(competence: Competence) -> list[dict[str, str]]:
    return list(competence.recommend.values())


@pytest.mark.parametrize("name", WITH_NEXT_STEPS)
def test_on_the_highest_level_the_next_step_is_to_share(name: str) -> None:
    questionnaire = shipped(name)
    highest = questionnaire.levels[-1].id
    steps = [c.recommend[highest]["sv"] for c in questionnaire.competences()]
    assert [s for s in steps if not re.search(r"kolleg|grupp|möte|alla\b|\bni\b", s)] == []


@pytest.mark.parametrize("name", WITH_NEXT_STEPS)
def test_next_steps_ask_for_weeks_at_most(name: str) -> None:
    steps = [t["sv"] for c in shipped(name).competences() for t in steps_of(c)]
    assert [
        s for s in steps if re.search(r"månad(er)? (framåt|i rad)|termin|halvår|\bår framåt", s)
    ] == []


@pytest.mark.parametrize("name", WITH_NEXT_STEPS)
def test_the_start_page_says_that_it_is_no_exam_and_leaves_to_the_form_where_answers_are(
    name: str,
) -> None:
    intro = shipped(name).intro
    assert intro is not None
    assert "inte ett prov" in intro["sv"]
    assert "minuter" in intro["sv"]
    assert "hoppa över" in intro["sv"]
    # In a round they are elsewhere too; the form itself says where, and who sees them.
    assert not re.search(r"enhet|server|kollega", intro["sv"])
    assert not re.search(r"device|server|colleague", intro["en"])


@pytest.mark.parametrize("name", WITH_NEXT_STEPS)
def test_reflection_is_asked_after_the_profile(name: str) -> None:
    prompts = shipped(name).reflection
    assert len(prompts) >= 4
    assert {prompt.after for prompt in prompts} == {"profile"}


@pytest.mark.parametrize("name", WITH_NEXT_STEPS)
def test_wanted_levels_lie_on_the_scale_of_the_statements(name: str) -> None:
    questionnaire = shipped(name)
    (scale,) = questionnaire.scales.values()
    assert questionnaire.roles
    for role in questionnaire.roles:
        assert role.targets
        assert all(scale.low <= wanted <= scale.high for wanted in role.targets.values())


def test_the_library_questionnaire_has_24_statements_and_nothing_else() -> None:
    items = list(shipped("bibliotek-24").items())
    assert len(items) == 24
    assert {item.kind for item in items} == {"rate"}
    assert all(isinstance(item, RateItem) and item.required == "soft" for item in items)


def test_the_library_questionnaire_has_the_five_areas_by_name_and_a_page_for_each() -> None:
    questionnaire = shipped("bibliotek-24")
    assert [area.label["sv"] for area in questionnaire.areas] == AREAS
    assert [page.title["sv"] for page in questionnaire.pages] == AREAS


def test_a_statement_code_tells_its_area_and_competence() -> None:
    questionnaire = shipped("bibliotek-24")
    codes = [item.id for item in questionnaire.rated()]
    assert codes == sorted(codes)
    for item in questionnaire.rated():
        assert re.fullmatch(r"q[1-5][1-9][1-9]", item.id)
        area = questionnaire.area_of(competence_of(item))
        place = [competence.id for competence in area.competences].index(competence_of(item)) + 1
        assert item.id[1:3] == f"{questionnaire.areas.index(area) + 1}{place}"


def test_each_of_ten_competences_has_two_or_three_statements() -> None:
    counts = Counter(item.competence for item in shipped("bibliotek-24").rated())
    assert len(counts) == 10
    assert set(counts.values()) == {2, 3}


def test_confidence_goes_from_1_to_7_with_words_at_the_ends_only() -> None:
    scale = shipped("bibliotek-24").scales["confidence"]
    assert [(point.id, point.value) for point in scale.points] == [
        (str(value), value) for value in range(1, 8)
    ]
    assert ends(scale, "sv") == ("mycket osäker", "mycket säker")
    assert ends(scale, "en") == ("very unsure", "very sure")
    assert all(point.label is None for point in scale.points[1:-1])
    assert [(option.id, option.label["sv"]) for option in scale.other] == [
        ("na", "Inte aktuellt för mig")
    ]


def test_the_legal_tag_cuts_across_areas() -> None:
    questionnaire = shipped("bibliotek-24")
    assert questionnaire.tags[0].label["sv"] == "Juridisk kompetens"
    legal = [item for item in questionnaire.rated() if "legal" in item.tags]
    assert len({questionnaire.area_of(competence_of(item)).id for item in legal}) >= 3


def test_every_tag_has_statements_enough_for_a_value() -> None:
    questionnaire = shipped("bibliotek-24")
    for tag in questionnaire.tags:
        tagged = [item for item in questionnaire.rated() if tag.id in item.tags]
        assert len(tagged) >= questionnaire.scoring.min_items


def test_roles_and_goals_of_the_library() -> None:
    questionnaire = shipped("bibliotek-24")
    assert [(role.id, role.label["sv"]) for role in questionnaire.roles] == [
        ("all", "Alla i personalen"),
        ("guide", "Handleder besökare digitalt"),
    ]
    competences = {competence.id for competence in questionnaire.competences()}
    everybody, guides = (role.targets for role in questionnaire.roles)
    assert set(everybody) == set(guides) == competences
    assert all(guides[competence] >= everybody[competence] for competence in competences)
    assert len(questionnaire.goals) == 3


@pytest.mark.parametrize("name", ["bibliotek-24", "digcomp-21"])
def test_statements_begin_with_i_and_are_short(name: str) -> None:
    for item in shipped(name).rated():
        assert re.match(r"Jag (kan )?\w", item.text["sv"]), item.id
        assert item.text["en"].startswith("I "), item.id
        assert all(len(words.split()) <= 20 for words in item.text.values()), item.id
        assert all(len(sentences(words)) == 1 for words in item.text.values()), item.id


def test_library_statements_are_about_visitors_and_about_own_work() -> None:
    statements = [item.text["sv"] for item in shipped("bibliotek-24").rated()]
    assert all(statement.startswith("Jag kan ") for statement in statements)
    guiding = [s for s in statements if re.search(r"(hjälpa|visa|förklara för) en besökare", s)]
    assert 8 <= len(guiding) <= 16


def test_levels_of_the_library_begin_at_the_means_that_the_file_names() -> None:
    cuts = [level.from_ for level in shipped("bibliotek-24").levels]
    for cut, mean in zip(cuts, [1, 2.5, 4.5, 6], strict=True):
        assert cut <= 100 * (mean - 1) / 6
    means = {total / n for n in range(1, 25) for total in range(n, 7 * n + 1)}
    for cut, mean in zip(cuts[1:], [2.5, 4.5, 6], strict=True):
        assert not any(cut <= 100 * (other - 1) / 6 < 100 * (mean - 1) / 6 for other in means)


def test_the_framework_questionnaire_has_all_21_competences_in_order() -> None:
    questionnaire = shipped("digcomp-21")
    per_area = [len(area.competences) for area in questionnaire.areas]
    assert per_area == [3, 6, 4, 4, 4]
    ids = [
        f"{area}.{place}"
        for area, count in enumerate(per_area, start=1)
        for place in range(1, count + 1)
    ]
    competences = list(questionnaire.competences())
    assert [competence.framework for competence in competences] == [
        f"DigComp 3.0: {i}" for i in ids
    ]
    assert [competence.id for competence in competences] == [f"c{i.replace('.', '')}" for i in ids]
    assert [item.competence for item in questionnaire.items() if isinstance(item, RateItem)] == [
        competence.id for competence in competences
    ]


@pytest.mark.parametrize(
    ("value", "level"), [(1, "Bas"), (2, "Medel"), (3, "Avancerad"), (4, "Mycket avancerad")]
)
def test_one_answer_in_the_framework_gets_the_level_it_names(value: int, level: str) -> None:
    questionnaire = shipped("digcomp-21")
    score = 100 * (value - 1) / 3
    reached = [one.label["sv"] for one in questionnaire.levels if one.from_ <= score]
    assert reached[-1] == level
    (point,) = [p for p in questionnaire.scales["steps"].points if p.value == value]
    assert point.label is not None
    assert point.label["sv"].startswith(f"{level}: ")


def test_the_pulse_has_ten_statements_and_one_open_question_that_may_be_left() -> None:
    items = list(shipped("puls-10").items())
    assert [item.kind for item in items] == ["rate"] * 10 + ["text"]
    assert [item.id for item in items if item.kind != "note" and item.required] == []
    assert all(p.label for p in shipped("puls-10").scales["agree"].points)


def test_the_evaluation_mixes_kinds_and_asks_at_most_seven_things() -> None:
    items = list(shipped("utvardering").items())
    assert len(items) <= 7
    assert {item.kind for item in items} == {"rate", "choice", "choices", "number", "text"}


@pytest.mark.parametrize("name", ["puls-10", "utvardering"])
def test_free_text_says_who_reads_it(name: str) -> None:
    for item in shipped(name).items():
        if item.kind == "text":
            assert item.help is not None
            assert "läsa det du skriver" in item.help["sv"]
