"""Write a package's page for a person: the same figures, in words and tables, in one HTML file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from kit import figures
from kit.region.shape import DIMENSIONS, About, Deed, Dimension, Figure, Package
from kit.region.tables import MARKS_IN_WORDS
from kit.region.words import Teller

STYLE = (
    "body{margin:0 auto;max-width:60rem;padding:1.5rem;font:1rem/1.5 system-ui,sans-serif;"
    "color:#20282b;background:#fffefb}h1,h2{line-height:1.2}table{border-collapse:collapse;"
    "width:100%;margin:0 0 1.5rem;font-variant-numeric:tabular-nums}"
    "caption{text-align:left;padding:0 0 .5rem;color:#535c5e}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;"
    "border-bottom:1px solid #7a8382}.wide{overflow-x:auto}"
    "dt{font-weight:600}dd{margin:0 0 .5rem}@media print{body{padding:0;font-size:10pt}}"
)


def page(whole: Package) -> str:
    """Return the page, whole and closed in itself: nothing is fetched from anywhere."""
    settings = whole.settings
    teller = Teller(settings.language)
    title = f"{settings.municipality}, {settings.title}"
    body = "".join(_body(whole, teller, title))
    return (
        f'<!doctype html>\n<html lang="{settings.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _body(whole: Package, teller: Teller, title: str) -> Iterator[str]:
    settings = whole.settings
    yield _element("h1", title)
    yield from (_element("p", text) for text in _about(whole, teller))
    yield _facts(whole, teller)
    for dimension in DIMENSIONS:
        yield from _figures(whole, dimension, teller)
    now = [deed for deed in whole.plan if deed.part == "now"]
    earlier = [deed for deed in whole.plan if deed.part == "earlier"]
    yield _element("h2", teller.say("The plan"))
    if settings.follow_up:
        day = figures.day(settings.follow_up, teller.language)
        yield _element("p", teller.say("The group comes back to it on {day}.", day=day))
    if not now:
        yield _element("p", teller.say("There are no actions in the plan."))
    yield from _deeds(whole, now, teller.say("Actions that the group has agreed on"), teller)
    yield from _deeds(whole, earlier, teller.say("How earlier actions went"), teller)
    if settings.together.competences:
        yield from _search(whole, teller)


def _about(whole: Package, teller: Teller) -> list[str]:

    return [
        teller.say(
            "This is what the municipality hands to its region. The figures are the group's own "
            "estimate of how sure people feel, not an exam, and stand for all together."
        ),
        teller.say(
            "Small groups are not shown, so that nobody's answers can be worked out. No workplace, "
            "no role and no single answer stands here."
        ),
        teller.say("Owners of actions stand in the plan, as the municipality has chosen.")
        if whole.settings.owners
        else teller.say("Owners of actions are left out."),
        teller.say(
            "Read the actions through before you hand the file on: they are in your own words."
        ),
        teller.say(
            "Hand the zip file on as it is. Its checksum finds damage, not forgery: whoever "
            "changes a file can count it out anew."
        ),
    ]


def _facts(whole: Package, teller: Teller) -> str:
    settings = whole.settings
    asked = settings.questionnaire
    pairs = [
        (teller.say("Municipality"), settings.municipality),
        (teller.say("Round"), settings.title),
        (teller.say("Day"), figures.day(settings.day, teller.language)),
        (teller.say("Answers"), teller.span(settings.answers)),
        (teller.say("Questionnaire"), f"{teller.told(asked.title)} ({asked.id} {asked.version})"),
        (
            teller.say("Fewest answers"),
            teller.say(
                "{group} behind any figure, {spread} behind a share",
                group=settings.rules.min_group,
                spread=settings.rules.min_distribution,
            ),
        ),
    ]
    cells = (_element("dt", name) + _element("dd", value) for name, value in pairs)
    return f"<dl>{''.join(cells)}</dl>\n"


def _figures(whole: Package, dimension: Dimension, teller: Teller) -> Iterator[str]:

    title = teller.say("Areas") if dimension == "area" else teller.say("Competences")
    own = whole.figures(dimension)
    rows = [
        _cells(row, own[row.id], teller)
        for row in whole.settings.rows
        if row.dimension == dimension and row.id in own
    ]
    head = [
        title,
        teller.say("Answers"),
        teller.say("At or above the wanted level"),
        teller.say("Could as well be"),
        teller.say("Wanted level"),
        teller.say("Mean"),
        teller.say("Need, 0–100"),
    ]
    yield _element("h2", title)
    yield _table(teller.say("All together"), head, rows)


def _cells(about: About, row: Figure, teller: Teller) -> list[str]:
    label = teller.told(about.label)
    if row.status != "shown":
        return [label, teller.unseen(row), *[""] * 5]
    return [
        label,
        str(row.n),
        teller.share(row),
        teller.interval(row),
        teller.wanted(about, row),
        teller.number(row.mean),
        "" if row.need is None else figures.number(100 * row.need, teller.language, decimals=0),
    ]


def _deeds(whole: Package, deeds: Sequence[Deed], caption: str, teller: Teller) -> Iterator[str]:

    if not deeds:
        return
    goals = {goal.id: teller.told(goal.label) for goal in whole.settings.goals}
    names = {
        row.id: teller.told(row.label)
        for row in whole.settings.rows
        if row.dimension == "competence"
    }
    columns: list[tuple[str, Callable[[Deed], str]]] = [
        (teller.say("Action"), lambda one: one.text),
        (teller.say("Goal"), lambda one: goals.get(one.goal or "", "")),
        (teller.say("Competences"), lambda one: ", ".join(names[id_] for id_ in one.competences)),
        (teller.say("Owner"), lambda one: one.owner),
        (teller.say("First step"), lambda one: one.first_step),
        (teller.say("Date"), lambda one: figures.day(one.due, teller.language) if one.due else ""),
        (teller.say("How we will know"), lambda one: one.sign),
        (teller.say("How it went"), lambda one: teller.say(MARKS_IN_WORDS[one.mark])),
        (teller.say("Why"), lambda one: one.why),
        (teller.say("What we learned"), lambda one: one.learned),
    ]
    rows = [[cell(one) for _, cell in columns] for one in deeds]
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    head = [columns[place][0] for place in kept]
    yield _table(caption, head, [[row[place] for place in kept] for row in rows])


def _search(whole: Package, teller: Teller) -> Iterator[str]:
    search = whole.settings.together
    labels = {row.id: teller.told(row.label) for row in whole.settings.rows}
    yield _element("h2", teller.say("What we would like to work on together with others"))
    items = "".join(_element("li", labels[id_]) for id_ in search.competences)
    yield f"<ul>{items}</ul>\n"
    if search.contact:
        yield _element("p", teller.say("Contact: {contact}", contact=search.contact))


def _table(caption: str, head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(_element("td", one) for one in rest)}'
        "</tr>\n"
        for first, *rest in rows
    )
    return (
        f'<div class="wide"><table>{_element("caption", caption)}<thead><tr>{names}</tr></thead>'
        f"<tbody>\n{lines}</tbody></table></div>\n"
    )


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"
