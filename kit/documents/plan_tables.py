"""Lay a plan out as tables: the actions with everything, the earlier ones, goals and needs."""

from __future__ import annotations

from kit.documents.blocks import Bullets, Cell, Facts, Paragraph, Table
from kit.documents.plan_words import Agreement, day_of
from kit.group_report import group_state
from kit.plans import Action


def overview(of: Agreement) -> Table:
    """Return the actions in short: what, who, when."""
    return Table(
        caption=of.say("The actions in short"),
        head=(of.say("No."), of.say("Action"), of.say("Owner"), of.say("Done by")),
        rows=tuple(
            (str(number), action.text, action.owner, day_of(action.due))
            for number, action in enumerate(of.plan.actions, start=1)
        ),
        named_by=1,
    )


def facts_of(of: Agreement, action: Action) -> Facts:
    """Return all that is agreed on an action, what is left open as well."""
    open_ = of.say("not decided")
    pairs: list[tuple[str, Cell]] = [
        (of.say("Owner"), action.owner or open_),
        (of.say("First step"), action.first_step or open_),
        (of.say("Done by"), day_of(action.due) or open_),
        (of.say("How we will know"), action.sign or open_),
        (of.say("Goal"), of.goal(action) or open_),
    ]
    if action.competences:
        pairs.append((of.say("Competences"), of.competences(action.competences)))
    if goes_on := _earlier_text(of, action):
        pairs.append((of.say("Goes on from"), goes_on))
    if action.mark != "planned":
        pairs.append((of.say("How it went"), of.mark(action)))
    pairs += [
        (name, text)
        for name, text in ((of.say("Why"), action.why), (of.say("What we learned"), action.learned))
        if text
    ]
    return Facts(tuple(pairs))


def actions_sheet(of: Agreement) -> Table:
    """Return the actions with every field, for a spreadsheet."""
    names = (
        *("No.", "Action", "Goal", "Competences", "Owner", "First step", "Done by"),
        *("How we will know", "How it went", "Why", "What we learned", "Goes on from"),
    )
    return Table(
        caption=of.say("Actions"),
        head=tuple(of.say(name) for name in names),
        rows=tuple(
            (
                number,
                action.text,
                of.goal(action),
                of.competences(action.competences),
                action.owner,
                action.first_step,
                day_of(action.due),
                action.sign,
                of.mark(action),
                action.why,
                action.learned,
                _earlier_text(of, action),
            )
            for number, action in enumerate(of.plan.actions, start=1)
        ),
        named_by=1,
        sheet=of.say("Actions"),
    )


def earlier_table(of: Agreement) -> Table:
    """Return the earlier plan's actions with what became of them."""
    names = ("Action", "Owner", "How it went", "Why", "What we learned", "Goes on as")
    return Table(
        caption=of.say("The earlier plan's actions"),
        head=tuple(of.say(name) for name in names),
        rows=tuple(
            (
                action.text,
                action.owner,
                of.outcome(action),
                action.why,
                action.learned,
                _later(of, action),
            )
            for action in of.plan.earlier
        ),
        sheet=of.say("Earlier actions"),
    )


def goals_table(of: Agreement) -> Table:
    """Return the goals, each with the actions that serve it."""
    none = of.say("no action")
    return Table(
        caption=of.say("Which actions serve which goal"),
        head=(of.say("Goal"), of.say("Actions")),
        rows=tuple(
            (label, ", ".join(_serving(of, id_)) or none) for id_, label in of.every_goal().items()
        ),
        sheet=of.say("Goals"),
    )


def without_action(of: Agreement) -> list[Paragraph | Bullets]:
    """Say which goals, and which of the greatest needs, the plan does nothing about."""
    goals = of.every_goal()
    left = [
        *(of.say("Goal: {goal}", goal=goals.get(id_, id_)) for id_ in of.gaps.goals),
        *(of.say("Need: {need}", need=of.competence(id_)) for id_ in of.gaps.needs),
    ]
    if left:
        words = of.say("The plan leaves these for another time:")
        return [Paragraph(words), Bullets(tuple(left))]
    if of.tables is not None:
        return [Paragraph(of.say("Every goal and each of the greatest needs has an action."))]
    return [Paragraph(of.say("Every goal has an action."))] if goals else []


def needs(of: Agreement) -> list[Paragraph | Table]:
    """Return the group's needs in order, from the protected figures alone."""
    if of.tables is None:
        return []
    state = group_state(of.questionnaire, of.tables, of.language, ["needs"])
    return [
        block
        for view in state["views"]
        for chart in view["charts"]
        for block in (
            Paragraph(chart["sentence"]),
            Table(
                chart["table"]["caption"],
                tuple(chart["table"]["head"]),
                tuple(map(tuple, chart["table"]["rows"])),
                sheet=of.say("Needs"),
            ),
        )
    ]


def _serving(of: Agreement, goal: str) -> list[str]:
    return [
        str(number)
        for number, action in enumerate(of.plan.actions, start=1)
        if action.goal == goal and action.mark != "dropped"
    ]


def _earlier_text(of: Agreement, action: Action) -> str:
    found = (one.text for one in of.plan.earlier if one.id == action.carried)
    return next(found, "") if action.carried else ""


def _later(of: Agreement, earlier: Action) -> str:
    """Say as which actions of the new plan an earlier one goes on."""
    return ", ".join(
        of.say("action {number}", number=number)
        for number, action in enumerate(of.plan.actions, start=1)
        if action.carried == earlier.id
    )
