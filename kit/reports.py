"""Say in words and pictures what a person's own answers show.

Everything that a profile says is made here, in the person's language; the page only places it.
The figures come from the scores table (``kit.scoring.score``) and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit import advice, figures
from kit.language import msgid, say
from kit.phrases import Scores, Writer
from kit.pictures import Painter
from kit.questionnaire import Area, Competence, Questionnaire, Role
from kit.records import Response
from kit.scoring import score

Row = dict[str, Any]

STEPS = {
    "gap": msgid("The one furthest from the wanted level comes first. You choose what suits you."),
    "lowest": msgid("Here you feel least sure today. You choose what suits you."),
    "share": msgid("You are at or above the wanted level, so you have something to pass on."),
    "none": msgid("Your answers do not point at any particular next step."),
}


def profile_state(
    questionnaire: Questionnaire,
    response: Response,
    earlier: Sequence[Response] = (),
    interest: Sequence[str] = (),
    language: str = "sv",
) -> Row:
    """Say what one response shows, beside the latest earlier one, as plain JSON.

    ``earlier`` are the person's finished responses to the same questionnaire, oldest first;
    ``interest`` are ids of competences that the person has chosen to grow in.

    Keys: response_id, seq and language of what was asked; title, standing, role, day; areas and
    tags (rows; an area's has ``competences`` and their ``chart``); chart (of the areas) and
    tags_chart, None without rows; strengths, next_steps and steps_note; earlier (day and
    sentence), None the first time. A row has the columns of the scores table (None for missing;
    level in words) and label, figure, wanted_figure, counts, sentence, reached and ``then``
    (mean, score, level, figure, change), None without an earlier value.
    """
    then = earlier[-1] if earlier else None
    scores = [_scores(questionnaire, one) for one in (response, then)]
    writer = Writer(questionnaire, language, *scores)
    role = _role(questionnaire, response)
    painter = Painter(
        questionnaire,
        language,
        role=questionnaire.text(role.label, language) if role else None,
        then=figures.day(then.day, language) if then else None,
    )
    areas = [_area(area, writer, painter) for area in questionnaire.areas]
    tags = [writer.row("tag", tag.id, tag.label) for tag in questionnaire.tags]
    return {
        "response_id": response.response_id,
        "seq": response.seq,
        "language": language,
        "title": say(language, "Your profile"),
        "standing": say(language, "This is your own estimate of how sure you feel, not an exam."),
        "role": painter.role,
        "day": response.day,
        "areas": areas,
        "chart": painter.picture(areas) if areas else None,
        "tags": tags,
        "tags_chart": painter.picture(tags) if tags else None,
        **_advice(writer, interest),
        "earlier": _looking_back(then, language) if then else None,
    }


def _scores(questionnaire: Questionnaire, response: Response | None) -> Scores:
    """Return one response's rows of the scores table, with None for what is missing."""
    records = score(questionnaire, [response]).to_dict("records") if response else []
    rows = [
        {str(name): None if value != value else value for name, value in record.items()}  # noqa: PLR0124 - a missing value differs from itself
        for record in records
    ]
    return {(str(row["dimension"]), str(row["id"])): row for row in rows}


def _role(questionnaire: Questionnaire, response: Response) -> Role | None:
    """Return the role whose wanted levels count: the response's own, else the first."""
    own = [role for role in questionnaire.roles if role.id == response.role]
    return next(iter([*own, *questionnaire.roles]), None)


def _area(area: Area, writer: Writer, painter: Painter) -> Row:
    """Return an area's row, with its competences' rows and their picture."""
    rows = [writer.row("competence", one.id, one.label) for one in area.competences]
    return writer.row("area", area.id, area.label) | {
        "competences": rows,
        "chart": painter.picture(rows),
    }


def _advice(writer: Writer, interest: Sequence[str]) -> Row:
    """Return strengths and next steps, at most three of each, and what the steps go by."""
    competences = {one.id: one for one in writer.questionnaire.competences()}
    if not competences:
        return {"strengths": [], "next_steps": [], "steps_note": ""}
    rows = [writer.now["competence", id_] for id_ in competences]
    steps = advice.next_steps(rows, interest)
    strong = advice.strengths(rows, without=[] if steps.why == "share" else steps.rows)
    return {
        "strengths": [
            _named(writer, competences[row["id"]]) | {"text": writer.estimate(row)}
            for row in strong
        ],
        "next_steps": [
            _named(writer, competences[row["id"]])
            | {
                "text": _recommended(writer, competences[row["id"]], row),
                "why": _why(writer, row, interest),
            }
            for row in steps.rows
        ],
        "steps_note": say(writer.language, STEPS[steps.why]),
    }


def _named(writer: Writer, competence: Competence) -> Row:
    questionnaire, language = writer.questionnaire, writer.language
    area = questionnaire.area_of(competence.id)
    return {
        "id": competence.id,
        "label": questionnaire.text(competence.label, language),
        "area": questionnaire.text(area.label, language),
    }


def _recommended(writer: Writer, competence: Competence, row: Mapping[str, Any]) -> str:
    """Return the questionnaire's suggestion for the person's level, or a general one."""
    text = competence.recommend.get(row["level"] or "")
    if text:
        return writer.questionnaire.text(text, writer.language)
    return say(
        writer.language,
        "Choose one thing to try within the next two weeks, perhaps together with a colleague.",
    )


def _why(writer: Writer, row: Mapping[str, Any], interest: Sequence[str]) -> str:
    """Say why a step is suggested: the estimate, what is wanted, and the person's own choice."""
    language = writer.language
    reasons = [say(language, "Your estimate: {figure}.", figure=writer.figure(row))]
    if row["wanted"] is not None:
        wanted = figures.number(row["wanted"], language, trim=True)
        reasons.append(say(language, "Wanted level: {wanted}.", wanted=wanted))
    if row["id"] in interest:
        reasons.append(say(language, "You have chosen this one yourself."))
    return " ".join(reasons)


def _looking_back(then: Response, language: str) -> Row:
    """Say how to read then and now beside each other."""
    day = say(language, "Last time was {day}.", day=figures.day(then.day, language))
    reading = say(
        language,
        "When you have learnt more you also see more of what there is to know, and may put "
        "yourself lower than before. A lower figure does not mean that you know less.",
    )
    return {"day": then.day, "sentence": f"{day} {reading}"}
