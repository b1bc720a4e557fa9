"""Write down what a group has agreed on, as a document for itself and for the archive."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Final

from kit.documents.blocks import Block, Cell, Document, Entry, Facts, Heading, Paragraph, Table
from kit.documents.plan_change import changes
from kit.documents.plan_tables import (
    actions_sheet,
    earlier_table,
    facts_of,
    goals_table,
    needs,
    overview,
    without_action,
)
from kit.documents.plan_weighing import weighed
from kit.documents.plan_words import OUTCOMES, Agreement, day_of
from kit.plans import Action

PLANS: Final = uuid.UUID("5b6e0d52-7f0a-4e1c-9d2b-6a1f3c8e4b70")
"""What the ids of follow-up days are made from, so that they are nobody else's."""


def plan_document(of: Agreement) -> Document:
    """Return a plan in its language, with everything that stands round it."""
    blocks = (
        *_opening(of),
        *_actions(of),
        *_goals(of),
        *_part(of.say("What became of the earlier actions"), _earlier(of)),
        *_part(of.say("How the group weighed its ideas"), weighed(of)),
        *_part(of.say("The group's needs"), needs(of)),
        *changes(of),
        *_part(of.say("About this plan"), _closing(of)),
    )
    return Document(
        title=of.say("Action plan"),
        subtitle=of.name,
        language=of.language,
        day=of.day,
        blocks=blocks,
        sheets=_sheets(of, blocks),
        calendar=tuple(_calendar(of)),
        revision=of.plan.version,
    )


def _part(title: str, blocks: Sequence[Block]) -> list[Block]:
    """Return a part with its heading; none at all when it is empty."""
    return [Heading(title), *blocks] if blocks else []


def _opening(of: Agreement) -> Iterator[Block]:
    follow_up = day_of(of.plan.follow_up)
    yield Paragraph(_lead(of), "lead")
    pairs: list[tuple[str, Cell]] = [
        (of.say("Concerns"), of.name),
        (of.say("Date"), day_of(of.day)),
        (of.say("Follow-up"), follow_up or of.say("not decided")),
    ]
    if of.workshop:
        pairs.append((of.say("Workshop"), of.workshop))
    title = of.questionnaire.text(of.questionnaire.title, of.language)
    version = of.say("version {version}", version=of.questionnaire.version)
    pairs.append((of.say("Self-assessment"), f"{title}, {version}"))
    yield Facts(tuple(pairs))


def _lead(of: Agreement) -> str:
    count = len(of.plan.actions)
    if count == 0:
        agreed = of.say("The group has not agreed on any action yet.")
    elif count == 1:
        agreed = of.say("The group has agreed on one action.")
    else:
        agreed = of.say("The group has agreed on {count} actions.", count=count)
    if day_of(of.plan.follow_up) is None:
        return agreed
    day = of.written_day(of.plan.follow_up or "")
    return f"{agreed} {of.say('It comes back to them on {day}.', day=day)}"


def _actions(of: Agreement) -> Iterator[Block]:
    actions = of.plan.actions
    if not actions:
        return
    yield Heading(of.say("What we will do"))
    if len(actions) > 1:
        yield overview(of)
    if of.plan.reason and (of.most is None or len(actions) > of.most):
        yield Paragraph(
            of.say(
                "Why there are more actions than the workshop plans for: {reason}",
                reason=of.plan.reason,
            ),
            "note",
        )
    for number, action in enumerate(actions, start=1):
        yield Heading(f"{number}. {action.text}", 2)
        yield facts_of(of, action)


def _goals(of: Agreement) -> list[Block]:
    goals: list[Block] = [goals_table(of)] if of.every_goal() else []
    left = without_action(of) if of.plan.actions or of.gaps.goals or of.gaps.needs else []
    return [
        *_part(of.say("Goals"), goals),
        *_part(of.say("What has no action"), left),
    ]


def _earlier(of: Agreement) -> list[Block]:
    if not of.plan.earlier:
        return []
    marks = [action.mark for action in of.plan.earlier]
    counts = (f"{of.say(word)}: {marks.count(mark)}." for mark, word in OUTCOMES.items())
    said = [count for count, mark in zip(counts, OUTCOMES, strict=True) if mark in marks]
    return [Paragraph(" ".join(said)), earlier_table(of)]


def _closing(of: Agreement) -> list[Block]:
    privacy = of.questionnaire.privacy
    sentences = [
        of.say("This is the group's own estimate of how sure people feel, not an exam."),
        of.say(
            "Everybody answered, proposed and weighed without a name. Figures about the group are "
            "shown when at least {least} people stand behind them, and shares and needs from "
            "{many}, so that nobody's answers can be worked out.",
            least=privacy.min_group,
            many=privacy.min_distribution,
        ),
        of.say("Owners are named by role or initials, as the group has chosen."),
        of.say("Version {version} of the plan.", version=of.plan.version),
    ]
    return [Paragraph(sentence, "small") for sentence in sentences]


def _sheets(of: Agreement, blocks: tuple[Block, ...]) -> tuple[Table, ...]:
    """Return the tables of a spreadsheet: first the actions with every field, last the plan."""
    short = overview(of).caption
    others = [one for one in blocks if isinstance(one, Table) and one.caption != short]
    facts = next(one for one in blocks if isinstance(one, Facts))
    about = of.say("About this plan")
    return (
        actions_sheet(of),
        *others,
        Table(about, (of.say("Action plan"), of.name), facts.pairs, sheet=about),
    )


def _calendar(of: Agreement) -> Iterator[Entry]:
    follow_up = day_of(of.plan.follow_up)
    if follow_up is not None:
        words = "\n".join(f"{at}. {one.text}" for at, one in enumerate(of.plan.actions, start=1))
        named = of.round_id or f"{of.questionnaire.id} {of.name}"
        yield Entry(
            str(uuid.uuid5(PLANS, named)),
            follow_up.isoformat(),
            of.say("Follow-up of the action plan: {name}", name=of.name),
            words,
        )
    for action in of.plan.actions:
        if (due := day_of(action.due)) and action.mark not in {"done", "dropped"}:
            title = of.say("To be done: {action}", action=action.text)
            yield Entry(str(uuid.UUID(action.id)), due.isoformat(), title, _entry_words(of, action))


def _entry_words(of: Agreement, action: Action) -> str:
    known = (
        (of.say("Owner"), action.owner),
        (of.say("First step"), action.first_step),
        (of.say("How we will know"), action.sign),
        (of.say("Goal"), of.goal(action)),
    )
    return "\n".join(f"{name}: {text}" for name, text in known if text)
